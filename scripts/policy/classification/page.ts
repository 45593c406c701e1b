import { join } from "node:path";
import { table as tableLines } from "../../../support/markdown";
import { type Classification, KINDS, type Kind } from "./schema";
import type { Sources } from "./sources";

/** The page that shows the classification, below the root of the project. */
export const CLASSIFICATION_PAGE = join("docs", "policies", "classification.md");

const MEANING: Readonly<Record<Kind, string>> = {
  network: "is part of a VPC, which the policies follow and judge by themselves",
  path: "is refused where it is, or may be, in a consumer's VPC",
  route: "leads somewhere, and is refused if that is a way out",
  conditional: "is refused if an argument has certain values",
  endpoint: "is refused unless its type and service are allowed",
  warn: "is reported, and fails nothing",
  opaque: "makes or does what cannot be seen, and is refused unless waived",
  inert: "has to do with networks and opens nothing",
};

type Joined = Classification["types"][string];

/** What is classified and why, as a page to read. */
export function renderClassificationPage(
  { twins, harmlessTwins, other }: Sources,
  classification: Classification,
): string {
  const { provider, known_types, types, data_sources, foreign_providers } = classification;
  const harmless = Object.keys(harmlessTwins);
  const later = Object.entries(other.later_types);
  const bound = Object.keys(known_types).length - harmless.length - later.length;
  const own = Object.entries(types).filter(([type]) => !(type in twins));
  const sections = KINDS.map((kind) => section(kind, own));
  return `${[
    "# Classification of resource types",
    "Generated from [policies/classification](../../policies/classification) by `npm run policy:classification -- --write`.",
    `The provider ${provider.source} ${provider.version} has ${bound} types of managed resources. ` +
      `Those that have to do with networks, and those that hide what they do, are here: ${own.length}, and ` +
      `${Object.keys(twins).length} twins in the provider awscc. All its other types open nothing in a VPC. A type that is ` +
      "neither here nor one of those is refused in a consumer's stack.",
    table(
      ["kind", "a resource of it", "types"],
      KINDS.map((kind) => [`[\`${kind}\`](#${kind})`, MEANING[kind], String(of(kind, own).length)]),
    ),
    ...sections,
    "## Twins in awscc",
    "Judged as the type of `aws` that each is the twin of.",
    table(
      ["type", "twin of"],
      Object.entries(twins).map(([type, { twin_of }]) => [`[\`${type}\`](${types[type]?.source})`, `\`${twin_of}\``]),
    ),
    `${harmless.length} more types of awscc are twins of types that open nothing, and open nothing: ` +
      `[the list](../../policies/classification/awscc-harmless.yaml).`,
    "## Later types",
    "Types of later versions of the provider, classified ahead.",
    table(
      ["type", "what it does"],
      later.map(([type, what]) => [`\`${type}\``, what]),
    ),
    "## Data sources",
    "Data sources only read. These run something, or say what a VPC has in arguments of their own: a plan is judged by what they found.",
    table(
      ["data source", "kind", "why"],
      Object.entries(data_sources).map(([type, entry]) => [linked(type, entry), entry.kind, entry.reason]),
    ),
    "## Other providers",
    "These touch no network. What else these providers have, and all of others, is refused in a consumer's stack.",
    table(
      ["provider", "resources", "data sources", "ephemeral resources", "why"],
      Object.entries(foreign_providers).map(([name, { types, data_sources, ephemeral, reason }]) => [
        `\`${name}\``,
        ...[types, data_sources, ephemeral].map((listed) => listed.map((type) => `\`${type}\``).join(", ")),
        reason,
      ]),
    ),
  ].join("\n\n")}\n`;
}

function of(kind: Kind, entries: readonly [string, Joined][]): readonly [string, Joined][] {
  return entries.filter(([, entry]) => entry.kind === kind);
}

function section(kind: Kind, entries: readonly [string, Joined][]): string {
  const rows = of(kind, entries).map(([type, entry]) => [
    linked(type, entry),
    rules(entry),
    conditions(entry),
    entry.reason,
  ]);
  return `## ${kind}\n\nA resource that ${MEANING[kind]}.\n\n${table(["type", "rule", "decided by", "why"], rows)}`;
}

function linked(type: string, { source }: Joined): string {
  return `[\`${type}\`](${source})`;
}

function rules({ rule, conditions }: Joined): string {
  const ids = [...(rule === undefined ? [] : [rule]), ...conditions.map((condition) => condition.rule)];
  return [...new Set(ids)].map((id) => `\`${id}\``).join(", ");
}

function conditions({ conditions, target_arguments }: Joined): string {
  const targets = target_arguments.map((argument) => `\`${argument}\``);
  const values = conditions.map(({ argument, refuse, allow, omitted, rating }) => {
    const values = (refuse ?? allow ?? []).map((value) => `\`${value}\``).join(", ");
    const what =
      refuse !== undefined
        ? values === ""
          ? ""
          : `must not be ${values}`
        : values === ""
          ? "must be absent"
          : `must be ${values}`;
    const absent = omitted === "deny" ? "must be there" : "";
    return `\`${argument}\` ${[what, absent].filter(Boolean).join(", ")}${rating === "warn" ? " (reported)" : ""}`;
  });
  return [...targets, ...values].join("; ");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return tableLines(head, rows).join("\n");
}

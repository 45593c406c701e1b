import { jsonSchemas, renderSchema } from "../../config/json-schema";
import { INIT_FILE, initFileSchema } from "../../delivery/init-file";
import { policySchemas } from "../../policies/checker/json-schema";
import { type Key, keysOf, type Schema } from "./keys";

/** The page that lists the keys of all files of users, below the root of the project. */
export const KEYS_PAGE = "docs/reference/environment.md";

/** A file of users. */
interface UserFile {
  readonly title: string;
  readonly about: string;
  readonly schema: Schema;
}

/** The files, in the order of the page. */
export function userFiles(): readonly UserFile[] {
  const written = { ...jsonSchemas(), ...policySchemas() };
  const read = (name: string) => JSON.parse(written[name] ?? "") as Schema;
  return [
    {
      title: "environment.yaml",
      about: "`environments/ENVIRONMENT/environment.yaml`: what an environment offers, and what holds for all of it.",
      schema: read("environment.schema.json"),
    },
    {
      title: "Consumers",
      about:
        "`environments/ENVIRONMENT/consumers/CONSUMER.yaml`: a consumer. The columns of tables of customers have the\n" +
        "same keys: see [a table of customers](../operating/customers.md).",
      schema: read("consumer.schema.json"),
    },
    {
      title: "policy.yaml",
      about: "`policy.yaml`: policy data and waivers, which `privatelink policy` and the matchers read.",
      schema: read("policy-data.schema.json"),
    },
    {
      title: "bootstrap.yaml",
      about: "`bootstrap.yaml`: state buckets, OIDC providers and roles, for `privatelink bootstrap`.",
      schema: read("bootstrap.schema.json"),
    },
    {
      title: "init.yaml",
      about: `\`${INIT_FILE}\`: settings of the workflows that \`privatelink init\` writes.`,
      schema: JSON.parse(renderSchema(initFileSchema, "Settings of init")),
    },
  ];
}

/** The page: for each file its keys, with where they stand, their values, their defaults and what they say. */
export function renderKeysPage(files: readonly UserFile[] = userFiles()): string {
  return `${[
    "# Keys of all files",
    [
      "Generated from the JSON Schemas by `npm run schemas`. In a path, `*` stands for a key that you choose, and `[]` for",
      "each entry of a list. A key that is marked *required* must be in its mapping. Where a mapping has several forms, a",
      "key of one form is not marked. Some rules hold between keys: `privatelink synth` tells of them with file, line and",
      "key.",
    ].join("\n"),
    files.map(({ title }) => `- [${title}](#${anchorOf(title)})`).join("\n"),
    ...files.flatMap(({ title, about, schema }) => [`## ${title}`, about, ...sections(keysOf(schema))]),
  ].join("\n\n")}\n`;
}

/** A table for each key at the top of a file, with all below it. Keys with nothing below them are in one table. */
function sections(keys: readonly Key[]): string[] {
  const groups = new Map<string, Key[]>();
  for (const key of keys) {
    const top = /^[^.[]+/.exec(key.path)?.[0] ?? key.path;
    groups.set(top, [...(groups.get(top) ?? []), key]);
  }
  const all = [...groups.values()];
  const small = all.filter((group) => group.length === 1).flat();
  return [small, ...all.filter((group) => group.length > 1)].filter((group) => group.length > 0).map(table);
}

function table(keys: readonly Key[]): string {
  return [
    "| key | value | default | says |",
    "| --- | --- | --- | --- |",
    ...keys.map(({ path, values, default: given, required, descriptions }) => {
      const byDefault = given === undefined ? (required ? "*required*" : "") : `\`${given}\``;
      return `| ${[`\`${path}\``, values.join(" or "), byDefault, descriptions.map(said).join(" Or: ")].map(cell).join(" | ")} |`;
    }),
  ].join("\n");
}

/** A description. What looks like a tag of HTML is text. */
function said(text: string): string {
  return text
    .split("`")
    .map((part, index) => (index % 2 === 0 ? part.replaceAll("<", "&lt;").replaceAll("*", "\\*") : part))
    .join("`");
}

/** The text of a cell: a pipe would end it, also in code. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

/** The anchor that GitHub gives a heading. */
function anchorOf(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9 -]/g, "");
}

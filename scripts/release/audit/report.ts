import { z } from "zod";
import { printable } from "../../../support/printable";
import { UserError } from "../../../support/user-error";
import { SEVERITIES } from "./policy";

const severity = z.enum(SEVERITIES);

const advisorySchema = z.looseObject({
  name: z.string(),
  title: z.string(),
  url: z.string(),
  severity,
  range: z.string(),
});

/**
 * What `npm audit --json` prints: of it, what is judged. Its writer is npm-audit-report and arborist's audit report.
 *
 * @see https://github.com/npm/cli/blob/latest/workspaces/arborist/lib/audit-report.js
 */
const reportSchema = z.looseObject({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(
    z.string(),
    z.looseObject({
      name: z.string(),
      severity,
      via: z.array(z.union([z.string(), advisorySchema])),
      nodes: z.array(z.string()),
    }),
  ),
  metadata: z.looseObject({
    vulnerabilities: z.looseObject({ total: z.number() }),
    dependencies: z.looseObject({ total: z.number() }),
  }),
});

/** The registry answers no audits, as some mirrors do: it says nothing of packages. */
const unavailableSchema = z.looseObject({
  message: z.string(),
  error: z.looseObject({}),
  auditReportVersion: z.undefined().optional(),
  vulnerabilities: z.undefined().optional(),
  metadata: z.undefined().optional(),
});

/** A report beside an error may lack what npm did not get. */
const saysError = z.looseObject({ error: z.unknown().refine((error) => error !== undefined) });

/** An advisory about a package that is installed. */
export interface Advisory {
  /** Such as `GHSA-aaaa-bbbb-cccc`; the whole address where it has no such id. */
  readonly advisory: string;
  readonly package: string;
  readonly severity: (typeof SEVERITIES)[number];
  readonly title: string;
  readonly url: string;
  /** Versions that it is about. */
  readonly range: string;
  /** Folders of the package, as the lock file names them. */
  readonly nodes: readonly string[];
}

/** What an audit found, or why there is none. */
export type Audit =
  | { readonly advisories: readonly Advisory[]; readonly packages: number }
  | { readonly unavailable: string };

/**
 * Reads what npm printed.
 *
 * @throws UserError where it is not understood: then nothing was judged.
 */
export function readAudit(text: string): Audit {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw unknown(text.trim() === "" ? "nothing" : "no JSON");
  }
  const unavailable = unavailableSchema.safeParse(found);
  if (unavailable.success) return { unavailable: unavailable.data.message };
  if (saysError.safeParse(found).success) throw unknown("a report with an error");
  const parsed = reportSchema.safeParse(found);
  if (!parsed.success) throw unknown(z.prettifyError(parsed.error).split("\n").map(printable).join("\n"));
  const { vulnerabilities, metadata } = parsed.data;
  const entries = Object.values(vulnerabilities);
  if (metadata.vulnerabilities.total !== entries.length)
    throw unknown(`${metadata.vulnerabilities.total} vulnerabilities in the sum, ${entries.length} in the list`);
  if (metadata.dependencies.total === 0) throw unknown("no dependencies at all");
  const advisories = entries.flatMap(({ via, nodes }) =>
    via.flatMap((each) => (typeof each === "string" ? [] : [advisoryOf(each, nodes)])),
  );
  const known = new Set(advisories.map((each) => each.package));
  // Another package is listed for what it depends on. What leads to no advisory would be passed over.
  const loose = entries.filter((entry) => !leadsTo(entry.name, known, vulnerabilities));
  if (loose.length > 0) throw unknown(`no advisory for ${printable(loose.map(({ name }) => name).join(", "))}`);
  return { advisories, packages: metadata.dependencies.total };
}

function advisoryOf(found: z.infer<typeof advisorySchema>, nodes: readonly string[]): Advisory {
  const { name, severity: level, title, url, range } = found;
  const advisory = /GHSA(-[0-9a-z]{4}){3}/.exec(url)?.[0] ?? url;
  return { advisory, package: name, severity: level, title, url, range, nodes };
}

function leadsTo(
  name: string,
  known: ReadonlySet<string>,
  all: z.infer<typeof reportSchema>["vulnerabilities"],
  seen: Set<string> = new Set(),
): boolean {
  if (known.has(name)) return true;
  if (seen.has(name)) return false;
  seen.add(name);
  const via = Object.hasOwn(all, name) ? (all[name]?.via ?? []) : [];
  return via.some((each) => typeof each === "string" && leadsTo(each, known, all, seen));
}

function unknown(found: string): UserError {
  return new UserError(
    `npm audit: expected its report in version 2; found: ${found}. ` +
      "Read what npm prints with `npm audit --json`, and adapt scripts/release/audit/report.ts.",
  );
}

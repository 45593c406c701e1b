import { key, type Mapping, type Report } from "../fields";

/** Key of a connection that leaves the rest to a declaration that many consumers share. */
export const sharedKey = {
  shared: key
    .optional()
    .describe(
      "Key of a shared connection in this environment's environment.yaml, which says all else but `acceptShare`.",
    ),
};

/** Keys with defaults, by what stands for none. */
const DEFAULTS: Readonly<Record<string, string>> = { minimumZones: "2", httpPaths: "{}" };

/** What is shared is said in one place. */
export function sharedRule({ shared, acceptShare: _, ...others }: Mapping, report: Report): void {
  if (shared === undefined) return;
  for (const [name, value] of Object.entries(others))
    if (value !== undefined && JSON.stringify(value) !== DEFAULTS[name])
      report([name], `no \`${name}\` beside \`shared\`: the shared connection says it for all`, "take it out");
}

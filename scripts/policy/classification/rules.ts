import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const RULES_FOLDER = join("policies", "rego", "rules");

/** The ids of the rules, as their metadata say. */
export function ruleIds(root: string): ReadonlySet<string> {
  const folder = join(root, RULES_FOLDER);
  const files = readdirSync(folder).filter((name) => name.endsWith(".rego") && !name.endsWith("_test.rego"));
  return new Set(files.flatMap((name) => /^#\s+id: (\S+)$/m.exec(readFileSync(join(folder, name), "utf8"))?.[1] ?? []));
}

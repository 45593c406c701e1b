import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { LOCK_FILE } from "../../pipeline/terraform/initializer";

/** The lock file of providers that the user keeps for the project; undefined where there is none. */
export function projectLock(): string | undefined {
  const file = resolve(LOCK_FILE);
  return existsSync(file) ? file : undefined;
}

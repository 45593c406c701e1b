import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { LOCK_FILE, type LockOf } from "../../pipeline/terraform/initializer";

/**
 * The lock files of providers that the user keeps: one in the folder of an environment is for that environment, one in
 * the working folder is for all others.
 *
 * @param environments folder of the environments.
 */
export function projectLocks(environments: string): LockOf {
  return (environment) => {
    const own = environment === undefined ? [] : [resolve(join(environments, environment, LOCK_FILE))];
    return [...own, resolve(LOCK_FILE)].find((file) => existsSync(file));
  };
}

import type { BootstrapSpec } from "../config/bootstrap-schema";
import { printable } from "../support/printable";
import { UserError } from "../support/user-error";
import type { EnvironmentStates } from "./state-access";

/** A folder of states in a bucket, with whose it is. */
interface Folder {
  readonly owner: string;
  readonly bucket: string;
  /** Beginning of its keys, with a slash at the end. */
  readonly path: string;
}

/**
 * Refuses states that lie within the folder of another environment: a role that may use a folder may use all in it.
 *
 * @throws UserError where the folder of an environment, or of the bootstrap, is in that of an environment.
 */
export function checkStates({ backend }: BootstrapSpec, states: readonly EnvironmentStates[]): void {
  const environments = states.map(({ environment, backend: { bucket, prefix } }): Folder => {
    return { owner: `environment ${environment}`, bucket, path: `${prefix}/${environment}/` };
  });
  const own: Folder[] =
    backend.type === "s3" ? [{ owner: "the bootstrap", bucket: backend.bucket, path: `${backend.prefix}/` }] : [];
  for (const outer of environments)
    for (const inner of [...environments, ...own])
      if (inner !== outer && inner.bucket === outer.bucket && inner.path.startsWith(outer.path))
        throw new UserError(
          `states of ${inner.owner} in bucket ${printable(inner.bucket)}: expected a folder outside of that of ` +
            `${outer.owner}, ${printable(outer.path)}; found ${printable(inner.path)}. CI of ${outer.owner} could ` +
            "change them. Change `backend.prefix` of one.",
        );
}

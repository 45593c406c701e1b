import { join } from "node:path";
import { stackIsOf } from "../config/estate/stack-names";
import { deployedBy } from "../engine/deployed";
import { isMarkedDeclared, REMOVED, stackFolders } from "../engine/removed";

/** Which stacks are asked about. */
export interface LeftOverOptions {
  /** Names of environments. @default - all */
  readonly environments?: readonly string[] | undefined;
  /** Stacks that something is done about. @default - none */
  readonly except?: Iterable<string>;
  /** Names of all stacks that are deployed. @default - nobody knows, and what may be deployed counts */
  readonly deployed?: Iterable<string> | undefined;
}

/**
 * Stacks in `removed/` of a folder of stacks that are no longer declared and are deployed, or may be.
 *
 * @param stacks output folder of the synthesis.
 * @returns their names, sorted.
 */
export function leftOver(
  stacks: string,
  { environments, except = [], deployed }: LeftOverOptions = {},
): readonly string[] {
  const removed = join(stacks, REMOVED);
  const [handled, known] = [new Set(except), deployed === undefined ? undefined : new Set(deployed)];
  return stackFolders(removed).filter(
    (name) =>
      !handled.has(name) &&
      (known?.has(name) ?? true) &&
      (environments?.some((environment) => stackIsOf(name, environment)) ?? true) &&
      !isMarkedDeclared(join(removed, name)) &&
      deployedBy(join(removed, name)) !== "no",
  );
}

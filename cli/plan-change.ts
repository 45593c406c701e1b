import { page } from "../support/page";
import { shellCommand } from "../support/shell";
import { DEFAULT_OUT, isDefaultFolder } from "./defaults";
import { deployedBranch } from "./deployed-branch";
import { commandText } from "./invocation";
import { pastedPath } from "./pasted";
import type { Called } from "./start/options";

/** Page that says how a change is delivered. */
export const DELIVERY_PAGE = page("docs/delivery/README.md");

/** The folders that the commands are to use, and what they look at. */
interface Change {
  readonly environments: string;
  readonly out: string;
  /** Environments to compare. @default - all */
  readonly env?: readonly string[];
}

/**
 * The commands that plan what a change does, compared with the branch that is deployed.
 *
 * @returns undefined where the repository has no such branch.
 */
export function planChange(
  { environments, out, env: names = [] }: Change,
  { env, invocation }: Called,
): string | undefined {
  const base = deployedBranch(environments);
  if (base === undefined) return undefined;
  const path = (given: string) => pastedPath(given, invocation);
  const folder = isDefaultFolder({ environments }, env) ? [] : ["--environments", path(environments)];
  const compared = [
    ...["--base", base],
    ...(names.length === 0 ? [] : ["--env", ...names]),
    ...folder,
    ...(out === DEFAULT_OUT ? [] : ["--out", path(out)]),
  ];
  const planned = ["--changed", ...folder, ...(out === DEFAULT_OUT ? [] : ["--stacks", path(out)])];
  return (
    `${commandText(invocation, "changed")} ${shellCommand(compared)} && ` +
    `${commandText(invocation, "plan")} ${shellCommand(planned)}`
  );
}

import { shellCommand } from "../support/shell";
import { DEFAULT_OUT, isDefaultFolder } from "./defaults";
import { commandText } from "./invocation";
import { pastedPath } from "./pasted";
import type { Called } from "./start/options";

/** Page that says how a change is delivered. */
export const DELIVERY_PAGE = "docs/delivery/README.md";

/** The folders that the commands are to use, and what they look at. */
interface Change {
  readonly environments: string;
  readonly out: string;
  /** Environments to compare. @default - all */
  readonly env?: readonly string[];
}

/** The commands that plan what a change does, compared with the branch that is deployed. */
export function planChange({ environments, out, env: names = [] }: Change, { env, invocation }: Called): string {
  const path = (given: string) => pastedPath(given, invocation);
  const folder = isDefaultFolder({ environments }, env) ? [] : ["--environments", path(environments)];
  const compared = [
    ...["--base", "origin/main"],
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

import type { Invocation } from "../invocation";
import type { Selection } from "../synth";

/** What to synthesize, and what to tell the policies. */
export interface StartOptions extends Selection {
  /** Files of policy data. @default - `policy.yaml` in the working folder, where it exists */
  readonly data?: readonly string[];
}

/** How the command was called, for the commands that it prints. */
export interface Called {
  readonly env: NodeJS.ProcessEnv;
  readonly invocation: Invocation;
}

/** Commands of the program, each with an npm script of the same name. */
export const COMMANDS = [
  "start",
  "synth",
  "policy",
  "bundle",
  "consumer",
  "kit",
  "status",
  "reconcile",
  "changed",
  "plan",
  "review",
  "apply",
  "drift",
  "diagram",
  "certificate",
  "bootstrap",
  "init",
  "app",
  "cdktf",
] as const;

/** Name of a command. */
export type CommandName = (typeof COMMANDS)[number];

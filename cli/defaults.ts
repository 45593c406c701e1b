/** Folder of the environments unless said otherwise. */
export const DEFAULT_ENVIRONMENTS = "environments";

/** Folder of the stacks unless said otherwise: where cdktf expects them. */
export const DEFAULT_OUT = "cdktf.out";

/** Variable with the folder of the environments. It holds for every command; `--environments` overrides it. */
export const ENVIRONMENTS_VARIABLE = "PRIVATELINK_ENVIRONMENTS_DIR";

/**
 * Variable with the names of the environments to build. It holds only for the cdktf app, which takes no options: a variable
 * that is left in a shell must not narrow what `npm start` checks.
 */
export const NAMES_VARIABLE = "PRIVATELINK_ENVIRONMENTS";

/**
 * Variable with the names of the consumers to build. It holds only for the cdktf app; the other commands take
 * `--consumer`.
 */
export const CONSUMERS_VARIABLE = "PRIVATELINK_CONSUMERS";

/**
 * Variable with the names of the stacks to build, or patterns with `*`. It holds only for the cdktf app. `npm run
 * cdktf` sets it to the stacks that `diff` or `deploy` names.
 */
export const STACKS_VARIABLE = "PRIVATELINK_STACKS";

/** Folder of the environments where no flag names it. An empty variable counts as unset. */
export function environmentsFolder(env: NodeJS.ProcessEnv): string {
  return env[ENVIRONMENTS_VARIABLE] || DEFAULT_ENVIRONMENTS;
}

/** Whether a command finds the folder of the environments without being told. */
export function isDefaultFolder({ environments }: { readonly environments: string }, env: NodeJS.ProcessEnv): boolean {
  return environments === DEFAULT_ENVIRONMENTS && !env[ENVIRONMENTS_VARIABLE];
}

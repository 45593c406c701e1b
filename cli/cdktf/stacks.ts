import { CONSUMERS_VARIABLE, STACKS_VARIABLE } from "../defaults";

/**
 * Commands of cdktf that look at the stacks that they are given only. `destroy` looks at all that depend on these, too.
 */
const NARROW_COMMANDS = ["diff", "plan", "deploy", "apply"];

/** Options of these commands that take no value. */
const FLAGS = [
  "--auto-approve",
  "--ignore-missing-stack-dependencies",
  "--migrate-state",
  "--no-color",
  "--outputs-file-include-sensitive-outputs",
  "--refresh-only",
  "--skip-provider-lock",
  "--skip-synth",
];

/** Options that take one value, in the word behind them or behind `=`. */
const WITH_VALUE = [
  "--app",
  "--log-level",
  "--output",
  "--outputs-file",
  "--parallelism",
  "--terraform-parallelism",
  "--var",
  "--var-file",
  "-a",
  "-o",
];

/**
 * The stacks that a command line of cdktf names: names, or patterns with `*`.
 *
 * @param words the words behind `cdktf`.
 * @returns undefined where the command needs all stacks, or where it is not certain which words name stacks.
 */
export function stacksNamedIn(words: readonly string[]): string[] | undefined {
  const [command = "", ...rest] = words;
  if (!NARROW_COMMANDS.includes(command)) return undefined;
  const stacks: string[] = [];
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index] ?? "";
    if (!word.startsWith("-")) stacks.push(word);
    else if (FLAGS.includes(word)) index += ["true", "false"].includes(rest[index + 1] ?? "") ? 1 : 0;
    else if (WITH_VALUE.includes(word)) index++;
    else if (!WITH_VALUE.some((option) => word.startsWith(`${option}=`))) return undefined;
  }
  // Patterns of cdktf that this program does not know, such as braces, are left to cdktf.
  return stacks.length === 0 || !stacks.every((stack) => /^[\w*-]+$/.test(stack)) ? undefined : stacks;
}

/** How a command line of cdktf is run. */
export interface CdktfPlan {
  /** Environment variables that it is run with. */
  readonly env: NodeJS.ProcessEnv;
  /** What the user is to know. @default - nothing */
  readonly note?: string;
  /** Why it is not run. @default - it is run */
  readonly refusal?: string;
}

/**
 * Which stacks the app is to build for a command line of cdktf.
 *
 * @param words the words behind `cdktf`.
 * @param env the user's environment variables. A selection in them goes before the stacks that the words name.
 */
export function planOfCdktf(words: readonly string[], env: NodeJS.ProcessEnv): CdktfPlan {
  const selection = [CONSUMERS_VARIABLE, STACKS_VARIABLE].find((variable) => env[variable]);
  if (selection === undefined) {
    const stacks = stacksNamedIn(words);
    return { env: stacks === undefined ? env : { ...env, [STACKS_VARIABLE]: stacks.join(",") } };
  }
  if (words[0] === "destroy")
    return {
      env,
      refusal:
        `${selection}: expected no selection with \`destroy\`, which must see all stacks that depend on those that it ` +
        `destroys; found ${JSON.stringify(env[selection])}. Unset the variable, and name the stacks to destroy`,
    };
  return { env, note: `${selection}=${env[selection]} is set: only what it selects is built` };
}

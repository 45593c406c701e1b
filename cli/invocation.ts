import { basename, delimiter, dirname, join, resolve, sep } from "node:path";
import { PROJECT_ROOT } from "../support/project-root";
import { shellWord } from "../support/shell";
import { fromHere } from "../support/shown";

/** Commands of the program, each with an npm script of the same name. */
export const COMMANDS = [
  "start",
  "synth",
  "policy",
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
] as const;

/** Name of a command. */
export type CommandName = (typeof COMMANDS)[number];

/** How the program was called: what help and the commands that are printed call it by. */
export interface Invocation {
  /** What stands before the name of a command. */
  readonly before: (command: CommandName) => string;
  /** What stands between the name of a command and its options. */
  readonly after: string;
  /** Whether npm called the program: it takes options before `--` for itself. */
  readonly isNpm: boolean;
  /** Folder that the user is in, where a pasted command would run. */
  readonly folder: string;
}

/** Name of the program, by which npm installs it: `bin` of package.json. */
const PROGRAM = "privatelink";

/** What an invocation is told from. */
export interface Process {
  readonly env: NodeJS.ProcessEnv;
  /** File of the program, as Node was given it. */
  readonly script: string;
  readonly cwd: string;
}

/**
 * How the program was called. npm runs the scripts of package.json in the project's folder, and tells which script it is
 * and where the user is.
 */
export function invocationOf({ env, script, cwd }: Process): Invocation {
  const isScript = COMMANDS.some((command) => command === env.npm_lifecycle_event);
  const isNpm = isScript && cwd === PROJECT_ROOT && basename(env.npm_execpath ?? "").startsWith("npm");
  if (!isNpm) {
    const name = installedName({ env, script, cwd }) ?? `node ${shellWord(fromHere(script, cwd))}`;
    return { before: () => name, after: "", isNpm, folder: cwd };
  }
  const folder = resolve(env.INIT_CWD || cwd);
  // npm looks for package.json from the user's folder upwards.
  const npm = isWithin(folder, cwd) ? "npm" : `npm --prefix ${shellWord(cwd)}`;
  return { before: (command) => (command === "start" ? npm : `${npm} run`), after: " --", isNpm, folder };
}

/**
 * What calls the program by its name, with npm or without. Undefined where only its file does: `npx privatelink` would
 * ask the registry for a package of that name where npm does not find the program in a folder of the user's.
 */
function installedName({ env, script, cwd }: Process): string | undefined {
  if (basename(script) !== PROGRAM) return undefined;
  if (env.npm_execpath === undefined)
    return (env.PATH ?? "").split(delimiter).includes(dirname(script)) ? PROGRAM : undefined;
  // `npx --package A --package B privatelink`: npm tells them with an empty line between.
  const packages = (env.npm_config_package ?? "").split("\n\n").filter((each) => each !== "");
  if (packages.length > 0) return ["npx", ...packages.map((each) => `--package=${shellWord(each)}`), PROGRAM].join(" ");
  const root = env.npm_config_local_prefix;
  if (root === undefined || (root !== PROJECT_ROOT && script !== join(root, "node_modules/.bin", PROGRAM)))
    return undefined;
  return isWithin(cwd, root) ? `npx ${PROGRAM}` : `npm --prefix ${shellWord(root)} exec -- ${PROGRAM}`;
}

function isWithin(folder: string, parent: string): boolean {
  return `${folder}${sep}`.startsWith(`${parent}${sep}`);
}

/** A command of the program as the user would call it, for options to follow: `npm run policy --`. */
export function commandText({ before, after }: Invocation, command: CommandName): string {
  return `${before(command)} ${command}${after}`;
}

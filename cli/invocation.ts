import { existsSync } from "node:fs";
import { basename, delimiter, dirname, join, resolve, sep } from "node:path";
import { COMMANDS, type CommandName } from "../support/commands";
import { IS_INSTALLED, PACKAGE_ROOT } from "../support/package-root";
import { shellWord } from "../support/shell";
import { fromHere } from "../support/shown";

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
  /** Folder of the user's project, which has package.json and cdktf.json: where npm runs its scripts. */
  readonly project: string;
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
  const isScript = cwd === PACKAGE_ROOT ? isCommand(env.npm_lifecycle_event) : isOwnScript(env);
  const isNpm = isScript && basename(env.npm_execpath ?? "").startsWith("npm");
  if (!isNpm) {
    const name = installedName({ env, script, cwd }) ?? `node ${shellWord(fromHere(script, cwd))}`;
    return { before: () => name, after: "", isNpm, folder: cwd, project: IS_INSTALLED ? projectAt(cwd) : PACKAGE_ROOT };
  }
  const folder = resolve(env.INIT_CWD || cwd);
  // npm looks for package.json from the user's folder upwards.
  const npm = isWithin(folder, cwd) ? "npm" : `npm --prefix ${shellWord(cwd)}`;
  return { before: (command) => (command === "start" ? npm : `${npm} run`), after: " --", isNpm, folder, project: cwd };
}

function isCommand(name: string | undefined): boolean {
  return COMMANDS.some((command) => command === name);
}

/** Whether npm runs a script of a project that this package is installed in: `"plan": "privatelink plan"`. */
function isOwnScript({ npm_lifecycle_event: name, npm_lifecycle_script: script = "" }: NodeJS.ProcessEnv): boolean {
  return isCommand(name) && `${script} `.startsWith(`${PROGRAM} ${name} `);
}

/** The folder at or above this one with package.json, as npm looks for it; this one where there is none. */
function projectAt(folder: string, start: string = folder): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  return dirname(folder) === folder ? start : projectAt(dirname(folder), start);
}

/**
 * What calls the program by its name, with npm or without. Undefined where only its file does: `npx privatelink` would
 * ask the registry for a package of that name where npm does not find the program in a folder of the user's.
 */
function installedName({ env, script, cwd }: Process): string | undefined {
  if (basename(script) !== PROGRAM) return undefined;
  // npm looks for programs in the project that the user is in.
  const local = installedIn(script) === projectAt(cwd) ? `npx ${PROGRAM}` : undefined;
  if (env.npm_execpath === undefined)
    return (env.PATH ?? "").split(delimiter).includes(dirname(script)) ? PROGRAM : local;
  // `npx --package A --package B privatelink`: npm tells them with an empty line between.
  const packages = (env.npm_config_package ?? "").split("\n\n").filter((each) => each !== "");
  if (packages.length > 0) return ["npx", ...packages.map((each) => `--package=${shellWord(each)}`), PROGRAM].join(" ");
  const root = env.npm_config_local_prefix;
  if (root === undefined || (root !== PACKAGE_ROOT && script !== join(root, "node_modules/.bin", PROGRAM)))
    return local;
  return isWithin(cwd, root) ? `npx ${PROGRAM}` : `npm --prefix ${shellWord(root)} exec -- ${PROGRAM}`;
}

/** Folder of the project whose `node_modules/.bin` a file is in; undefined where it is elsewhere. */
function installedIn(script: string): string | undefined {
  const [bin, modules] = [dirname(script), dirname(dirname(script))];
  return basename(bin) === ".bin" && basename(modules) === "node_modules" ? dirname(modules) : undefined;
}

function isWithin(folder: string, parent: string): boolean {
  return `${folder}${sep}`.startsWith(`${parent}${sep}`);
}

/** A command of the program as the user would call it, for options to follow: `npm run policy --`. */
export function commandText({ before, after }: Invocation, command: CommandName): string {
  return `${before(command)} ${command}${after}`;
}

import { lstatSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { compareFiles, type FileState, withPinsOf } from "../../delivery/compare-files";
import { SYSTEMS } from "../../delivery/systems";
import { writeFiles } from "../../delivery/write-files";
import { ownPackage, projectDependencies } from "../../starter/dependencies";
import { type FoundPackage, PACKAGE_FILE, readPackage, somethingIn } from "../../starter/folder";
import { projectName } from "../../starter/name";
import { mergedPackage, newPackage } from "../../starter/package-json";
import { COMMANDS } from "../../support/commands";
import { type JsonObject, objectOf } from "../../support/json-object";
import { PACKAGE_ROOT } from "../../support/package-root";
import { printable } from "../../support/printable";
import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";
import { EXIT } from "../exit-codes";
import { Interrupted } from "../interrupt";
import type { Work } from "../run";
import type { Called } from "../start/options";
import type { Streams } from "../streams";
import { type Ask, withTerminal } from "./ask";
import type { InitOptions } from "./options";
import { projectFiles } from "./project-files";
import { type ProjectRequest, projectRequest, refuseMixed } from "./project-request";
import { firstSteps } from "./project-steps";
import { reading } from "./reading";
import { oddities } from "./states";

/** Scripts of a project, each of which calls the command of its name. */
export const SCRIPTS: Readonly<Record<string, string>> = Object.fromEntries(
  COMMANDS.map((command) => [command, `privatelink ${command}`]),
);

/**
 * Writes a project that uses this package: a team's own repository.
 *
 * @throws UserError where the folder has something, and `force` is not given; nothing is written.
 */
export async function initProject(
  options: InitOptions,
  { out }: Pick<Streams, "out">,
  called: Called,
  { signal }: Pick<Work, "signal">,
  ask?: Ask,
): Promise<number> {
  refuseMixed(undefined, options);
  const { dir } = options;
  const { request, texts, before, notes, scripts } = await reading(dir, () => prepared(options, out, signal, ask));
  if (signal.aborted) throw new Interrupted("Interrupted. Nothing was written.");
  const stale = texts.filter(([path, text]) => before.get(path) !== text);
  // Another run may have written since: it is seen here, or by the file that both would make.
  if (options.force !== true) await reading(dir, () => refuseSomething(dir));
  writeFiles(
    dir,
    Object.fromEntries(stale),
    stale.map(([path]) => path).find((path) => before.get(path) === undefined),
  );
  for (const [path, text] of texts) out(`${shown(join(dir, path))}  ${doneTo(path, before.get(path), text)}\n`);
  for (const note of notes) out(`note  ${shown(join(dir, PACKAGE_FILE))}  ${note}; what is there stays.\n`);
  if (request.note !== undefined) out(`note  ${request.note}\n`);
  out(firstSteps(request, dir, called, scripts));
  return EXIT.clean;
}

/** What is to be written, and what is there. */
interface Prepared {
  readonly request: ProjectRequest;
  /** Paths of all files of the project, with their texts. */
  readonly texts: readonly (readonly [string, string])[];
  /** Texts of those that are there, by path. */
  readonly before: ReadonlyMap<string, string | undefined>;
  readonly notes: readonly string[];
  /** Scripts of package.json. */
  readonly scripts: JsonObject;
}

/** Asks what is open, and reads what is there. Nothing is written. */
async function prepared(
  options: InitOptions,
  out: (text: string) => void,
  signal: AbortSignal,
  ask: Ask | undefined,
): Promise<Prepared> {
  const { dir } = options;
  refuseOtherFolders(dir);
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  const request =
    ask === undefined && isTerminal
      ? await withTerminal(signal, (terminal) => projectRequest(options, out, terminal))
      : await projectRequest(options, out, ask);
  const found = readPackage(dir);
  const name = projectName(dir, found !== undefined && "content" in found ? found.content.name : undefined);
  if (options.force !== true) refuseSomething(dir);
  const files = await projectFiles(name, request, options);
  const states = compareFiles(dir, { ...files, [PACKAGE_FILE]: "" });
  refuseWrong(dir, states, found);
  const { text: packageText, notes } = withPackage(name, projectDependencies(dir), found);
  const texts = Object.entries({ ...files, [PACKAGE_FILE]: packageText }).map(([path, text]) => {
    return [path, textOf(dir, path, text, states.get(path))] as const;
  });
  const before = new Map(texts.map(([path]) => [path, textAt(join(dir, path))]));
  return { request, texts, before, notes, scripts: objectOf(JSON.parse(packageText).scripts) };
}

/** This package's own folder is a project already, of another kind. */
function refuseOtherFolders(dir: string): void {
  const found = notFolder(dir);
  if (found !== undefined)
    throw new UserError(`${shown(dir)}: expected a folder, or nothing; found ${found}. Nothing was written.`);
  if (resolve(dir) !== PACKAGE_ROOT) return;
  throw new UserError(
    `${shown(dir)}: expected a folder for a new project; found the package itself. Name another one with --dir, or a ` +
      `system to write workflows for: ${SYSTEMS.join(", ")}. Nothing was written.`,
  );
}

/** What is in the place of a folder; undefined where it is one, or can be made. */
function notFolder(dir: string): string | undefined {
  const above = join(resolve(dir), "..");
  if (above !== resolve(dir) && notFolder(above) !== undefined) return `${shown(above)}, which is no folder`;
  if (lstatSync(dir, { throwIfNoEntry: false }) === undefined) return undefined;
  const stats = statSync(dir, { throwIfNoEntry: false });
  if (stats === undefined) return "a link that leads nowhere";
  return stats.isDirectory() ? undefined : "a file";
}

function refuseSomething(dir: string): void {
  const names = somethingIn(dir, Object.keys(projectDependencies(dir)));
  if (names.length === 0) return;
  throw new UserError(
    [
      `${shown(dir)}: expected an empty folder, or one with only what git, \`npm init\` and \`npm install\` make; found:`,
      ...names.map((name) => `  ${printable(name)}`),
      "Choose another folder with --dir. Or take --force: it adds to package.json, replaces files that have the names",
      "of its own (README.md, .gitignore, policy.yaml and so on), and keeps all others. Nothing was written.",
    ].join("\n"),
  );
}

/** Throws where something stands in the place of a file or folder, or package.json cannot be added to. */
function refuseWrong(dir: string, states: ReadonlyMap<string, FileState>, found: FoundPackage | undefined): void {
  const problem = found !== undefined && "problem" in found ? found.problem : undefined;
  const all = [
    ...oddities(dir, states),
    ...(problem === undefined ? [] : [`${shown(join(dir, PACKAGE_FILE))}: ${problem}.`]),
  ];
  if (all.length > 0)
    throw new UserError([...all, "Correct that, and run the command again. Nothing was written."].join("\n"));
}

function withPackage(
  name: string,
  dependencies: Readonly<Record<string, string>>,
  found: FoundPackage | undefined,
): { readonly text: string; readonly notes: readonly string[] } {
  const wanted = { name, node: ownPackage().engines.node, scripts: SCRIPTS, dependencies };
  if (found === undefined || !("content" in found)) return { text: newPackage(wanted), notes: [] };
  return mergedPackage(found.text, wanted);
}

/** What a file gets: versions of actions that are newer in it stay. */
function textOf(dir: string, path: string, text: string, state: FileState | undefined): string {
  return path.startsWith(".github/") ? withPinsOf(dir, path, text, state) : text;
}

function textAt(path: string): string | undefined {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(path, "utf8") : undefined;
}

function doneTo(path: string, before: string | undefined, text: string): string {
  if (before === undefined) return "written";
  if (before === text) return "unchanged";
  return path === PACKAGE_FILE ? "added to" : "replaced";
}

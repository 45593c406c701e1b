import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { ACCEPTOR_BUNDLE } from "./acceptor-bundle";
import { installedVersion } from "./installed-version";
import { PACKAGE_ROOT } from "./package-root";

/** Rooms of the program that decide what it writes and how it judges. The command line only says what was done. */
const ROOMS = ["config", "engine", "ledger", "modules", "policies/checker", "stacks", "support"];

/**
 * Folders of files that are not code, and that the same depends on: what is put into stacks, and the compiled policies.
 */
const DATA = ["modules", "policies/build", "policies/data"];

/** The code of the acceptor's function, from the folder of the project: its rooms count by it. */
const BUNDLE = relative(PACKAGE_ROOT, ACCEPTOR_BUNDLE);

/** Where a program is. */
interface Places {
  /** Folder of its code: `dist`, or the project itself where tests run the sources. */
  readonly code: string;
  /** Folder of the project, with its files that are not code, and its `package.json`. */
  readonly project: string;
}

let known: string | undefined;

/**
 * Digest of the program: of its code, of the files that it puts into stacks, of its policies, of the installed versions
 * of its dependencies, and of Node. What was written or judged by a program with another digest may differ from what
 * this one does.
 *
 * @returns a SHA-256 digest, as hexadecimal digits.
 */
export function programDigest(): string {
  known ??= digestOfProgram({ code: join(__dirname, ".."), project: PACKAGE_ROOT });
  return known;
}

/** The same of a program in some place. Its code is of the kind that this file is: TypeScript or JavaScript. */
export function digestOfProgram({ code: codeRoot, project }: Places): string {
  const hash = createHash("sha256");
  const add = (name: string, content: string | Buffer) => hash.update(`${name}\0${content.length}\0`).update(content);
  const code = extname(__filename);
  for (const room of ROOMS)
    for (const path of filesIn(join(codeRoot, room), (name) => extname(name) === code && !name.endsWith(".d.ts")))
      add(`${room}/${path}`, readFileSync(join(codeRoot, room, path)));
  for (const folder of DATA)
    for (const path of filesIn(join(project, folder), (name) => ![".ts", ".js", ".md"].includes(extname(name))))
      add(`${folder}/${path}`, readFileSync(join(project, folder, path)));
  if (existsSync(join(project, BUNDLE))) add(BUNDLE, readFileSync(join(project, BUNDLE)));
  for (const [name, version] of dependencies(project)) add(name, version);
  add("node", process.version);
  return hash.digest("hex");
}

/** Paths of the files beneath a folder, sorted. A folder that does not exist has none. */
function filesIn(folder: string, isWanted: (name: string) => boolean): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && isWanted(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** The program's dependencies, with the versions that are installed; an empty text where one is not. */
function dependencies(project: string): [string, string][] {
  const own: Readonly<Record<"dependencies" | "peerDependencies", Readonly<Record<string, string>> | undefined>> =
    JSON.parse(readFileSync(join(project, "package.json"), "utf8"));
  const names = Object.keys({ ...own.dependencies, ...own.peerDependencies }).sort();
  return names.map((name) => [name, installedVersion(project, name) ?? ""]);
}

import { existsSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";
import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";
import type { Repository } from "./repository";

/** What the bytes of stacks follow from, besides the environments, from the folder of the program. */
export const SOURCES: readonly string[] = [
  ...["acceptor", "config", "connections", "engine", "ledger", "modules", "stacks", "support"],
  ...["scripts/bundle-acceptor.ts", "package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json"],
];

/** Files that say which version of the program is installed, where the repository does not hold it. */
const LOCKS = ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock"];

/** Which program builds the stacks of a commit. */
export type Builder =
  /** This one. */
  | { readonly program: "this" /** What somebody should know. */; readonly note?: string }
  /** The commit's own, in a folder of the repository. */
  | {
      readonly program: "own";
      readonly folder: string /** Whether its packages are those that are installed. */;
      readonly linked: boolean;
    };

/**
 * Which program builds the stacks of a commit: this one where it would be the same, so that nothing is compared with
 * what another program writes.
 *
 * @param instead what to do where no program can build them, as a sentence.
 * @param project folder of this program.
 * @throws UserError where no program can.
 */
export function builderOf(
  repository: Repository,
  commit: string,
  instead: string,
  project: string = PACKAGE_ROOT,
): Builder {
  const { root } = repository;
  const place = relative(root, realpathSync(project)).split(sep).join("/");
  if (place === ".." || place.startsWith("../")) return elsewhere(repository, commit, instead);
  const at = (name: string) => (place === "" ? name : `${place}/${name}`);
  const isHeld = (name: string) => repository.hasAt("HEAD", at(name)) || repository.hasAt(commit, at(name));
  // Installed in node_modules, or in a submodule, whose commit the repository has in the place of the folder.
  if (existsSync(join(project, ".git")) && place !== "") return elsewhere(repository, commit, instead, [place]);
  if (!isHeld("package.json")) return elsewhere(repository, commit, instead);
  const differing = repository.differing(commit, SOURCES.map(at), "untracked").filter((path) => !path.endsWith(".md"));
  if (differing.length === 0) return { program: "this" };
  if (!repository.hasAt(commit, at("package.json")) || !repository.hasAt(commit, at("cli/main.ts")))
    throw new UserError(
      `${shown(project)}: expected the program at ${short(commit)}, which builds the stacks of that commit; ` +
        `found none. ${instead}`,
    );
  return { program: "own", folder: place, linked: !differing.includes(at("package-lock.json")) };
}

/** The repository does not hold the program: what it says of the version that is installed must be the same. */
function elsewhere(repository: Repository, commit: string, instead: string, also: readonly string[] = []): Builder {
  const parts = repository.prefix.split("/").filter((part) => part !== "");
  const folders = ["", ...parts.map((_, index) => `${parts.slice(0, index + 1).join("/")}/`)];
  const locks = folders.flatMap((folder) => LOCKS.map((lock) => `${folder}${lock}`));
  const differing = repository.differing(commit, [...locks, ...also], "tracked");
  if (differing.length > 0)
    throw new UserError(
      `${differing[0]}: expected the program that built the stacks at ${short(commit)}; found a file that may name ` +
        `another version of it, and the repository does not hold the program. ${instead}`,
    );
  return {
    program: "this",
    note: `the repository does not hold the program: the stacks at ${short(commit)} are built by this one`,
  };
}

/** A commit as messages have it. */
export function short(commit: string): string {
  return commit.slice(0, 12);
}

import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { counted } from "../../support/counted";
import { projectManifest } from "../cdktn/manifest";
import { renameModules } from "../cdktn/rename";
import type { Finished } from "../test-terraform/processes";
import { type Finding, failure, type Scratch } from "./rehearsal";

/** Files in which modules are named: code, examples in pages, and the rules of the linter. */
const CODE = /\.(ts|js|mjs|cjs|md)$|^biome\.json$/;

/** Copies the files that git knows, as they are now, into a repository of its own. */
export async function copyProject(root: string, { processes, env, project }: Scratch): Promise<Finding> {
  const list = await processes.run("git", ["ls-files", "-z"], root, env);
  if (list.code !== 0) return failure("git ls-files", list);
  const paths = list.stdout.split("\0").filter((path) => path !== "" && existsSync(join(root, path)));
  for (const path of paths) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    copyFileSync(join(root, path), join(project, path));
  }
  for (const args of COMMIT) {
    const committed: Finished = await processes.run("git", args, project, env);
    if (committed.code !== 0) return failure(`git ${args[0]}`, committed);
  }
  return { isGood: true, summary: counted(paths.length, "file") };
}

const COMMIT: readonly (readonly string[])[] = [
  ["init", "--quiet"],
  ["add", "--all"],
  ["-c", "user.name=rehearsal", "-c", "user.email=rehearsal@example.com", "commit", "--quiet", "--message", "Copy"],
];

/** Renames the modules in all code, and the packages in package.json. Nothing else is touched. */
export async function renameProject({ processes, env, project }: Scratch): Promise<Finding> {
  const list = await processes.run("git", ["ls-files", "-z"], project, env);
  if (list.code !== 0) return failure("git ls-files", list);
  let [files, lines] = [0, 0];
  for (const path of list.stdout.split("\0").filter((each) => CODE.test(each))) {
    const file = join(project, path);
    const before = readFileSync(file, "utf8");
    const after = renameModules(before);
    if (after === before) continue;
    writeFileSync(file, after);
    const old = before.split("\n");
    lines += after.split("\n").filter((line, index) => line !== old[index]).length;
    files += 1;
  }
  const manifest = join(project, "package.json");
  writeFileSync(
    manifest,
    `${JSON.stringify(projectManifest(JSON.parse(readFileSync(manifest, "utf8"))), undefined, 2)}\n`,
  );
  return { isGood: files > 0, summary: `${counted(lines, "line")} in ${counted(files, "file")}, and package.json` };
}

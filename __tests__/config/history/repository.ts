import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { transitionsSince } from "../../../config/history/transitions";
import { loadEnvironments } from "../../../config/load";
import { EnvironmentError, type Problem } from "../../../config/problem";
import { ENVIRONMENT, EXTERNAL, edit, temporaryFolder } from "../../support/environments";

const OTHER = edit(EXTERNAL, "888888888888", "888888888889").replace("def0", "def9");

/** A repository whose commit `base` has some files of environments. */
export function repository(files: Readonly<Record<string, string>>, links: Readonly<Record<string, string>> = {}) {
  const root = temporaryFolder();
  const folder = join(root, "deep", "environments");
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const git = (...args: string[]) => {
    const { status, stderr } = spawnSync("git", ["-C", root, ...args], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  };
  write("dev/environment.yaml", ENVIRONMENT);
  write("dev/consumers/globex.yaml", OTHER);
  for (const [path, text] of Object.entries(files)) write(path, text);
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(folder, path));
  git("init", "--quiet");
  git("add", ".");
  git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "-m", "base");
  git("tag", "base");
  const notes: string[] = [];
  const found = (ref: string, names?: readonly string[]): readonly Problem[] => {
    notes.length = 0;
    try {
      const note = (text: string) => notes.push(text.replaceAll(`${folder}/`, ""));
      loadEnvironments(folder, names, { checks: [transitionsSince(folder, ref, note)] });
      return [];
    } catch (error) {
      if (!(error instanceof EnvironmentError)) throw error;
      return error.problems.map((problem) => ({ ...problem, file: problem.file.replace(`${folder}/`, "") }));
    }
  };
  return {
    folder,
    write,
    /** Notes of the last look. */
    notes,
    /** What is wrong now. */
    found,
    /** What is wrong now, each in a line. */
    problems: (ref: string = "base", names?: readonly string[]) =>
      found(ref, names).map(
        ({ file, line, column, path, found: text }) => `${file}:${line}:${column} ${path}: ${text}`,
      ),
    remove: (path: string) => rmSync(join(folder, path), { recursive: true }),
  };
}

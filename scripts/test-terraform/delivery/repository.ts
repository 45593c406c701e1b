import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import { PACKAGE_ROOT } from "../../../support/package-root";
import type { Finished } from "../processes";
import { CheckFailed } from "../report";
import type { Terraform } from "../terraform";

/** Who commits, whatever the user's configuration of git is. */
const AUTHOR = ["-c", "user.name=Trial", "-c", "user.email=trial@example.com", "-c", "commit.gpgsign=false"];

/**
 * A scratch git repository: the tracked files of this project with other environments, the program as it is built, and
 * the installed packages as a link. Its branch `main` is what is deployed.
 */
export class Repository {
  constructor(
    readonly folder: string,
    private readonly terraform: Terraform,
  ) {}

  /** Whether this project is in a git repository, which says what its files are. */
  async canBeMade(): Promise<boolean> {
    const { code } = await this.terraform.runOther("git", PACKAGE_ROOT, ["rev-parse", "--verify", "HEAD"]);
    return code === 0;
  }

  /** Makes it, with a first commit on `main`. @param files of the environments, by their paths. */
  async create(files: Readonly<Record<string, object>>): Promise<void> {
    const { stdout } = await this.must("git", PACKAGE_ROOT, ["ls-files", "-z"]);
    for (const file of stdout.split("\0").filter((each) => each !== "" && !each.startsWith("environments/")))
      cpSync(join(PACKAGE_ROOT, file), join(this.folder, file));
    this.useProgram(join(PACKAGE_ROOT, "dist"));
    symlinkSync(join(PACKAGE_ROOT, "node_modules"), join(this.folder, "node_modules"));
    await this.git("init", "--quiet", "--initial-branch=main");
    // .gitignore has the folder; here it is a link.
    writeFileSync(join(this.folder, ".git/info/exclude"), "node_modules\n");
    for (const [file, content] of Object.entries(files)) this.write(file, content);
    await this.commit("Declare what is deployed");
  }

  /** Takes a program that is built as the one of this repository. */
  useProgram(dist: string): void {
    rmSync(join(this.folder, "dist"), { recursive: true, force: true });
    cpSync(dist, join(this.folder, "dist"), { recursive: true });
  }

  /** Compiles the program of what is checked out. */
  async build(): Promise<void> {
    await this.must("npm", this.folder, ["run", "--silent", "build"]);
  }

  /** Writes a file: a text as it is, anything else as YAML. */
  write(file: string, content: string | object): void {
    const path = join(this.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === "string" ? content : stringify(content));
  }

  /** Text of a file. */
  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  /** Puts a copy of another file in the place of one while something is tried. */
  async swap(file: string, other: string, body: () => Promise<void>): Promise<void> {
    const path = join(this.folder, file);
    const bytes = readFileSync(path);
    writeFileSync(path, readFileSync(join(this.folder, other)));
    await body();
    writeFileSync(path, bytes);
  }

  /** Removes a file or folder. */
  remove(path: string): void {
    rmSync(join(this.folder, path), { recursive: true });
  }

  /** Begins a branch of what is on `main`. */
  async branch(name: string): Promise<void> {
    await this.git("checkout", "--quiet", "-b", name, "main");
  }

  /** Commits everything that is not ignored. */
  async commit(message: string): Promise<void> {
    await this.git("add", "--all");
    await this.git(...AUTHOR, "commit", "--quiet", "--allow-empty", "--no-verify", "-m", message);
  }

  /** Merges a branch as it was reviewed: the commit stays the same. */
  async merge(name: string): Promise<void> {
    await this.git("checkout", "--quiet", "main");
    await this.git("merge", "--quiet", "--ff-only", name);
  }

  /** Leaves a branch that is not merged. */
  async discard(): Promise<void> {
    await this.git("checkout", "--quiet", "--force", "main");
  }

  /** Runs git, which must succeed. */
  async git(...args: readonly string[]): Promise<string> {
    return (await this.must("git", this.folder, args)).stdout;
  }

  /** Runs the built command line, however it ends. */
  privatelink(...args: readonly string[]): Promise<Finished> {
    return this.terraform.runOther(process.execPath, this.folder, ["dist/cli/main.js", ...args]);
  }

  /** Runs the built command line, which must end with an exit code. @returns what it printed. */
  async expect(code: number, ...args: readonly string[]): Promise<string> {
    const finished = await this.privatelink(...args);
    if (finished.code !== code)
      throw new CheckFailed(
        `privatelink ${args.join(" ")}: expected exit code ${code}; got ${finished.code}\n${finished.output}`,
      );
    return finished.output;
  }

  private async must(program: string, folder: string, args: readonly string[]): Promise<Finished> {
    mkdirSync(folder, { recursive: true });
    const finished = await this.terraform.runOther(program, folder, args);
    if (finished.code !== 0)
      throw new CheckFailed(`${program} ${args.join(" ")} ended with ${finished.code}\n${finished.output}`);
    return finished;
  }
}

import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";
import { printable } from "../../support/printable";
import { UserError } from "../../support/user-error";
import type { Earlier } from "./earlier";
import { readBuilt } from "./read-built";
import { runProgram } from "./run-program";

/** What to build with the program of the commit. */
export interface BuildingOwn {
  /** Folder of the program at the commit. */
  readonly project: string;
  /** Whether the packages that are installed for this program are its packages. */
  readonly linked: boolean;
  /** Folder of the environments at the commit. */
  readonly environments: string;
  /** Names of environments that are there. */
  readonly names: readonly string[];
  /** Folder to write to. */
  readonly folder: string;
  /** The commit, for messages. */
  readonly commit: string;
  /** What to do where it cannot be built, as a sentence. */
  readonly instead: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly onProgress: (phase: string, done: number, total: number) => void;
}

/** Lines of a program that failed that are told. */
const LINES = 15;

/**
 * Builds the stacks of a commit with the program of that commit, in a worktree of its files: installs its packages
 * where they are others, compiles it, and runs its `synth`.
 *
 * @throws UserError where one of these fails; the reason of the signal.
 */
export async function buildOwn(building: BuildingOwn): Promise<Earlier> {
  const { project, linked, environments, names, folder, onProgress } = building;
  const packages = join(PACKAGE_ROOT, "node_modules");
  const isLinked = linked && existsSync(packages);
  const steps: [string, readonly string[]][] = [
    ...(isLinked ? [] : [["npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]] as [string, string[]]]),
    ["npm", ["run", "build"]],
    [
      process.execPath,
      ["dist/cli/main.js", "synth", "--environments", environments, "--env", ...names, "--out", folder],
    ],
  ];
  if (isLinked) symlinkSync(packages, join(project, "node_modules"));
  for (const [index, [program, args]] of steps.entries()) {
    onProgress("building with the program of the earlier commit", index, steps.length);
    await step(program, args, building);
  }
  return { stacks: readBuilt(folder, names), folder };
}

async function step(program: string, args: readonly string[], building: BuildingOwn): Promise<void> {
  const { project, commit, instead, env, signal } = building;
  const { code, stdout, stderr } = await runProgram(program, args, { folder: project, env, signal });
  if (code === 0) return;
  const said = `${stdout}\n${stderr}`.split("\n").filter((line) => line.trim() !== "");
  const name = program === process.execPath ? "privatelink synth" : `${program} ${args.slice(0, 2).join(" ")}`;
  throw new UserError(
    `${commit}: expected the program of that commit to build its stacks, because it differs from this one; ` +
      `\`${name}\` failed:\n${said
        .slice(-LINES)
        .map((line) => `  ${printable(line)}\n`)
        .join("")}${instead}`,
  );
}

import { existsSync } from "node:fs";
import { delimiter, join, resolve, sep } from "node:path";
import { PACKAGE_ROOT } from "../../../support/package-root";
import type { Processes } from "../processes";
import { cleanEnvironment } from "../simulated-cloud";

/** Folder of the programs that have the real provider and a simulator of AWS, beside the project. */
const FOLDER = join(PACKAGE_ROOT, "..", "shared", "aws");

/** Exit code of these programs where the machine lacks something that they need. */
export const EXIT_SKIPPED = 3;

/** One of the programs: `run`, `server` or `setup`. @returns `undefined` where it is not there. */
export function program(name: "run" | "server" | "setup"): string | undefined {
  const path = join(FOLDER, name);
  return existsSync(path) ? path : undefined;
}

/** Why nothing runs where a program is missing. */
export function missing(name: string): string {
  return `there is no ../shared/aws/${name} beside the project`;
}

/** Why a program did not run: as it said itself, otherwise its last line. */
export function reasonOf(output: string): string {
  return /^skipped: (.*)$/m.exec(output)?.[1] ?? output.trim().split("\n").at(-1) ?? "";
}

/**
 * Runs the setup, which installs what is missing and prints `export` lines for a shell.
 *
 * @returns the variables that the other programs need; or why this machine cannot run them, as a text.
 */
export async function setUp(processes: Processes, folder: string): Promise<NodeJS.ProcessEnv | string> {
  const setup = program("setup");
  if (setup === undefined) return missing("setup");
  const shell = 'exports=$("$0") || exit; eval "$exports"; env -0';
  const given = realProviderEnvironment(folder);
  const { code, stdout, output } = await processes.run("bash", ["-c", shell, setup], PACKAGE_ROOT, given);
  if (code === EXIT_SKIPPED) return reasonOf(output);
  if (code !== 0) return `its setup ended with ${code}: ${reasonOf(output)}`;
  return Object.fromEntries(stdout.split("\0").map((line) => line.split(/=(.*)/s).slice(0, 2)));
}

/**
 * With several threads, the AWS SDK in the provider sometimes closes a connection before it reads the answer, and sends the
 * call again (https://github.com/aws/aws-sdk-go-v2/issues/2737). The second call then fails: the security group rule exists
 * already, or the deleted target group does not exist.
 */
const ONE_THREAD = { GOMAXPROCS: "1" };

/**
 * The user's environment without their credentials and without the stand-in provider. Both setups export the same variables
 * of Terraform, so that the stand-in's would hide the real provider. Programs in Go get one thread: see `ONE_THREAD`.
 */
export function realProviderEnvironment(folder: string): NodeJS.ProcessEnv {
  const { TF_CLI_CONFIG_FILE: _, TFSTANDIN_WORLD: __, TFSTANDIN_CACHE, PATH = "", ...env } = cleanEnvironment(folder);
  const standIn = TFSTANDIN_CACHE && resolve(TFSTANDIN_CACHE) + sep;
  const path = PATH.split(delimiter).filter((each) => !standIn || !resolve(each).startsWith(standIn));
  return { ...env, ...ONE_THREAD, PATH: path.join(delimiter) };
}

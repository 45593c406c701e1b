import type { Finished, Processes } from "./processes";
import { CheckFailed } from "./report";

/** Oldest Terraform that the stacks accept: major and minor version. */
const OLDEST: readonly [number, number] = [1, 10];

/** The Terraform command line, in one environment of variables. */
export class Terraform {
  constructor(
    private readonly processes: Processes,
    private readonly env: NodeJS.ProcessEnv,
    /** Path or name of the program. */
    private readonly command: string = "terraform",
  ) {}

  /**
   * Another program, with other variables besides.
   *
   * @param variables by the present ones.
   */
  as(command: string, variables: (env: NodeJS.ProcessEnv) => NodeJS.ProcessEnv = () => ({})): Terraform {
    return new Terraform(this.processes, { ...this.env, ...variables(this.env) }, command);
  }

  /** Runs a command in a folder, however it ends. */
  run(folder: string, ...args: readonly string[]): Promise<Finished> {
    return this.processes.run(this.command, args, folder, this.env);
  }

  /** Runs another program, in the same environment of variables, however it ends. */
  runOther(program: string, folder: string, args: readonly string[]): Promise<Finished> {
    return this.processes.run(program, args, folder, this.env);
  }

  /**
   * Runs a command that must succeed.
   *
   * @returns its standard output.
   */
  async must(folder: string, ...args: readonly string[]): Promise<string> {
    const { code, stdout, output } = await this.run(folder, ...args);
    if (code !== 0) throw new CheckFailed(`${this.command} ${args.join(" ")} ended with ${code}\n${output}`);
    return stdout;
  }

  /** Runs a line of a shell, as a user pastes it, that must succeed. @returns its standard output. */
  async mustInShell(folder: string, line: string): Promise<string> {
    const { code, stdout, output } = await this.processes.run("bash", ["-o", "pipefail", "-c", line], folder, this.env);
    if (code !== 0) throw new CheckFailed(`${line} ended with ${code}\n${output}`);
    return stdout;
  }

  /**
   * Runs a command that must be refused.
   *
   * @returns what it said, on one line.
   */
  async mustFail(folder: string, ...args: readonly string[]): Promise<string> {
    const { code, output } = await this.run(folder, ...args);
    if (code === 0) throw new CheckFailed(`${this.command} ${args.join(" ")} passed\n${output}`);
    return output.replace(/[\s│╷╵]+/g, " ");
  }
}

/** Why the Terraform on the PATH cannot be used, as a message for the user; undefined when it can. */
export async function terraformProblem(processes: Processes, folder: string): Promise<string | undefined> {
  const wanted = `Terraform ${OLDEST.join(".")} or newer`;
  const help = `Install ${wanted} (https://developer.hashicorp.com/terraform/install) and put it on the PATH.`;
  const { code, stdout, output } = await processes.run("terraform", ["version", "-json"], folder, process.env);
  if (code === 127) return `This needs ${wanted}, and there is no terraform on the PATH. ${help}`;
  const [, major, minor] = /"terraform_version":\s*"(\d+)\.(\d+)/.exec(stdout) ?? [];
  if (code !== 0 || major === undefined || minor === undefined)
    return `This needs ${wanted}, and \`terraform version\` failed:\n${output}\n${help}`;
  const old = Number(major) < OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) < OLDEST[1]);
  return old ? `This needs ${wanted}; the terraform on the PATH is ${major}.${minor}. ${help}` : undefined;
}

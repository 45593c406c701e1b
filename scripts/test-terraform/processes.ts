import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** How a command ended. */
export interface Finished {
  /** Exit code; 1 where a signal ended it, 127 where it could not be started. */
  readonly code: number;
  readonly stdout: string;
  /** Both streams, in the order that they were written. */
  readonly output: string;
}

/** How long an interrupted command may take to end. */
const GRACE_MILLISECONDS = 10_000;

/** The commands that run, so that an interrupt ends them all before their files are taken away. */
export class Processes {
  private readonly running = new Set<ChildProcess>();
  private ended = false;

  /** Runs a command to its end. After {@link end} nothing is started, and no result arrives: the script is over. */
  async run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Finished> {
    const child = this.start(command, args, cwd, env);
    let stdout = "";
    let output = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      output += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    const code = await new Promise<number>((resolve) => {
      child.once("error", (error) => {
        output += `${command}: ${error.message}`;
        resolve(127);
      });
      child.once("close", (exitCode) => {
        if (!this.ended) resolve(exitCode ?? 1);
      });
    });
    return { code, stdout, output };
  }

  /** Starts a command that goes on until it is ended. */
  start(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): ChildProcess {
    if (this.ended) throw new Error(`${command} was to start after the end`);
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    this.running.add(child);
    const forget = () => this.running.delete(child);
    child.once("error", forget).once("close", forget);
    return child;
  }

  /** Ends what runs: gracefully first, so that Terraform ends its providers. */
  async end(): Promise<void> {
    this.ended = true;
    const left = [...this.running];
    for (const child of left) child.kill("SIGINT");
    const timer = setTimeout(() => {
      for (const child of left) child.kill("SIGKILL");
    }, GRACE_MILLISECONDS);
    await Promise.all(left.map((child) => (this.running.has(child) ? once(child, "close") : undefined)));
    clearTimeout(timer);
  }
}

import { spawn } from "node:child_process";
import { UserError } from "../../support/user-error";

/** How a program is run. */
interface Running {
  /** Working folder. */
  readonly folder: string;
  /** Variables that it runs with. */
  readonly env: NodeJS.ProcessEnv;
  /** Ends it, and all that it has started. */
  readonly signal: AbortSignal;
}

/** How it ended. */
export interface Finished {
  /** Exit code; 128 where a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end, however it ends.
 *
 * @throws UserError when there is no such program; the reason of the signal, where it ended the program.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  { folder, env, signal }: Running,
): Promise<Finished> {
  signal.throwIfAborted();
  const finished = await new Promise<Finished>((resolve, reject) => {
    // Ctrl-C of a terminal reaches the whole group of this program: the child has one of its own, which ends with it.
    const child = spawn(program, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    const end = () => endGroup(child.pid);
    const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    child.stdout.on("data", (chunk: Buffer) => output.stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => output.stderr.push(chunk));
    child.once("error", (error: NodeJS.ErrnoException) => {
      signal.removeEventListener("abort", end);
      const isMissing = error.code === "ENOENT";
      reject(isMissing ? new UserError(`expected the program ${program} on the PATH; found none. Install it.`) : error);
    });
    child.once("close", (code) => {
      signal.removeEventListener("abort", end);
      const text = (chunks: readonly Buffer[]) => Buffer.concat(chunks).toString("utf8");
      resolve({ code: code ?? 128, stdout: text(output.stdout), stderr: text(output.stderr) });
    });
    signal.addEventListener("abort", end, { once: true });
  });
  signal.throwIfAborted();
  return finished;
}

/** Ends a process and all that it has started, unless they have ended by themselves. */
function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGTERM");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

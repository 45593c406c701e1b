import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";
import { ENGINE, type Engine, neededVersion } from "./engine";

/** How a run of Terraform ended. */
export interface Finished {
  /** Exit code; 128 and more where a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How Terraform is run. */
export interface TerraformOptions {
  /** What the program is. @default "terraform" */
  readonly engine?: Engine;
  /** Program. @default - the name of the engine's own */
  readonly program?: string;
  /** Variables that it runs with: see `terraformEnvironment`. */
  readonly env: NodeJS.ProcessEnv;
  /** Ends it as Ctrl-C does: it stops gracefully, and the run ends with what it says then. */
  readonly signal: AbortSignal;
}

/** How one command is run. */
export interface RunOptions {
  /** Variables besides those of {@link TerraformOptions}. @default - none */
  readonly env?: NodeJS.ProcessEnv;
  /**
   * Milliseconds that the command has to end after the signal, before it is killed. Infinity where it changes something
   * and must save its state. @default 30000
   */
  readonly grace?: number;
}

/** Milliseconds that a command which only reads has to end. */
const GRACE = 30_000;

/** The Terraform command line, or that of OpenTofu. */
export class Terraform {
  constructor(private readonly options: TerraformOptions) {}

  /** The program, as the user named it. */
  get program(): string {
    return this.options.program ?? ENGINE[this.engine].program;
  }

  /** What the program is. */
  get engine(): Engine {
    return this.options.engine ?? "terraform";
  }

  /** Name of the engine. */
  get title(): string {
    return ENGINE[this.engine].title;
  }

  /** The engine's own program, as commands in messages and logs begin. */
  get command(): string {
    return ENGINE[this.engine].program;
  }

  /** Aborted when the user ends the command. */
  get signal(): AbortSignal {
    return this.options.signal;
  }

  /**
   * Runs a command in a folder, however it ends.
   *
   * @throws UserError when there is no such program or folder, or the program cannot be started.
   */
  run(folder: string, args: readonly string[], { env, grace = GRACE }: RunOptions = {}): Promise<Finished> {
    return new Promise((resolve, reject) => {
      const child = spawn(this.program, args, {
        cwd: folder,
        env: { ...this.options.env, TF_IN_AUTOMATION: "1", TF_INPUT: "0", ...env },
        stdio: ["ignore", "pipe", "pipe"],
        // Ctrl-C of a terminal reaches the whole group: here, only this program decides when Terraform is told.
        detached: true,
      });
      const forget = endedBy(this.signal, child, grace);
      const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
      child.stdout.on("data", (chunk: Buffer) => output.stdout.push(chunk));
      child.stderr.on("data", (chunk: Buffer) => output.stderr.push(chunk));
      child.on("error", (error: NodeJS.ErrnoException) => {
        forget();
        reject(cannotStart(this, folder, error));
      });
      child.on("close", (code, ended) => {
        forget();
        try {
          const text = (chunks: readonly Buffer[]) => Buffer.concat(chunks).toString("utf8");
          const { stdout, stderr } = output;
          resolve({ code: code ?? (ended === null ? 1 : 128), stdout: text(stdout), stderr: text(stderr) });
        } catch (error) {
          // More than a text can hold.
          reject(new UserError(`${this.program} ${args[0]} in ${shown(folder)}: ${(error as Error).message}`));
        }
      });
    });
  }
}

/** Interrupts a command when a signal is aborted, and kills it when it does not end then. @returns ends that. */
function endedBy(signal: AbortSignal, child: ChildProcess, grace: number): () => void {
  let timer: NodeJS.Timeout | undefined;
  const interrupt = () => {
    tell(child, "SIGINT");
    if (Number.isFinite(grace)) timer = setTimeout(() => tell(child, "SIGKILL"), grace);
  };
  if (signal.aborted) interrupt();
  else signal.addEventListener("abort", interrupt, { once: true });
  return () => {
    clearTimeout(timer);
    signal.removeEventListener("abort", interrupt);
  };
}

/** Sends a signal to a command and to what it started: `terraform` may be a script that starts Terraform. */
function tell({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended.
  }
}

function cannotStart(
  { program, engine }: Pick<Terraform, "program" | "engine">,
  folder: string,
  error: NodeJS.ErrnoException,
): UserError {
  if (!existsSync(folder)) return new UserError(`${shown(folder)}: expected the folder of a stack; found none.`);
  if (error.code !== "ENOENT")
    return new UserError(`${program}: expected a program that can be started; found: ${error.message}.`);
  const place = program.includes("/") ? "" : ", on the PATH";
  return new UserError(
    `expected the program ${program}, ${neededVersion(engine)}${place}; found none. ` +
      `Install it (${ENGINE[engine].page}), or name another with --terraform.`,
  );
}

import { spawnSync } from "node:child_process";

/** How a tool ended. */
export interface Outcome {
  readonly code: number;
  /** Both streams: standard output first. */
  readonly output: string;
  readonly stdout: string;
}

/** What is run beside a tool. */
export interface RunOptions {
  readonly cwd: string;
  /** Standard input. @default - empty */
  readonly input?: string;
  /** Variables beside those of this process. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a tool to its end. */
export function run(tool: string, args: readonly string[], { cwd, input = "", env }: RunOptions): Outcome {
  const { error, status, stdout, stderr } = spawnSync(tool, args, {
    ...{ cwd, input, encoding: "utf8", timeout: 120_000, maxBuffer: 64 << 20 },
    env: { ...process.env, ...env },
  });
  return { code: status ?? 1, stdout: stdout ?? "", output: `${error?.message ?? ""}${stdout ?? ""}${stderr ?? ""}` };
}

/** Why a tool cannot be used, or undefined where it can. */
export function missing(tool: string): string | undefined {
  return run(tool, ["--version"], { cwd: "." }).code === 0 ? undefined : `${tool} is not installed`;
}

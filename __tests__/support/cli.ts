import { invocationOf } from "../../cli/invocation";
import { runProgram } from "../../cli/program";
import type { Work } from "../../cli/run";
import type { Streams } from "../../cli/streams";
import { PACKAGE_ROOT } from "../../support/package-root";

/** What a command printed, and its exit code. */
export interface Printed {
  readonly out: string;
  readonly error: string;
  readonly code: number;
}

/** Work that nobody watches or interrupts. */
export const UNWATCHED: Work = { signal: new AbortController().signal, onProgress: () => undefined };

/** Streams that nobody reads. */
export const SILENT: Streams = { out: () => undefined, error: () => undefined };

/** Runs a command of the program in this process, as Node runs it in the project's folder. */
export async function cli(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Printed> {
  const printed = { out: "", error: "" };
  const before = process.exitCode;
  try {
    await runProgram(args, {
      out: (text) => {
        printed.out += text;
      },
      error: (text) => {
        printed.error += text;
      },
      env,
      invocation: invocationOf({ env, script: `${PACKAGE_ROOT}/dist/cli/main.js`, cwd: PACKAGE_ROOT }),
    });
    return { ...printed, code: Number(process.exitCode) };
  } finally {
    process.exitCode = before ?? 0;
  }
}

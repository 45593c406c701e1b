import { fstatSync, writeFileSync } from "node:fs";
import { EXIT } from "./exit-codes";

/** Where a command writes. */
export interface Streams {
  /** Writes to standard output. */
  readonly out: (text: string) => void;
  /** Writes to standard error. */
  readonly error: (text: string) => void;
}

/**
 * The standard streams of this process. What cannot be written never ends it with a stack trace: it sets the exit code to
 * 2 with one line, except where the reader of a pipe has gone (`| head`), which says nothing about what was judged.
 */
export function standardStreams(): Streams {
  let failed = false;
  const fail = (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE" || failed) return;
    failed = true;
    process.stderr.write(
      `standard output: expected to write all of it; found: ${error.message}. Write it elsewhere.\n`,
    );
    process.once("exit", () => {
      process.exitCode = EXIT.unjudgeable;
    });
  };
  process.stdout.on("error", fail);
  // There is no place left to tell of it.
  process.stderr.on("error", () => undefined);
  const writeOut = isFile(process.stdout.fd)
    ? wholeInto(process.stdout.fd)
    : (text: string) => process.stdout.write(text);
  return {
    out: (text) => {
      try {
        writeOut(text);
      } catch (error) {
        fail(error as NodeJS.ErrnoException);
      }
    },
    error: (text) => {
      process.stderr.write(text);
    },
  };
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false;
  }
}

/** Writes texts whole. Node writes once to a file, and does not say when the disk took only a part. */
function wholeInto(descriptor: number): (text: string) => void {
  return (text) => writeFileSync(descriptor, text);
}

import type { Options, SingleBar } from "cli-progress";

/** Tells how far some work is. */
export type OnProgress = (phase: string, done: number, total: number) => void;

/** How far work is, as it is shown on a terminal. */
export interface Progress {
  readonly on: OnProgress;
  /** Takes the bar away: what is printed next stands in its place. A bar that is full goes by itself. */
  readonly end: () => void;
}

/** Milliseconds of work before anything is shown. */
const PATIENCE = 1000;

const OPTIONS: Options = {
  format: "{phase} [{bar}] {value} of {total}",
  clearOnComplete: true,
  fps: 10,
  barsize: 30,
};

/**
 * Shows how far work is: a bar on standard error, once the work has taken a second, and only on a terminal. Programs
 * and CI get nothing.
 *
 * @param stream where it is shown. @default - standard error
 */
export function progressBar(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { on: () => undefined, end: () => undefined };
  const start = performance.now();
  let bar: SingleBar | undefined;
  let current = "";
  const end = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    on: (phase, done, total) => {
      if (performance.now() - start < PATIENCE) return;
      if (done >= total) end();
      else if (bar === undefined || phase !== current) {
        end();
        bar = newBar(stream);
        bar.start(total, done, { phase });
        current = phase;
      } else {
        bar.setTotal(total);
        bar.update(done);
      }
    },
    end,
  };
}

/** A bar, from a library that is loaded only where a bar is shown. */
function newBar(stream: NodeJS.WriteStream): SingleBar {
  const library = require("cli-progress") as typeof import("cli-progress");
  return new library.SingleBar({ ...OPTIONS, stream });
}

/** Signals that ask a process to end: Ctrl-C, the end of a container or a CI job, and a closed terminal. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Thrown where a signal ended a command. Its message says what has become of the command's work: it is for the user.
 */
export class Interrupted extends Error {}

/** Work that a signal can end. */
export interface Interruption {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /**
   * Lets the signals end the process at once again. Where one was received, it ends the process with it now, so that
   * the shell or CI server sees which: 130 is Ctrl-C.
   */
  readonly end: () => void;
}

/** Listens to signals, so that a command can remove what it has begun, and say what has become of it. */
export function interruption(): Interruption {
  const controller = new AbortController();
  let received: NodeJS.Signals | undefined;
  const listener = (signal: NodeJS.Signals) => {
    received = signal;
    // A second signal ends the process, whatever it does.
    stop();
    controller.abort();
  };
  const stop = () => {
    for (const signal of SIGNALS) process.off(signal, listener);
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return {
    signal: controller.signal,
    end: () => {
      stop();
      if (received === undefined) return;
      const signal = received;
      // The last of what is done on exit: temporary files are removed before.
      process.once("exit", () => process.kill(process.pid, signal));
      process.exit();
    },
  };
}

/**
 * Waits for work that a signal can end.
 *
 * @param message says what has become of the work where the signal ended it.
 * @throws Interrupted with the message; other errors of the work unchanged.
 */
export async function orInterrupted<T>(signal: AbortSignal, message: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw signal.aborted && error === signal.reason ? new Interrupted(message) : error;
  }
}

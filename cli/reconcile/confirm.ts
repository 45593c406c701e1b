import { createInterface } from "node:readline/promises";

/**
 * Asks a person. Anything but `yes` is no.
 *
 * @throws the reason of the signal, where it ended the question.
 */
export async function confirm(question: string, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-C comes to the terminal, not to the process, while it reads a line.
  terminal.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    const answer = await terminal.question(`${question} Only \`yes\` does it: `, { signal }).catch(() => "");
    signal.throwIfAborted();
    return answer.trim() === "yes";
  } finally {
    terminal.close();
  }
}

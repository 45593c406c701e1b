import type { ChildProcess } from "node:child_process";
import { CheckFailed } from "../report";

const START_MILLISECONDS = 90_000;
const POLL_MILLISECONDS = 100;

/** The first line that the simulator of AWS prints: its address, once it listens. */
export async function addressOf(child: ChildProcess): Promise<string> {
  let said = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  child.stderr?.resume();
  for (let waited = 0; waited < START_MILLISECONDS; waited += POLL_MILLISECONDS) {
    const [line] = /^http\S+(?=\n)/.exec(said) ?? [];
    if (line !== undefined) return line;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
  throw new CheckFailed(`the simulator of AWS does not start: ${said}`);
}

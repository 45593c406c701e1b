import { createInterface } from "node:readline/promises";
import { DOES, USERS, type User } from "../../starter/users";
import { NoSuchName } from "../../support/no-such-name";
import { Interrupted } from "../interrupt";

/** Asks the user for a line. @returns undefined where there is no more input. */
export type Ask = (question: string) => Promise<string | undefined>;

/** Does something that asks on the terminal; Ctrl-C ends it. */
export async function withTerminal<T>(signal: AbortSignal, body: (ask: Ask) => Promise<T>): Promise<T> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<undefined>((resolve) => terminal.once("close", () => resolve(undefined)));
  // A terminal that is read line by line hands Ctrl-C to the program, instead of a signal.
  terminal.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    return await body((question) => Promise.race([terminal.question(question, { signal }), closed]));
  } catch (error) {
    throw signal.aborted ? new Interrupted("\nInterrupted. Nothing was written.") : error;
  } finally {
    terminal.close();
  }
}

/**
 * Asks for whom the project is, until that is known.
 *
 * @returns none where there is no more input.
 */
export async function askUsers(ask: Ask, out: (text: string) => void): Promise<User[]> {
  out("Whom is this project for? Each gets an environment to begin with.\n");
  for (const [index, user] of USERS.entries()) out(`  ${index + 1}  ${user.padEnd(8)}  ${DOES[user]}\n`);
  for (;;) {
    const answer = await ask("Numbers or names, with commas between: ");
    if (answer === undefined) return [];
    const words = answer.split(/[\s,]+/).filter((word) => word !== "");
    const users = words.map((word) => USERS.find((user, index) => user === word || String(index + 1) === word));
    if (words.length > 0 && !users.includes(undefined)) return USERS.filter((user) => users.includes(user));
    out(`Expected some of 1 to ${USERS.length}, or of ${USERS.join(", ")}.\n`);
  }
}

/** Asks for a text, and proposes one. @param problem what was expected instead of a text, if it is not right. */
export async function askText(
  ask: Ask,
  out: (text: string) => void,
  what: {
    readonly question: string;
    readonly proposal: string;
    readonly problem: (text: string) => string | undefined;
  },
): Promise<string> {
  for (;;) {
    const given = await ask(`${what.question} [${what.proposal}]: `);
    if (given === undefined) throw new NoSuchName("Expected an answer; the input ended. Nothing was written.");
    const answer = given.trim() || what.proposal;
    const expected = what.problem(answer);
    if (expected === undefined) return answer;
    out(`Expected ${expected}.\n`);
  }
}

import type { CouldNotAsk } from "../../connections/could-not-ask";
import type { CustomerStatus, StatusReport } from "../../ledger/status-report";
import { printable } from "../../support/printable";
import { UserError } from "../../support/user-error";
import { EXIT } from "../exit-codes";
import { orInterrupted } from "../interrupt";
import type { Work } from "../run";
import type { Streams } from "../streams";
import type { Outside } from "./aws";
import type { StatusOptions } from "./options";

/** Milliseconds between two times that AWS is asked. */
export const INTERVAL = 10_000;

/** Longest time between two, in milliseconds, while AWS throttles. */
const LONGEST = 60_000;

/** Changes that are told one by one before the rest is counted. */
const TOLD = 20;

/** What was asked, and what could not be. */
export interface Asked {
  readonly report: StatusReport;
  readonly problems: readonly CouldNotAsk[];
}

/** What it is watched with. */
export interface WatchInput {
  readonly options: Pick<StatusOptions, "timeout">;
  readonly error: Streams["error"];
  readonly work: Work;
  readonly around: Pick<Outside, "now" | "wait">;
  /** Whether a person sees the progress. @default - whether standard error is a terminal */
  readonly isTerminal?: boolean;
}

/**
 * Asks again and again, until all customers that may connect are connected. While AWS throttles, it asks less often.
 *
 * @returns the last report; exit code 1 where the time was over first.
 */
export async function watch(
  ask: () => Promise<Asked>,
  { options: { timeout }, error, work, around, isTerminal = process.stderr.isTTY }: WatchInput,
): Promise<{ report: StatusReport; exitCode: number }> {
  const end = around.now().getTime() + timeout;
  const told = new Map<string, string>();
  let said = "nobody was asked yet";
  let interval = INTERVAL;
  for (;;) {
    const message = `Interrupted: ${said}.`;
    const { report, problems } = await orInterrupted(work.signal, message, ask);
    // What does not pass by itself is in the report, whose exit code it decides.
    if (problems.some(({ isThrottling }) => !isThrottling)) return { report, exitCode: EXIT.clean };
    const isThrottled = problems.length > 0;
    const awaited = report.services.flatMap(({ customers }) => customers.filter(isAwaited));
    const connected = awaited.filter(isConnected).length;
    if (awaited.length === 0 && !isThrottled)
      throw new UserError("--watch: expected customers in state `allowed`; found none. Nobody could become connected.");
    said = `${connected} of ${awaited.length} connected`;
    if (isTerminal) work.onProgress("connected", connected, awaited.length);
    else tell(changed(report, told), `${around.now().toISOString()} ${said}`, error);
    if (connected === awaited.length && !isThrottled) return { report, exitCode: EXIT.clean };
    interval = isThrottled ? Math.min(interval * 2, LONGEST) : INTERVAL;
    if (around.now().getTime() + interval > end) {
      error(`Timed out: ${said}. Use a longer --timeout.\n`);
      return { report, exitCode: EXIT.wrong };
    }
    await orInterrupted(work.signal, `Interrupted: ${said}.`, () => around.wait(interval, work.signal));
  }
}

function isAwaited({ declared }: CustomerStatus): boolean {
  return declared === "allowed";
}

function isConnected({ observed }: CustomerStatus): boolean {
  return observed === "available";
}

/** Says what changed, a line for each customer and one for the sum. */
function tell(changes: readonly string[], sum: string, error: Streams["error"]): void {
  if (changes.length === 0) return;
  for (const change of changes.slice(0, TOLD)) error(`  ${printable(change)}\n`);
  if (changes.length > TOLD) error(`  and ${changes.length - TOLD} more\n`);
  error(`${sum}\n`);
}

/** What changed of the customers that may connect. */
function changed({ services }: StatusReport, told: Map<string, string>): string[] {
  return services.flatMap(({ environment, service, customers }) =>
    customers.filter(isAwaited).flatMap(({ customer, connection, observed }) => {
      const key = `${environment}/${service} ${customer}/${connection}`;
      if (told.get(key) === observed) return [];
      told.set(key, observed);
      return [`${key}: ${observed === "none" ? "no endpoint" : observed}`];
    }),
  );
}

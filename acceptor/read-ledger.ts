import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ACCEPTOR_LEDGER_FILE, type AcceptorLedger } from "../ledger/acceptor-ledger";
import { STATES } from "../ledger/state";

/**
 * Reads the ledger that was deployed with the code.
 *
 * @param folder folder of the code.
 * @throws where it is missing or is not what a deploy writes: nobody is accepted or rejected by half a ledger.
 */
export function readLedger(folder: string): AcceptorLedger {
  const path = join(folder, ACCEPTOR_LEDGER_FILE);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(
      `${path}: expected the ledger as JSON; found: ${(error as Error).message}. Deploy the service again.`,
    );
  }
  const problem = problemOf(value);
  if (problem !== undefined) throw new Error(`${path}: expected ${problem}. Deploy the service again.`);
  return value as AcceptorLedger;
}

/** What was expected instead of what the file says; undefined where all of it is as it should be. */
export function problemOf(value: unknown): string | undefined {
  const { ledger, settings } = (value ?? {}) as Record<string, unknown>;
  const { environment, service, entries } = (ledger ?? {}) as Record<string, unknown>;
  const { unknown, mostRejections } = (settings ?? {}) as Record<string, unknown>;
  if (typeof environment !== "string" || typeof service !== "string") return "`ledger` with environment and service";
  if (!Array.isArray(entries)) return "a list of `ledger.entries`";
  const wrong = entries.findIndex((entry) => !isEntry(entry));
  if (wrong >= 0) return `an entry with customer, connection, state and accounts as \`ledger.entries[${wrong}]\``;
  if (unknown !== "leave" && unknown !== "reject") return "`settings.unknown` as leave or reject";
  if (!Number.isSafeInteger(mostRejections) || Number(mostRejections) < 0)
    return "`settings.mostRejections` as a number of 0 or more";
  return undefined;
}

function isEntry(value: unknown): boolean {
  const { customer, connection, state, accounts, endpointIds, regions, until } = (value ?? {}) as Record<
    string,
    unknown
  >;
  return (
    [customer, connection].every((each) => typeof each === "string" && each !== "") &&
    STATES.some((each) => each === state) &&
    isTexts(accounts) &&
    accounts.length > 0 &&
    [endpointIds, regions].every((each) => each === undefined || isTexts(each)) &&
    (until === undefined || (typeof until === "string" && /^\d{4}-\d{2}-\d{2}$/.test(until)))
  );
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

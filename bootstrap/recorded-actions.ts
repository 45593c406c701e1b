import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compare } from "../support/compare";
import { iamAction, isReading } from "./iam-actions";

/** Permissions of the calls that Terraform's AWS provider made in an account, sorted. */
export interface AccountActions {
  /** Those which only read. */
  readonly read: readonly string[];
  readonly write: readonly string[];
}

/** By the name of a set of environments, and the account: what deploying the set was seen to call. */
export type RecordedActions = Readonly<Record<string, Readonly<Record<string, AccountActions>>>>;

/** Account of whoever runs Terraform, before a role is taken. No stack is in it. */
const NOBODY = "123456789012";

interface Logged {
  readonly service: string;
  readonly action: string;
  readonly account: string;
}

/**
 * Permissions that the logs of deployments name.
 *
 * @param folder with a folder for each set, and in it `actions.log`: a JSON object a line.
 */
export function recordedIn(folder: string): RecordedActions {
  const sets = readdirSync(folder).filter((set) => existsSync(join(folder, set, "actions.log")));
  return Object.fromEntries(
    sets.sort(compare).map((set) => [set, accountsIn(readFileSync(join(folder, set, "actions.log"), "utf8"))]),
  );
}

function accountsIn(log: string): Readonly<Record<string, AccountActions>> {
  const accounts = new Map<string, Set<string>>();
  for (const line of log.split("\n").filter((each) => each !== "")) {
    const { service, action, account } = JSON.parse(line) as Logged;
    const needed = iamAction(service, action);
    if (needed === undefined || account === NOBODY) continue;
    accounts.set(account, (accounts.get(account) ?? new Set()).add(needed));
  }
  return Object.fromEntries(
    [...accounts]
      .sort(([a], [b]) => compare(a, b))
      .map(([account, all]) => {
        const sorted = [...all].sort(compare);
        return [
          account,
          { read: sorted.filter((each) => isReading(each)), write: sorted.filter((each) => !isReading(each)) },
        ];
      }),
  );
}

/** Actions that are in one record and not in another, as `<set> <account>: <action>`. */
export function newActions(now: RecordedActions, before: RecordedActions): string[] {
  return Object.entries(now).flatMap(([set, accounts]) =>
    Object.entries(accounts).flatMap(([account, { read, write }]) => {
      const known = before[set]?.[account];
      const all = [...(known?.read ?? []), ...(known?.write ?? [])];
      return [...read, ...write].filter((each) => !all.includes(each)).map((each) => `${set} ${account}: ${each}`);
    }),
  );
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { type State, transitionProblem } from "../../ledger/state";
import { counted } from "../../support/counted";
import { shellWord } from "../../support/shell";
import { shown } from "../../support/shown";
import type { ConsumerDraft, EnvironmentDraft } from "../draft";
import { ENVIRONMENT_FILE } from "../environments-folder";
import type { LedgerCheck } from "../load";
import type { Problem } from "../problem";
import type { YamlFile } from "../yaml-file";
import { type EarlierLedger, type EarlierRecord, type EarlierRecords, earlierLedger } from "./earlier-records";
import { gainProblems, lossProblems, lostEndpoints, mayBeConnected } from "./kept";

/**
 * Checks that every consumer went from a state at an earlier commit to one that may follow it, and that nobody who may
 * be connected lost more than that allows. Environments that are gone as a whole are judged, too.
 *
 * @param folder folder of the environments.
 * @param ref a commit, a branch or a tag.
 * @param note is told what is allowed, and somebody should know.
 * @throws UserError when there is no such commit.
 */
export function transitionsSince(folder: string, ref: string, note: (text: string) => void = () => {}): LedgerCheck {
  const ledger = earlierLedger(folder, ref);
  return (environments) => [
    ...environments.flatMap((environment) => problemsOf(environment, ledger.recordsOf(environment.name), ref, note)),
    ...goneEnvironments(folder, ledger, ref),
  ];
}

function problemsOf(
  { name: environment, records, allRecordsRead }: EnvironmentDraft,
  earlier: EarlierRecords,
  ref: string,
  note: (text: string) => void,
): Problem[] {
  const now = new Map<string, ConsumerDraft>();
  for (const record of records) if (record.hubVpc === undefined) now.set(record.name, record);
  const changed = [...earlier.records.values()].flatMap((before) => {
    const current = now.get(before.name);
    if (current === undefined ? !allRecordsRead : current.state === undefined) return [];
    const transition = told(current?.file ?? before.file, { from: before.state, to: current?.state, ref });
    if (current === undefined || transition.length > 0) return transition;
    const unmeant = allowedAgain(before, current, ref);
    if (unmeant.length > 0) return unmeant;
    const gained = gainProblems(before, current, ref);
    if (!mayBeConnected(before, current)) return gained;
    for (const each of lostEndpoints(environment, before, current)) note(each);
    return [...gained, ...lossProblems(before, current, ref)];
  });
  // Where something at the earlier commit cannot be read, who is new and who is not is not known.
  if (earlier.problems.length > 0) return [...unreadable(earlier.problems, ref), ...changed];
  const added = [...now.values()].flatMap(({ name, state: to, file }) =>
    to === undefined || earlier.records.has(name) || earlier.unchanged.has(file.name)
      ? []
      : told(file, { from: undefined, to, ref }),
  );
  return [...changed, ...added];
}

/**
 * The problem of a customer who was revoked or draining and is allowed now, where the record does not say that it is
 * meant: an export of another system, put in the place of a table, has none of the states that were written into it.
 */
function allowedAgain(before: EarlierRecord, { state, file }: ConsumerDraft, ref: string): Problem[] {
  if (state !== "allowed" || (before.state !== "revoked" && before.state !== "draining")) return [];
  const [since, earlier] = [file.valueAt(["since"]), before.file.valueAt(["since"])];
  const isNew = typeof since === "string" && !(typeof earlier === "string" && since < earlier);
  if (file.valueAt(["state"]) !== undefined && isNew) return [];
  const expected = "`state: allowed` with `since`, the day from which the customer is allowed again";
  const found = `\`${before.state}\` at ${ref}, and \`allowed\` now without such a day`;
  const fix = `write \`state: ${before.state}\` as before; or, if it is meant, \`privatelink consumer allow ${shellWord(before.name)}\``;
  return [file.problemAt(["state"], expected, fix, found)];
}

function unreadable(problems: readonly Problem[], ref: string): Problem[] {
  return problems.map((problem) => ({
    ...problem,
    found: `${problem.found}. The ledger at ${ref} cannot be read`,
    fix: "give --base a commit at which the file can be read, such as the one before it was broken",
  }));
}

/** Environments that are gone, or have another name, though somebody may be connected. */
function goneEnvironments(folder: string, ledger: EarlierLedger, ref: string): Problem[] {
  return ledger.environments
    .filter((name) => !existsSync(join(folder, name, ENVIRONMENT_FILE)))
    .flatMap((name) => {
      const { records, problems } = ledger.recordsOf(name);
      const connected = [...records.values()].filter(isConnected).map((each) => each.name);
      if (connected.length === 0) return unreadable(problems, ref);
      const rest = connected.length - LISTED;
      const names = [...connected.slice(0, LISTED), ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
      return [
        ...unreadable(problems, ref),
        {
          ...{ file: shown(join(folder, name, ENVIRONMENT_FILE)), line: 1, column: 1, path: "" },
          expected:
            "the environment, until none of its customers is allowed or draining: nothing else rejects their connections",
          found: `no ${name}/${ENVIRONMENT_FILE} now, and ${counted(connected.length, "such customer")} at ${ref}: ${names}`,
          fix: "restore the folder under its old name; to remove it, revoke the customers and deploy first",
        },
      ];
    });
}

/** Customers that a message names before the rest is counted. */
const LISTED = 5;

function isConnected({ state }: EarlierRecord): boolean {
  return state === "allowed" || state === "draining";
}

interface Transition {
  readonly from: State | undefined;
  readonly to: State | undefined;
  readonly ref: string;
}

/** The problem of a transition, at the state in the file that there is, or was. */
function told(file: YamlFile, { from, to, ref }: Transition): Problem[] {
  const problem = transitionProblem(from, to);
  if (problem === undefined) return [];
  const before = from === undefined ? `no record at ${ref}` : `\`${from}\` at ${ref}`;
  const after = to === undefined ? "no record now" : `\`${to}\` now`;
  return [file.problemAt(["state"], problem.expected, problem.fix, `${before}, and ${after}`)];
}

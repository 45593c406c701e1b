import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../config/environment";
import { environmentNames } from "../../config/environments-folder";
import { loadWatched } from "../../config/load";
import { type Problem, renderProblems } from "../../config/problem";
import { changePicture } from "../../diagram/change-picture";
import { CHANGED_FILE, type ChangedFile, changedSchema } from "../../pipeline/changed-file";
import { ORDER_FILE, type OrderFile, orderSchema } from "../../pipeline/order-file";
import { readChecked } from "../../pipeline/read-checked";
import { type PlanFolder, readPlanFolder } from "../../pipeline/read-plans";
import { type Report, reportSchema } from "../../policies/checker/report/report-schema";
import { freshOn, readStatusFiles } from "../../policies/checker/status-file";
import type { TakenStatus } from "../../policies/checker/status-schema";
import { UserError } from "../../support/user-error";
import { comparisonMissing, isCompared, isOfPlans, nothingGiven, scopeOf } from "../belongs";
import type { ReviewInput } from "../build-review";
import { readCostTable, shippedCosts } from "../costs/cost-table";
import { policySettings } from "./policy-settings";
import { type PlanFacts, type ReadOptions, readPlans } from "./read-plans";
import { reportProblems } from "./report-problems";

/** Where the inputs of a review are. */
export interface InputPaths {
  /** Folders of plans. None where no stack changes. */
  readonly plans: readonly string[];
  /** @default - `changed.json` in the folder of the stacks, unless stacks were named and it is of another commit */
  readonly changed?: string;
  /** @default - the plans are not judged */
  readonly policy?: string;
  /** @default - none */
  readonly status?: readonly string[];
  /** @default - the price table of the product */
  readonly costs?: string;
  readonly environments: string;
  /** Output folder of the synthesis. */
  readonly stacks: string;
  /** Whether to draw the change. */
  readonly picture: boolean;
  /** Day (UTC, YYYY-MM-DD) on which statuses, and the report of the policies, are at most a day old. */
  readonly today: string;
}

/** Most characters of a picture: it leaves room for the rest of the comment. */
const PICTURE = 16_000;

/**
 * Reads the inputs of a review.
 *
 * @throws UserError where a file is none of its kind; the reason of the signal, where it ended the work.
 */
export async function readInputs(
  paths: InputPaths,
  options: Omit<ReadOptions, "stacks">,
): Promise<Omit<ReviewInput, "apply">> {
  const costs = readCostTable(paths.costs ?? shippedCosts());
  const statuses = readStatuses(paths);
  const report =
    paths.policy === undefined
      ? undefined
      : readChecked(paths.policy, reportSchema, "a report that `privatelink policy --format json` wrote");
  const folders = paths.plans.map(readPlanFolder);
  const { changed, scope, problems } = readComparison(paths, folders);
  const facts = await readPlans(folders, { ...options, stacks: paths.stacks });
  return {
    ...{ folders, facts, changed, scope, report, statuses, costs, stacks: paths.stacks },
    problems: [...problems, ...(report === undefined ? [] : reportProblems(report, paths.today))],
    settings: policySettings(report, changed?.base),
    environments: await environmentsOf(paths, facts, options),
    // What cannot be taken for what it should be is not drawn.
    picture: paths.picture && facts.problems.length === 0 ? pictureOf(paths, folders, report) : undefined,
  };
}

/** What the plans were chosen by: from the file that is given, or where `privatelink changed` writes it. */
function readComparison(paths: InputPaths, folders: readonly PlanFolder[]) {
  const { path, changed } = comparisonFor(paths, folders);
  return {
    changed,
    scope: scopeOf(folders, { changed, order: orderIn(paths.stacks) }),
    problems: changed === undefined ? comparisonMissing(folders, path) : [],
  };
}

/** The comparison for the plans. If stacks were named and no file is given, not one of another commit. */
function comparisonFor({ changed: given, stacks }: InputPaths, folders: readonly PlanFolder[]) {
  const path = given ?? join(stacks, CHANGED_FILE);
  const none: { path: string; changed: ChangedFile | undefined } = { path, changed: undefined };
  if (given === undefined && !existsSync(path)) {
    if (folders.length === 0) throw new UserError(nothingGiven(path));
    return none;
  }
  const changed = readChecked(path, changedSchema, "a comparison, which `privatelink changed` writes");
  const isOther = given === undefined && !isCompared(folders) && !isOfPlans(changed.head, folders);
  return isOther ? none : { path, changed };
}

/** The order of deployment that the synthesis wrote; undefined where it wrote none. */
function orderIn(stacks: string): OrderFile | undefined {
  const path = join(stacks, ORDER_FILE);
  if (!existsSync(path)) return undefined;
  return readChecked(path, orderSchema, "an order of deployment, which `privatelink synth` writes");
}

function readStatuses({ status = [], today }: InputPaths): TakenStatus[] {
  const problems: Problem[] = [];
  const files = readStatusFiles(status, freshOn(today), problems);
  if (problems.length > 0) throw new UserError(renderProblems(problems, "nothing was reviewed"));
  return files.map((file) => file.status);
}

/** The environments whose ledgers name customers: those of events that name none themselves. */
async function environmentsOf(
  { environments: folder }: InputPaths,
  { events }: PlanFacts,
  { signal }: Pick<ReadOptions, "signal">,
): Promise<Environment[]> {
  const wanted = new Set(events.filter(({ event }) => event.to.kind !== "connection").map((each) => each.environment));
  if (wanted.size === 0) return [];
  const names = environmentNames(folder).filter((name) => wanted.has(name));
  return names.length === 0 ? [] : loadWatched(folder, names, { signal });
}

/** The order of the stacks is needed to draw them. */
function pictureOf({ stacks }: InputPaths, plans: readonly PlanFolder[], report: Report | undefined) {
  if (!existsSync(join(stacks, ORDER_FILE))) return undefined;
  return changePicture({ out: stacks, plans, report, limit: PICTURE });
}

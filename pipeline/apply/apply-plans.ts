import { join } from "node:path";
import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";
import type { OrderFile } from "../order-file";
import { lockStacks } from "../plan/lock-stacks";
import { PlansFolder } from "../plan/plans-folder";
import { readOrder } from "../plan/read-stacks";
import { PLANS_FILE } from "../plans-file";
import { indexRefusals } from "./check-index";
import { checkWithTerraform, takeFiles } from "./check-plans";
import { deployedRefusals, outRefusals, repositoryRefusals, versionRefusals } from "./check-run";
import type { ApplyContext } from "./context";
import { DeployedRecord } from "./deployed-record";
import { type IndexHead, writeNextPlans } from "./next-plans";
import { inPrivateFolder, sweepPrivateFolders } from "./private-folder";
import { checkDeployed } from "./record-deployed";
import { type Refusal, refusalText } from "./refusal";
import type { Applied, ApplyRequest, ApplyTools } from "./request";
import { type ReviewedPlans, type ReviewedStack, readReviewedPlans } from "./reviewed-plans";
import { environmentsOf, strictest } from "./rules";
import { type Ran, runWaves } from "./run-waves";
import { inEnvironments } from "./select";

/**
 * Applies plans that were reviewed, and no others. No other run plans, applies or synthesizes in the folder meanwhile.
 *
 * @throws UserError with all that is refused, where nothing was applied; CannotWrite; the reason of the signal, where
 *   nothing was applied yet.
 */
export async function applyPlans(request: ApplyRequest, tools: ApplyTools): Promise<Applied> {
  const { stacks, deployed, out } = request;
  const waiting = { signal: tools.signal, onWait: tools.tell };
  readOrder(stacks);
  sweepPrivateFolders(tools.now());
  if (deployed !== undefined) await checkDeployed(deployed, waiting);
  const lock = await lockStacks(stacks, waiting);
  try {
    const folder = await PlansFolder.begin(out, waiting);
    try {
      return await inPrivateFolder((own) => checkAndApply(request, tools, { folder, own }), tools.signal);
    } finally {
      folder.drop();
    }
  } finally {
    lock.release();
  }
}

/** Folders of a run that nobody else may read. */
interface Folders {
  /** Folder for the plans that wait. */
  readonly folder: PlansFolder;
  /** Folder for copies of the plans that were reviewed, and for plans that are only looked at. */
  readonly own: string;
}

async function checkAndApply(request: ApplyRequest, tools: ApplyTools, { folder, own }: Folders): Promise<Applied> {
  const { stacks, out, deployed } = request;
  const order = readOrder(stacks);
  const { plans, refusals } = readReviewedPlans(request.plans, request.digests);
  const selected = inEnvironments(plans.stacks, order, request.names);
  const { copies, refusals: files } = takeFiles(selected, { stacks }, own);
  refuse([
    ...refusals,
    ...repositoryRefusals(plans, order, request),
    ...deployedRefusals(plans, request),
    ...outRefusals(selected, request),
    ...indexRefusals(selected, order),
    ...files,
  ]);
  const record = new DeployedRecord(deployed, plans.dirty ? null : plans.commit, tools.tell);
  const context = await contextOf(request, tools, { order, plans, selected, record });
  refuse(await checkWithTerraform(selected, copies, context));
  if (request.digests.length === 0) warnOf(plans, tools.tell);
  const ran = await runWaves(selected, { copies, plans: folder.partial, scratch: join(own, "fresh") }, context);
  const applied = { ...ran, planned: plans.stacks, digests: plans.digests };
  if (isStopped(ran)) return applied;
  try {
    const head = headOf(plans, record, tools.now());
    return { ...applied, next: writeNextPlans({ out, folder }, ran.endings, copies, head) };
  } catch (error) {
    // What was applied is told all the same.
    return { ...applied, problem: (error as Error).message };
  }
}

async function contextOf(
  request: ApplyRequest,
  tools: ApplyTools,
  {
    order,
    plans,
    selected,
    record,
  }: {
    readonly order: OrderFile;
    readonly plans: ReviewedPlans;
    readonly selected: readonly ReviewedStack[];
    readonly record: DeployedRecord;
  },
): Promise<ApplyContext> {
  const { versions, ...terraform } = await tools.terraform(selected);
  refuse(versionRefusals(selected, plans.versions, versions));
  const rules = strictest([order.environments, plans.environments], environmentsOf(plans.stacks));
  return { ...tools, ...request, ...terraform, rules, record };
}

function headOf(plans: ReviewedPlans, record: DeployedRecord, now: Date): IndexHead {
  const { commit, dirty, versions, stacks, settled } = plans;
  const names = new Set([...settled, ...stacks.map(({ name }) => name)]);
  const digests = record.digests(Object.keys(plans.environments));
  const environments = Object.fromEntries(
    Object.entries(plans.environments).map(([name, rule]) => {
      const deployed = digests.get(name);
      return [name, deployed === undefined ? rule : { ...rule, deployed }];
    }),
  );
  return { generated_at: now.toISOString(), commit, dirty, ...versions, environments, settled: [...names] };
}

/** Says, before anything is applied, that nothing binds these plans to a review. */
function warnOf({ digests }: ReviewedPlans, tell: ApplyTools["tell"]): void {
  for (const [folder, digest] of digests)
    tell(
      `warning: without --digest, nobody compares these plans with what was reviewed: ${shown(join(folder, PLANS_FILE))} ` +
        `is applied as it is (SHA-256 ${digest}). Give --digest with the digest that \`review\` printed.`,
    );
}

/** @throws UserError where there is anything to refuse. */
function refuse(refusals: readonly Refusal[]): void {
  if (refusals.length > 0) throw new UserError(refusalText(refusals, "nothing was applied"));
}

/** Where something failed, or was interrupted, all that is left has to be planned again. */
function isStopped({ interrupted, problem, endings }: Ran): boolean {
  return interrupted || problem !== undefined || endings.some(({ fate }) => fate.kind === "failed");
}

import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { REMOVED } from "../../engine/removed";
import { STACKS, terraformDigest } from "../../engine/stack-files";
import type { PlannedStack } from "../../pipeline/plans-file";
import { isUnnamed, type PlanFolder, readPlanJson } from "../../pipeline/read-plans";
import { checkedJson } from "../../policies/checker/json";
import { JsonError } from "../../support/json";
import { sha256 } from "../../support/sha256";
import { shown } from "../../support/shown";
import { turns } from "../../support/turns";
import { UserError } from "../../support/user-error";
import { declaredCosts } from "../costs/declared-costs";
import { type PricedChange, pricedChange } from "../costs/priced-changes";
import type { PlacedEvent } from "../customers/affected";
import { customerEvents } from "../customers/events";
import type { ChangedResource, Disturbed } from "../review-file";
import { changedBy } from "./changed-resource";
import { disturbedBy } from "./disturbed";
import { type PlanJson, planJsonSchema } from "./plan-json";

/** A plan that was read, or a configuration, by its digest. */
export interface ReadPlan {
  readonly stack: string;
  /** Path of its plan.json, or cdk.tf.json. */
  readonly path: string;
  readonly digest: string;
}

/** What plans do. Of each only that is kept: thousands of plans are read one after the other. */
export interface PlanFacts {
  readonly plans: readonly ReadPlan[];
  /** Configurations of the stacks that wait and have no plan yet: the policies judge these instead. */
  readonly configurations: readonly ReadPlan[];
  readonly disturbed: readonly Disturbed[];
  readonly changes: readonly ChangedResource[];
  readonly priced: readonly PricedChange[];
  /** Stacks without a plan that are priced by their configuration. */
  readonly declared: readonly string[];
  /** Stacks without a plan whose costs are not known. */
  readonly unpriced: readonly string[];
  readonly events: readonly PlacedEvent[];
  /** Why plans cannot be taken for those of the index. */
  readonly problems: readonly string[];
}

/** How plans are read. */
export interface ReadOptions {
  /** Output folder of the synthesis: stacks without a plan are priced by what is in it. */
  readonly stacks: string;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Reads the plans of folders.
 *
 * @throws the reason of the signal, where it ended the work.
 */
export async function readPlans(folders: readonly PlanFolder[], options: ReadOptions): Promise<PlanFacts> {
  const { signal, onProgress, stacks } = options;
  const turn = turns(signal);
  const facts = {
    plans: [] as ReadPlan[],
    configurations: [] as ReadPlan[],
    disturbed: [] as Disturbed[],
    changes: [] as ChangedResource[],
    priced: [] as PricedChange[],
    declared: [] as string[],
    unpriced: [] as string[],
    events: [] as PlacedEvent[],
    problems: [] as string[],
  };
  const total = folders.reduce((sum, { index }) => sum + index.stacks.length, 0);
  let done = 0;
  for (const { folder, index } of folders)
    for (const stack of index.stacks) {
      await turn();
      done += 1;
      onProgress(done, total);
      if (stack.json_digest === null && !isUnnamed(stack)) {
        const costs = declaredCosts(stacks, stack);
        if (costs === undefined) facts.unpriced.push(stack.name);
        else if (costs.length > 0) facts.declared.push(stack.name);
        facts.priced.push(...(costs ?? []));
        facts.disturbed.push(...destroyedLater(stack));
        const configuration = stack.result === "deferred" ? readConfiguration(stacks, stack) : undefined;
        if (typeof configuration === "string") facts.problems.push(configuration);
        else if (configuration !== undefined) facts.configurations.push(configuration);
        continue;
      }
      const read = readPlan(folder, stack);
      if (typeof read === "string") {
        facts.problems.push(read);
        continue;
      }
      facts.plans.push(read.plan);
      for (const resource of read.json.resource_changes) {
        facts.disturbed.push(...disturbedBy(resource, stack.name, stack.environment));
        facts.changes.push(...changedBy(resource, stack.name, stack.environment));
        facts.priced.push(...pricedChange(resource, stack.region));
        for (const event of customerEvents(resource, stack))
          facts.events.push({ environment: stack.environment, event });
      }
    }
  return facts;
}

/** What a stack without a plan destroys once its turn comes, as the index says. */
function destroyedLater({ name: stack, environment, destroys = [] }: PlannedStack): Disturbed[] {
  return destroys.map((resource) => ({ stack, environment, ...resource, action: "destroy", forced_by: [] }));
}

/** The configuration of a stack as it is in the folder of the stacks; otherwise what is wrong with it. */
function readConfiguration(stacks: string, { name, mode, stack_digest }: PlannedStack): ReadPlan | string {
  const expected = `stack ${name}: expected the configuration that was planned in ${shown(stacks)}, to be judged`;
  const fix = "Run `privatelink changed` or `synth` at the commit of the plans.";
  if (basename(name) !== name || name === "." || name === "..") return `${expected}; found another name. Plan again.`;
  const folder = join(stacks, mode === "destroy" ? REMOVED : STACKS, name);
  const path = join(folder, "cdk.tf.json");
  try {
    const digest = sha256(readFileSync(path));
    if (terraformDigest(folder) !== stack_digest) return `${expected}; found other bytes. ${fix}`;
    return { stack: name, path, digest };
  } catch {
    return `${expected}; found no ${shown(path)}. ${fix}`;
  }
}

/** A plan of the index; otherwise what is wrong with it. */
function readPlan(folder: string, stack: PlannedStack): { plan: ReadPlan; json: PlanJson } | string {
  try {
    const { path, bytes, digest } = readPlanJson(folder, stack);
    const json = parsedJson(bytes);
    if (typeof json === "string") return `stack ${stack.name}: its plan.json cannot be read: ${json}. Plan again.`;
    const parsed = planJsonSchema.safeParse(json);
    if (!parsed.success) return `stack ${stack.name}: its plan.json is no plan that this program reads. Plan again.`;
    return { plan: { stack: stack.name, path, digest }, json: parsed.data };
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

/** What is in a document that the policies could judge; as a text, why it is none, such as levels without an end. */
function parsedJson(content: Buffer): object | string {
  try {
    return JSON.parse(new TextDecoder().decode(checkedJson(content)));
  } catch (error) {
    if (error instanceof UserError || error instanceof JsonError) return error.message;
    throw error;
  }
}

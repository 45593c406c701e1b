import { App, Testing } from "cdktf";
import fc from "fast-check";
import { planEstate } from "../../../config/estate/plan-estate";
import type { StackPlan } from "../../../config/estate/stack-plan";
import { loadEnvironments } from "../../../config/load";
import { buildHere } from "../../../engine/build-here";
import { jobOf } from "../../../engine/job";
import { buildStack } from "../../../stacks/build-stack";
import { casesOf } from "../../support/corpus";
import { folderOf, temporaryFolder } from "../../support/environments";
import { oneOfEachKind, SHIPPED_FOLDERS } from "../../support/plans";
import { filesOf } from "../../support/stacks";
import { type Changed, changesOf, valuesByKey } from "./changes";
import { FILES } from "./files";

// The examples show every key of the files (examples.test.ts).
const environments = [...SHIPPED_FOLDERS, folderOf(FILES)].flatMap((folder) => loadEnvironments(folder));
const others = valuesByKey(environments);

/** Each change, and the plans of the environment before it. */
const changes = environments.flatMap((environment) => {
  const before = planEstate([environment]);
  return [...changesOf(environment, others)].map((changed) => ({ ...changed, before }));
});

/** Plans after a change; undefined where an environment like that cannot be: the files would be refused. */
function plansAfter({ environment }: Changed): StackPlan[] | undefined {
  try {
    return planEstate([environment()]);
  } catch {
    return undefined;
  }
}

/** Keys that no stack is made of. A key that is missing here moves the digest of a stack. */
const OF_NO_STACK = [
  // How plans are applied.
  "delivery.deferred",
  "terraform.engine",
  // What is somebody else's, and only for people, or for checks of the files.
  "cards.*.account",
  "cards.*.description",
  "cards.*.documentation",
  "cards.*.environment",
  "cards.*.format",
  "cards.*.service",
  "cards.*.supportedRegions",
  "cards.*.type",
  "cards.*.version",
  "consumers.*.contact",
  "consumers.*.connections.*.clientRanges",
  // Of a consumer with stacks it cannot be another by itself; of a revoked one it says nothing.
  "consumers.*.external",
  "quotas.*.reservedCapacityUnitsPerRegion",
  "quotas.*.targetsPerZone",
  "quotas.*.vpcsPerRegion",
  "resources.*.vpc.ownerAccount",
  // What the connections of a hub's VPC, which stands among the consumers, say by themselves.
  "consumers.*.hubVpc.vpc",
  "consumers.*.viaHub.*.connection.allowFrom",
  "consumers.*.viaHub.*.connection.minimumZones",
  "consumers.*.viaHub.*.shared",
  "hubs.*.clientRanges",
  "hubs.*.monitoring.alarmTopicArns",
  "hubs.*.monitoring.alarms.receivedResets",
  "hubs.*.monitoring.connections.*.activeConnections",
  "hubs.*.monitoring.dashboard",
  "hubs.*.vpcs.*.id",
  "hubs.*.vpcs.*.subnets.*",
];

/** Keys that nothing else can stand for: what they are about must change with them. */
const NOT_BY_THEMSELVES = ["consumers.*.connections.*.card"];

/** What decides whether stacks are built again: their digests, by name and in their order. */
function digestsOf(plans: readonly StackPlan[]): string {
  return plans.map((plan) => `${plan.name} ${digestOf(plan)}`).join("\n");
}

/** Digests of plans that many changes have in common. */
const digests = new Map<StackPlan, string>();

function digestOf(plan: StackPlan): string {
  const digest = digests.get(plan) ?? jobOf(plan, {}).input;
  digests.set(plan, digest);
  return digest;
}

test("every key of the files moves the digest of a stack, but for those that no stack is made of", () => {
  const [tried, moved] = [new Set<string>(), new Set<string>()];
  for (const changed of changes) {
    if (moved.has(changed.key)) continue;
    const after = plansAfter(changed);
    if (after === undefined) continue;
    tried.add(changed.key);
    if (digestsOf(after) !== digestsOf(changed.before)) moved.add(changed.key);
  }
  const all = [...new Set(changes.map(({ key }) => key))].sort();
  expect(all.length).toBeGreaterThan(250);
  expect(all.filter((key) => !tried.has(key))).toEqual([...NOT_BY_THEMSELVES].sort());
  expect([...tried].filter((key) => !moved.has(key)).sort()).toEqual([...OF_NO_STACK].sort());
});

const texts = new Map<StackPlan, string>();

/** The text of a stack as cdktf writes it. */
function textOf(plan: StackPlan): string {
  const text =
    texts.get(plan) ?? Testing.synth(buildStack(new App({ stackTraces: false, outdir: temporaryFolder() }), plan));
  texts.set(plan, text);
  return text;
}

/**
 * Every file that a run writes for a stack: its folder with the assets and the origins, and the card of its service.
 */
function filesOfStack(plan: StackPlan): Record<string, string> {
  const known = written.get(plan);
  if (known !== undefined) return known;
  const folder = temporaryFolder();
  buildHere([plan], folder);
  const { "manifest.json": _, ...files } = filesOf(folder);
  written.set(plan, files);
  return files;
}

const written = new Map<StackPlan, Record<string, string>>();

test("whatever changes in the files, a stack whose digest stays as it is has the same files, whole and byte by byte", () => {
  const property = fc.property(fc.constantFrom(...changes), fc.nat(), (changed, choice) => {
    const before = new Map(changed.before.map((plan) => [plan.name, plan]));
    const pairs = (plansAfter(changed) ?? []).flatMap((after) => {
      const earlier = before.get(after.name);
      return earlier && digestOf(earlier) === digestOf(after) ? [{ earlier, after }] : [];
    });
    // Those whose plans differ are the ones that a digest could miss.
    const differing = pairs.filter(({ earlier, after }) => JSON.stringify(earlier) !== JSON.stringify(after));
    const candidates = differing.length > 0 ? differing : pairs;
    const pair = candidates[choice % candidates.length];
    fc.pre(pair !== undefined);
    const { what } = changed;
    expect({ what, files: filesOfStack(pair.after) }).toEqual({ what, files: filesOfStack(pair.earlier) });
  });
  fc.assert(property, casesOf("changes after which stacks stay as they are", 40));
});

test("each change that a stack's files show moves its digest", () => {
  let moved = 0;
  const property = fc.property(fc.constantFrom(...changes), fc.nat(), (changed, choice) => {
    const before = new Map(changed.before.map((plan) => [plan.name, plan]));
    const other = (plansAfter(changed) ?? []).filter((plan) => {
      const earlier = before.get(plan.name);
      return earlier !== undefined && JSON.stringify(earlier) !== JSON.stringify(plan);
    });
    const after = other[choice % other.length];
    const earlier = after && before.get(after.name);
    if (after === undefined || earlier === undefined || !isBuilt(after)) return;
    if (JSON.stringify(filesOfStack(after)) === JSON.stringify(filesOfStack(earlier))) return;
    moved += 1;
    expect({ what: changed.what, digest: digestOf(after) }).not.toEqual({
      what: changed.what,
      digest: digestOf(earlier),
    });
  });
  fc.assert(property, { seed: 13, numRuns: 60 });
  expect(moved).toBeGreaterThan(20);
});

/** Whether a stack can be built: constructs refuse some of the changed values. */
function isBuilt(plan: StackPlan): boolean {
  try {
    filesOfStack(plan);
    return true;
  } catch {
    return false;
  }
}

test("what a stack is does not depend on the process that builds it, nor on the stacks that it built before", () => {
  const plans = oneOfEachKind(planEstate(environments));
  const before = plans.map(textOf);
  const { env } = process;
  try {
    process.env = { TZ: "Asia/Tokyo", LANG: "ja_JP.UTF-8", HOME: "/nowhere" };
    texts.clear();
    expect([...plans].reverse().map(textOf).reverse()).toEqual(before);
  } finally {
    process.env = env;
  }
});

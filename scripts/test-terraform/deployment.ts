import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Environment, isManaged, protectionOf } from "../../config/environment";
import { applianceStackName, endpointStackName, serviceStackName } from "../../config/estate/stack-names";
import { expandServices } from "../../modules/consumer/aws-service-sets";
import type { Context } from "./context";
import { mustBeClean } from "./judgement";
import { CheckFailed, type Report } from "./report";
import { changesIn, endpointStatesIn, type PlanDocument, type Stack } from "./stack";
import { concurrently, wavesOf } from "./waves";

/**
 * Deploys all stacks in order; those that need one that failed are skipped.
 *
 * @returns the stacks that are deployed.
 */
export async function deployAll(context: Context): Promise<ReadonlyMap<string, Stack>> {
  const { report, stacks } = context;
  const deployed = new Map<string, Stack>();
  for (const wave of wavesOf(stacks))
    await concurrently(wave, async (stack) => {
      const missing = stack.dependencies.filter((name) => !deployed.has(name));
      if (missing.length > 0) report.skip(`${stack.name}: deployment`, `needs ${missing.join(", ")}`);
      else if (await report.section(() => deploy(context, stack))) deployed.set(stack.name, stack);
    });
  return deployed;
}

async function deploy({ report, policy }: Context, stack: Stack): Promise<void> {
  const { name } = stack;
  await report.check(`${name}: the synthesized stack passes the policies`, () => mustBeClean(policy, stack.document));
  await report.check(`${name}: init`, () => stack.init());
  await report.check(`${name}: validate`, () => stack.validate());
  const { document } = await report.check(`${name}: plan`, () => stack.plan());
  await report.check(`${name}: the plan passes the policies`, () => mustBeClean(policy, document));
  await report.check(`${name}: apply`, async () => {
    await stack.apply();
  });
}

/** Plans all stacks again: no changes, nothing that the policies object to, and every connection available. */
export async function planAllAgain(context: Context): Promise<void> {
  const { report, policy, stacks } = context;
  const plans = new Map<string, PlanDocument>();
  await concurrently([...stacks.values()], async (stack) => {
    await report.section(async () => {
      const document = await report.check(`${stack.name}: a second plan shows no changes`, () =>
        mustChangeNothing(stack),
      );
      plans.set(stack.name, document);
      await report.check(`${stack.name}: the second plan passes the policies`, () => mustBeClean(policy, document));
    });
  });
  for (const environment of context.project.environments())
    for (const consumer of Object.keys(environment.consumers))
      await connectionsAreAvailable(context, environment, consumer, plans);
}

/** Plans a stack that is deployed as it is. */
export async function mustChangeNothing(stack: Stack): Promise<PlanDocument> {
  const { changes, document, output } = await stack.plan();
  if (changes) throw new CheckFailed(output);
  return document;
}

/**
 * Applies to a stack what its environment says now, after which a plan must show no changes.
 *
 * @returns what was changed, by address.
 */
export async function applyChanges(
  project: Context["project"],
  stack: Stack,
): Promise<Readonly<Record<string, string>>> {
  await project.synthesize();
  const { document } = await stack.plan();
  await stack.apply();
  await mustChangeNothing(stack);
  return changesIn(document);
}

/**
 * Fails unless exactly these changes are made, in any order.
 *
 * @param changes what was changed, by address.
 * @param expected types of resources and actions: `aws_lb_listener update`.
 */
export function mustBeChanges(changes: Readonly<Record<string, string>>, expected: readonly string[]): void {
  const found = Object.entries(changes).map(([address, action]) => `${address.split(".")[0]} ${action}`);
  if (found.sort().join() !== [...expected].sort().join())
    throw new CheckFailed(`expected ${expected.join(", ")}; found: ${JSON.stringify(changes, undefined, 2)}`);
}

async function connectionsAreAvailable(
  { report }: Context,
  environment: Environment,
  consumer: string,
  plans: ReadonlyMap<string, PlanDocument>,
): Promise<void> {
  const spec = environment.consumers[consumer];
  if (spec === undefined || !isManaged(spec)) return;
  const name = endpointStackName(environment, consumer);
  const inspecting = Object.keys(spec.inspection?.subnets ?? {}).length;
  const toAws = expandServices(spec.vpc.awsEndpoints ?? []).length;
  const gateways = Object.keys(spec.gatewayEndpoints ?? {}).length;
  const connections = Object.values(spec.connections);
  // Nobody runs the function of an acceptor here: what it would accept waits.
  const waiting = connections.filter(
    ({ service = "" }) => environment.services[service]?.acceptor !== undefined,
  ).length;
  const expected = [
    ...Array.from({ length: connections.length - waiting + toAws + gateways + inspecting }, () => "available"),
    ...Array.from({ length: waiting }, () => "pendingAcceptance"),
  ];
  await report.section(async () => {
    await report.check(`${name}: every connection is available, or waits for an acceptor`, () => {
      const states = Object.values(endpointStatesIn(plans.get(name) ?? {}))
        .map(String)
        .sort();
      if (states.join() !== expected.join())
        throw new CheckFailed(`expected ${expected.join(", ")}; found: ${states.join(", ") || "none"}`);
    });
  });
}

/**
 * Takes the deletion protection off, destroys stacks in reverse order, then what was there before them, and looks that
 * nothing is left.
 */
export async function destroyAll(context: Context, stacks: ReadonlyMap<string, Stack>): Promise<void> {
  const { report, prerequisites } = context;
  await unprotect(context, stacks);
  await destroyInOrder(context, stacks);
  for (const stack of [...prerequisites].reverse())
    await report.section(() => report.check(`${stack.name}: destroy`, () => stack.destroy()));
  await report.section(async () => {
    await report.check("nothing is left in the cloud", () => {
      const { objects } = JSON.parse(readFileSync(join(context.folder, "world.json"), "utf8"));
      const left = Object.keys(objects);
      if (left.length > 0) throw new CheckFailed(left.join("\n"));
    });
  });
}

/** Destroys stacks, each before those that it needs. */
export async function destroyInOrder(
  { report }: Pick<Context, "report">,
  stacks: ReadonlyMap<string, Stack>,
): Promise<void> {
  for (const wave of wavesOf(stacks).reverse())
    await concurrently(wave, async (stack) => {
      await report.section(() => report.check(`${stack.name}: destroy`, () => stack.destroy()));
    });
}

/** What an operator does before services that are protected can go. */
async function unprotect({ report, project }: Context, stacks: ReadonlyMap<string, Stack>): Promise<void> {
  for (const environment of project.environments()) {
    const { name, services, appliances } = environment;
    const guarded = Object.entries({ services, appliances })
      .flatMap(([kind, all]) => Object.entries(all).map(([key, spec]) => ({ kind, key, spec })))
      .map(({ kind, key, spec }) => ({ kind, key, ...protectionOf(environment, spec) }))
      .filter(({ deletionProtection, preventDestroy }) => deletionProtection || preventDestroy);
    if (guarded.length === 0) continue;
    project.edit(`${name}/environment.yaml`, (document) => {
      document.set("protect", false);
      for (const { kind, key } of guarded)
        for (const path of [["preventDestroy"], ["loadBalancer", "deletionProtection"]])
          if (document.hasIn([kind, key, ...path])) document.deleteIn([kind, key, ...path]);
    });
    await project.synthesize();
    for (const { kind, key, deletionProtection } of guarded) {
      const stack = stacks.get((kind === "services" ? serviceStackName : applianceStackName)(name, key));
      // A load balancer that exists is none of the stack's to protect.
      if (stack?.document.resource.aws_lb && deletionProtection)
        await report.section(() => unprotectLoadBalancers(report, stack));
    }
  }
}

/** Whether Terraform may destroy is in no state: with the deletion protection alone, there is something to apply. */
async function unprotectLoadBalancers(report: Report, stack: Stack): Promise<void> {
  await report.check(`${stack.name}: the deletion protection goes by an update in place`, async () => {
    const { document, output } = await stack.plan();
    const changes = Object.entries(changesIn(document));
    if (
      changes.length === 0 ||
      changes.some(([address, change]) => !address.startsWith("aws_lb.") || change !== "update")
    )
      throw new CheckFailed(output);
    await stack.apply();
  });
}

import { join } from "node:path";
import { STATUS_FORMAT } from "../../../../ledger/status-report";
import { loadPolicy, type Policy } from "../../../../policies/checker/policy";
import { readPolicyData } from "../../../../policies/checker/policy-data";
import { type Context, stackNamed } from "../../context";
import { mustBeChanges, mustChangeNothing } from "../../deployment";
import { mustBeClean, mustBreak } from "../../judgement";
import { forgetAcceptersInCloud } from "../../moves";
import { printedAfterSynthesis, printedCommands } from "../../printed";
import { CheckFailed } from "../../report";
import { changeInCloud } from "../../simulated-cloud";
import { changesIn, foundIn, type Plan, readStacks, Stack } from "../../stack";
import { CONSUMER } from "./names";

const DAY_MILLISECONDS = 86_400_000;

/** Applies a plan that takes a name away. The policies refuse it, until one waiver says that it is meant. */
export async function applyWaived(stack: Stack, { document }: Plan, expected: readonly string[]): Promise<void> {
  const changes = changesIn(document);
  mustBeChanges(changes, expected);
  const [type = ""] = (expected[0] ?? "").split(" ");
  mustBreak(await loadPolicy(), document, "no-narrowing", type);
  const address = Object.keys(changes).find((each) => each.startsWith(`${type}.`)) ?? "";
  mustBeClean(await policyWaiving("no-narrowing", address), document);
  await stack.apply();
}

/** The policies with a waiver of a rule for an address, until tomorrow. */
function policyWaiving(rule: string, address: string): Promise<Policy> {
  const expires = new Date(Date.now() + DAY_MILLISECONDS).toISOString().slice(0, 10);
  const waiver = { rule, address, reason: "the name moves", owner: "trial", expires, file: "policy.yaml", line: 1 };
  return loadPolicy({ ...readPolicyData([]), waivers: [waiver] });
}

/** Deploys a stack that was not declared before. */
export async function deployNew({ project, terraform, policy }: Context, name: string): Promise<void> {
  const stack = stackNamed({ stacks: readStacks(project.out, terraform) }, name);
  await stack.init();
  const { document } = await stack.plan();
  mustBeClean(policy, document);
  await stack.apply();
  await mustChangeNothing(stack);
}

/** Synthesizes as `npm start` does, which prints the stacks to destroy in this order. */
export async function mustPrint(context: Context, expected: readonly string[]): Promise<void> {
  const printed = await printedAfterSynthesis(context);
  const found = printedCommands(printed, "destroy").map((command) => /removed\/(\S+) destroy/.exec(command)?.[1]);
  if (found.join() !== expected.join()) throw new CheckFailed(printed);
}

/** A stack that is no longer declared: a synthesis moved its folder. */
export function setAside({ project, terraform }: Context, name: string): Stack {
  return new Stack(join(project.out, "removed", name), terraform);
}

/** Applies a change that the policies pass. It creates, and updates only what is expected. */
export async function deployChange({ project }: Context, stack: Stack, policy: Policy, updates: readonly string[]) {
  await project.synthesize();
  const { document } = await stack.plan();
  mustBeClean(policy, document);
  const changes = changesIn(document);
  const others = Object.entries(changes)
    .filter(([, action]) => action !== "create")
    .map(([address, action]) => `${address.split(".")[0]} ${action}`);
  if (others.join() !== updates.join()) throw new CheckFailed(JSON.stringify(changes, undefined, 2));
  await stack.apply();
  await mustChangeNothing(stack);
}

/** Id of the only endpoint of a consumer. */
export async function endpointOf(consumer: Stack): Promise<string> {
  const [found] = foundIn(await mustChangeNothing(consumer), "aws_vpc_endpoint");
  return String(found?.id);
}

/** Fails unless the endpoints of the consumer have these states. */
export async function isConnected(context: Context, expected: readonly string[]): Promise<void> {
  const states = Object.values(await stackNamed(context, "demo-consumer-web").endpointStates());
  if (states.join() !== expected.join()) throw new CheckFailed(states.join());
}

/** The provider rejects a connection: `aws ec2 reject-vpc-endpoint-connections`. */
export function reject(context: Context, endpointId: string): void {
  changeInCloud(context.folder, "aws_vpc_endpoint", endpointId, { state: "rejected" });
  forgetAcceptersInCloud(context, endpointId);
}

/** The policies with a status of a service: `privatelink status`. @param states of its endpoints, by their ids. */
export async function policyKnowing(service: Stack, states: Readonly<Record<string, string>>): Promise<Policy> {
  const { service_id: serviceId } = await service.outputs();
  const connections = Object.entries(states).map(([id, state]) => ({
    endpoint_id: id,
    owner: CONSUMER,
    state,
    customer: "web",
    connection: "orders",
    declared: "allowed",
  }));
  const status = {
    format: STATUS_FORMAT as typeof STATUS_FORMAT,
    generated_at: new Date().toISOString(),
    source: "aws" as const,
    services: [
      {
        environment: "demo",
        service: "orders",
        service_id: String(serviceId),
        is_known: true,
        connections,
        customers: [],
      },
    ],
  };
  return loadPolicy({ ...readPolicyData([]), status: [{ file: "status.json", status }] });
}

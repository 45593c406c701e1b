import { join } from "node:path";
import { STATUS_FORMAT } from "../../../ledger/status-report";
import { loadPolicy, type Policy } from "../../../policies/checker/policy";
import { readPolicyData } from "../../../policies/checker/policy-data";
import { type Context, stackNamed } from "../context";
import { deployAll, destroyAll, mustBeChanges, mustChangeNothing } from "../deployment";
import { mustBeClean, mustBreak } from "../judgement";
import { deployInOrder, forgetAcceptersInCloud, planned } from "../moves";
import { type Attributes, prerequisites } from "../prerequisites";
import { printedAfterSynthesis, printedCommands } from "../printed";
import { CheckFailed } from "../report";
import { changeInCloud } from "../simulated-cloud";
import { changesIn, foundIn, type Plan, readStacks, Stack } from "../stack";

const PROVIDER = "111111111111";
const CONSUMER = "222222222222";
const ENVIRONMENT = "demo/environment.yaml";
const WEB = "demo/consumers/web.yaml";
const ZONES = { a: "use1-az1", b: "use1-az2" } as const;
const TARGETS = { type: "ip", addresses: ["10.10.0.9"] };
const DAY_MILLISECONDS = 86_400_000;
const LISTENERS = { http: { port: 80, targetPort: 8080 } };

/**
 * The guide on another load balancer (docs/operating/load-balancer-swap.md), walked: first in place, then by a second
 * service beside the first. The environment is protected, an acceptance stack accepts, and clients use the private DNS
 * name of the service. The simulated cloud does not refuse to take a load balancer from a service with connected
 * endpoints, as AWS does. The policies do.
 */
export async function loadBalancerSwap(context: Context): Promise<void> {
  const { report, project } = context;
  const { vpc, arn, privateDns } = await existing(context);
  project.write(ENVIRONMENT, {
    backend: { type: "local" },
    region: "us-east-1",
    protect: true,
    services: {
      orders: {
        account: PROVIDER,
        vpc,
        listeners: { http: { port: 80 } },
        loadBalancer: { existing: { main: { arn } } },
        privateDns,
      },
    },
  });
  project.write(WEB, {
    account: CONSUMER,
    vpc: { cidr: "10.20.0.0/20", zones: Object.values(ZONES) },
    client: false,
    connections: { orders: { service: "orders", privateDns: true } },
  });
  const begun = await planned(context);
  await report.section(async () => {
    await deployAll(begun);
    await nameIsKnown(begun);
    await inPlace(begun, arn);
    await beside(begun, vpc);
    await nameMoves(begun, privateDns);
    await firstServiceGoes(begun);
  });
  const last = await planned(context);
  await destroyAll(last, last.stacks);
}

/** The VPC, the load balancer and the hosted zone of the provider, which somebody else made. */
interface Existing {
  readonly vpc: object;
  readonly arn: string;
  /** The private DNS name of the service, in the hosted zone. */
  readonly privateDns: object;
}

async function existing(context: Context): Promise<Existing> {
  const made: Readonly<Record<string, Attributes>> = await prerequisites(context, PROVIDER, {
    aws_vpc: { vpc: { cidr_block: "10.10.0.0/20" } },
    aws_subnet: Object.fromEntries(
      Object.entries(ZONES).map(([name, zone], index) => [
        name,
        { vpc_id: "${aws_vpc.vpc.id}", cidr_block: `10.10.${index}.0/24`, availability_zone_id: zone },
      ]),
    ),
    aws_lb: {
      old: {
        name: "old",
        internal: true,
        load_balancer_type: "network",
        subnets: Object.keys(ZONES).map((name) => `\${aws_subnet.${name}.id}`),
      },
    },
    aws_lb_target_group: { old: { name: "old", port: 8080, protocol: "TCP", vpc_id: "${aws_vpc.vpc.id}" } },
    aws_lb_listener: {
      old: {
        load_balancer_arn: "${aws_lb.old.arn}",
        port: 80,
        protocol: "TCP",
        default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.old.arn}" }],
      },
    },
    aws_route53_zone: { zone: { name: "example.com" } },
  });
  const subnets = Object.entries(ZONES).map(([name, zone]) => [zone, made[`aws_subnet.${name}`]?.id]);
  return {
    vpc: { id: String(made["aws_vpc.vpc"]?.id), subnets: Object.fromEntries(subnets) },
    arn: String(made["aws_lb.old"]?.arn),
    privateDns: { name: "orders.example.com", hostedZone: { id: made["aws_route53_zone.zone"]?.zone_id } },
  };
}

/** The simulated cloud does not switch on private DNS of the endpoint, as AWS does. */
async function nameIsKnown(context: Context): Promise<void> {
  const id = await endpointOf(stackNamed(context, "demo-consumer-web"));
  changeInCloud(context.folder, "aws_vpc_endpoint", id, { private_dns_enabled: true });
}

/** In place: every connection ends for a while. Endpoint and endpoint service stay the same. */
async function inPlace(context: Context, arn: string): Promise<void> {
  const { report, project, policy } = context;
  const service = stackNamed(context, "demo-service-orders");
  const consumer = stackNamed(context, "demo-consumer-web");
  const acceptance = stackNamed(context, "demo-acceptance-orders");
  const loadBalancer = ["services", "orders", "loadBalancer"];
  await report.check(
    "load-balancer-swap: in place, step 1: the new load balancer comes beside the old one, and nobody notices",
    async () => {
      project.edit(ENVIRONMENT, (document) => {
        document.setIn([...loadBalancer, "existing"], { legacy: { arn } });
        document.setIn(["services", "orders", "targets"], TARGETS);
        document.setIn(["services", "orders", "listeners"], LISTENERS);
      });
      await deployChange(context, service, policy, ["aws_vpc_endpoint_service update"]);
      await isConnected(context, ["available"]);
      await mustChangeNothing(consumer);
    },
  );
  await report.check("load-balancer-swap: in place, step 2: only the protection goes", async () => {
    project.edit(ENVIRONMENT, (document) => document.set("protect", false));
    await deployChange(context, service, policy, ["aws_lb update"]);
  });
  await report.check(
    "load-balancer-swap: in place, step 4: the policies refuse to take the old one away from who is connected",
    async () => {
      project.edit(ENVIRONMENT, (document) => document.deleteIn([...loadBalancer, "existing"]));
      await project.synthesize();
      mustBreak(policy, (await service.plan()).document, "no-narrowing", "aws_vpc_endpoint_service");
    },
  );
  const id = await endpointOf(consumer);
  await report.check(
    "load-balancer-swap: in place, step 5: an endpoint that only waits keeps the old load balancer too",
    async () => {
      const waiting = await policyKnowing(service, { [id]: "pendingAcceptance" });
      mustBreak(waiting, (await service.plan()).document, "no-narrowing", "aws_vpc_endpoint_service");
    },
  );
  await report.check(
    "load-balancer-swap: in place, steps 5 and 6: every endpoint is rejected; with this status, the old one goes",
    async () => {
      reject(context, id);
      const knowing = await policyKnowing(service, { [id]: "rejected" });
      await deployChange(context, service, knowing, ["aws_vpc_endpoint_service update"]);
    },
  );
  await report.check(
    "load-balancer-swap: in place, step 7: the connections are accepted again, at the same endpoints",
    async () => {
      const { document } = await acceptance.plan();
      mustBeClean(policy, document);
      await acceptance.apply();
      for (const stack of [acceptance, consumer, stackNamed(context, "demo-dns-web")]) await mustChangeNothing(stack);
      await isConnected(context, ["available"]);
      if ((await endpointOf(consumer)) !== id) throw new CheckFailed(`the endpoint is another one than ${id}`);
      project.edit(ENVIRONMENT, (document) => document.set("protect", true));
      await deployChange(context, service, policy, ["aws_lb update"]);
    },
  );
}

/** By a second service: no connection ends before its clients have left it. */
async function beside(context: Context, vpc: object): Promise<void> {
  const { report, project, policy } = context;
  const first = ["demo-service-orders", "demo-acceptance-orders", "demo-consumer-web", "demo-dns-web"];
  project.edit(ENVIRONMENT, (document) =>
    document.setIn(["services", "orders-2"], { account: PROVIDER, vpc, listeners: LISTENERS, targets: TARGETS }),
  );
  await deployInOrder(await planned(context), ["demo-service-orders-2"], "load-balancer-swap: beside, step 1");
  await report.check(
    "load-balancer-swap: beside, step 1: nothing changes of the first service and of its consumers",
    async () => {
      for (const name of first) await mustChangeNothing(stackNamed(context, name));
    },
  );
  project.edit(WEB, (document) => document.setIn(["connections", "orders-2"], { service: "orders-2" }));
  const second = await planned(context);
  const consumer = stackNamed(second, "demo-consumer-web");
  await report.check(
    "load-balancer-swap: beside, step 2: the consumer gets a second endpoint, and the first stays as it is",
    async () => {
      await stackNamed(second, "demo-service-orders-2").planAndApply();
      await deployChange(second, consumer, policy, []);
      const acceptance = stackNamed(second, "demo-acceptance-orders-2");
      await acceptance.init();
      await acceptance.planAndApply();
      await isConnected(context, ["available", "available"]);
      await mustChangeNothing(stackNamed(second, "demo-service-orders"));
      await mustChangeNothing(stackNamed(second, "demo-acceptance-orders"));
    },
  );
}

/** Step 3 of the way by a second service: the private DNS name goes from the first service to the second. */
async function nameMoves(context: Context, privateDns: object): Promise<void> {
  const { report, project, policy } = context;
  const consumer = stackNamed(context, "demo-consumer-web");
  const service = stackNamed(context, "demo-service-orders");
  await report.check("load-balancer-swap: beside, step 3.1: the consumer gives up the name", async () => {
    project.edit(WEB, (document) => document.deleteIn(["connections", "orders", "privateDns"]));
    await mustPrint(context, ["demo-dns-web"]);
    await applyWaived(consumer, await consumer.plan(), ["aws_vpc_endpoint update"]);
    const names = setAside(context, "demo-dns-web");
    await applyWaived(names, await names.plan("-destroy"), ["aws_vpc_endpoint_private_dns delete"]);
    await mustChangeNothing(consumer);
  });
  await report.check("load-balancer-swap: beside, step 3.2: the first service gives up the name", async () => {
    await stackNamed(context, "demo-domain-orders").destroy();
    project.edit(ENVIRONMENT, (document) => document.deleteIn(["services", "orders", "privateDns"]));
    await project.synthesize();
    await applyWaived(service, await service.plan(), ["aws_vpc_endpoint_service update", "terraform_data delete"]);
    await mustChangeNothing(service);
  });
  const second = stackNamed(await planned(context), "demo-service-orders-2");
  await report.check(
    "load-balancer-swap: beside, step 3.3: the second service gets the name, and proves it",
    async () => {
      project.edit(ENVIRONMENT, (document) => document.setIn(["services", "orders-2", "privateDns"], privateDns));
      await deployChange(context, second, policy, ["aws_vpc_endpoint_service update"]);
      await deployNew(context, "demo-domain-orders-2");
      await mustChangeNothing(second);
    },
  );
  await report.check(
    "load-balancer-swap: beside, step 3.4: the consumer knows the second service by the name",
    async () => {
      project.edit(WEB, (document) => document.setIn(["connections", "orders-2", "privateDns"], true));
      await deployChange(context, consumer, policy, []);
      await deployNew(context, "demo-dns-web");
      await mustChangeNothing(consumer);
      await isConnected(context, ["available", "available"]);
    },
  );
}

/** Steps 4 and 5 of the way by a second service: the first endpoint goes, then the first service. */
async function firstServiceGoes(context: Context): Promise<void> {
  const { report, project, policy } = context;
  const consumer = stackNamed(context, "demo-consumer-web");
  await report.check(
    "load-balancer-swap: beside, step 4: an endpoint that its clients have left is rejected, and goes",
    async () => {
      const { endpoint_ids: ids } = await consumer.outputs();
      project.edit(WEB, (document) => document.deleteIn(["connections", "orders"]));
      await project.synthesize();
      mustBreak(policy, (await consumer.plan()).document, "revoke-before-destroy", "aws_vpc_endpoint");
      reject(context, String((ids as Readonly<Record<string, string>>).orders));
      const { document } = await consumer.plan();
      mustBeClean(policy, document);
      await consumer.apply();
      await stackNamed(context, "demo-acceptance-orders").planAndApply();
      await isConnected(context, ["available"]);
    },
  );
  const service = stackNamed(context, "demo-service-orders");
  const knowing = await policyKnowing(service, {});
  await report.check(
    "load-balancer-swap: beside, step 5: the protection of the first service goes, and its last principal",
    async () => {
      project.edit(ENVIRONMENT, (document) => document.set("protect", false));
      await deployChange(context, service, policy, ["aws_lb update", "aws_vpc_endpoint_service update"]);
    },
  );
  await report.check(
    "load-balancer-swap: beside, step 5: with a status in which nobody is connected, the first service goes",
    async () => {
      project.edit(ENVIRONMENT, (document) => document.deleteIn(["services", "orders"]));
      // The acceptance stack accepts nothing any more, so that its local state says that there is nothing to destroy.
      await mustPrint(context, ["demo-service-orders"]);
      const gone = setAside(context, "demo-service-orders");
      const { document } = await gone.plan("-destroy");
      mustBreak(policy, document, "no-destruction", "aws_vpc_endpoint_service");
      mustBeClean(knowing, document);
      await gone.apply();
    },
  );
  await report.check("load-balancer-swap: beside: protected again, nothing of the second service changes", async () => {
    project.edit(ENVIRONMENT, (document) => document.set("protect", true));
    const { stacks } = await planned(context);
    for (const stack of stacks.values()) await mustChangeNothing(stack);
    await isConnected(context, ["available"]);
  });
}

/** Applies a plan that takes a name away. The policies refuse it, until one waiver says that it is meant. */
async function applyWaived(stack: Stack, { document }: Plan, expected: readonly string[]): Promise<void> {
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
async function deployNew({ project, terraform, policy }: Context, name: string): Promise<void> {
  const stack = stackNamed({ stacks: readStacks(project.out, terraform) }, name);
  await stack.init();
  const { document } = await stack.plan();
  mustBeClean(policy, document);
  await stack.apply();
  await mustChangeNothing(stack);
}

/** Synthesizes as `npm start` does, which prints the stacks to destroy in this order. */
async function mustPrint(context: Context, expected: readonly string[]): Promise<void> {
  const printed = await printedAfterSynthesis(context);
  const found = printedCommands(printed, "destroy").map((command) => /removed\/(\S+) destroy/.exec(command)?.[1]);
  if (found.join() !== expected.join()) throw new CheckFailed(printed);
}

/** A stack that is no longer declared: a synthesis moved its folder. */
function setAside({ project, terraform }: Context, name: string): Stack {
  return new Stack(join(project.out, "removed", name), terraform);
}

/** Applies a change that the policies pass. It creates, and updates only what is expected. */
async function deployChange({ project }: Context, stack: Stack, policy: Policy, updates: readonly string[]) {
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
async function endpointOf(consumer: Stack): Promise<string> {
  const [found] = foundIn(await mustChangeNothing(consumer), "aws_vpc_endpoint");
  return String(found?.id);
}

async function isConnected(context: Context, expected: readonly string[]): Promise<void> {
  const states = Object.values(await stackNamed(context, "demo-consumer-web").endpointStates());
  if (states.join() !== expected.join()) throw new CheckFailed(states.join());
}

/** The provider rejects a connection: `aws ec2 reject-vpc-endpoint-connections`. */
function reject(context: Context, endpointId: string): void {
  changeInCloud(context.folder, "aws_vpc_endpoint", endpointId, { state: "rejected" });
  forgetAcceptersInCloud(context, endpointId);
}

/** The policies with a status of a service: `privatelink status`. @param states of its endpoints, by their ids. */
async function policyKnowing(service: Stack, states: Readonly<Record<string, string>>): Promise<Policy> {
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

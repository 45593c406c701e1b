import { STATUS_FORMAT } from "../../../ledger/status-report";
import { loadPolicy, type Policy } from "../../../policies/checker/policy";
import { readPolicyData } from "../../../policies/checker/policy-data";
import { type Context, stackNamed } from "../context";
import { deployAll, destroyAll, mustChangeNothing } from "../deployment";
import { mustBeClean, mustBreak } from "../judgement";
import { deployInOrder, forgetAcceptersInCloud, planned } from "../moves";
import { type Attributes, prerequisites } from "../prerequisites";
import { CheckFailed } from "../report";
import { changeInCloud } from "../simulated-cloud";
import { changesIn, foundIn, type Stack } from "../stack";

const PROVIDER = "111111111111";
const CONSUMER = "222222222222";
const ENVIRONMENT = "demo/environment.yaml";
const WEB = "demo/consumers/web.yaml";
const ZONES = { a: "use1-az1", b: "use1-az2" } as const;
const TARGETS = { type: "ip", addresses: ["10.10.0.9"] };
const LISTENERS = { http: { port: 80, targetPort: 8080 } };

/**
 * The guide on another load balancer (docs/operating/load-balancer-swap.md), walked: first in place, then by a second
 * service beside the first. The simulated cloud does not refuse to take a load balancer from a service with connected
 * endpoints, as AWS does. The policies do.
 */
export async function loadBalancerSwap(context: Context): Promise<void> {
  const { report, project } = context;
  const { vpc, arn } = await existing(context);
  project.write(ENVIRONMENT, {
    backend: { type: "local" },
    region: "us-east-1",
    services: {
      orders: {
        account: PROVIDER,
        vpc,
        listeners: { http: { port: 80 } },
        loadBalancer: { existing: { main: { arn } } },
      },
    },
  });
  project.write(WEB, {
    account: CONSUMER,
    vpc: { cidr: "10.20.0.0/20", zones: Object.values(ZONES) },
    client: false,
    connections: { orders: { service: "orders" } },
  });
  const begun = await planned(context);
  await report.section(async () => {
    await deployAll(begun);
    await inPlace(begun, arn);
    await beside(begun, vpc);
  });
  const last = await planned(context);
  await destroyAll(last, last.stacks);
}

/** The VPC and the load balancer of the provider, which somebody else made. */
async function existing(context: Context): Promise<{ readonly vpc: object; readonly arn: string }> {
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
  });
  const subnets = Object.entries(ZONES).map(([name, zone]) => [zone, made[`aws_subnet.${name}`]?.id]);
  return {
    vpc: { id: String(made["aws_vpc.vpc"]?.id), subnets: Object.fromEntries(subnets) },
    arn: String(made["aws_lb.old"]?.arn),
  };
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
  await report.check(
    "load-balancer-swap: in place, step 3: the policies refuse to take the old one away from who is connected",
    async () => {
      project.edit(ENVIRONMENT, (document) => document.deleteIn([...loadBalancer, "existing"]));
      await project.synthesize();
      mustBreak(policy, (await service.plan()).document, "no-narrowing", "aws_vpc_endpoint_service");
    },
  );
  const id = await endpointOf(consumer);
  await report.check(
    "load-balancer-swap: in place, steps 4 and 5: every connection is rejected; with this status, the old one goes",
    async () => {
      reject(context, id);
      const knowing = await policyKnowing(service, [id]);
      await deployChange(context, service, knowing, ["aws_vpc_endpoint_service update"]);
    },
  );
  await report.check(
    "load-balancer-swap: in place, step 6: the connections are accepted again, at the same endpoints",
    async () => {
      const { document } = await acceptance.plan();
      mustBeClean(policy, document);
      await acceptance.apply();
      await mustChangeNothing(acceptance);
      await mustChangeNothing(consumer);
      await isConnected(context, ["available"]);
      if ((await endpointOf(consumer)) !== id) throw new CheckFailed(`the endpoint is another one than ${id}`);
    },
  );
}

/** By a second service: no connection ends before its clients have left it. */
async function beside(context: Context, vpc: object): Promise<void> {
  const { report, project, policy } = context;
  const first = ["demo-service-orders", "demo-acceptance-orders", "demo-consumer-web"];
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
  const id = await endpointOf(stackNamed(context, "demo-consumer-web"));
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
  await report.check(
    "load-balancer-swap: beside, step 4: an endpoint that its clients have left is rejected, and goes",
    async () => {
      project.edit(WEB, (document) => document.deleteIn(["connections", "orders"]));
      await project.synthesize();
      mustBreak(policy, (await consumer.plan()).document, "revoke-before-destroy", "aws_vpc_endpoint");
      reject(context, id);
      const { document } = await consumer.plan();
      mustBeClean(policy, document);
      await consumer.apply();
      await stackNamed(second, "demo-acceptance-orders").planAndApply();
      await isConnected(context, ["available"]);
    },
  );
  await report.check(
    "load-balancer-swap: beside, step 5: with a status in which nobody is connected, the first service goes",
    async () => {
      const service = stackNamed(second, "demo-service-orders");
      const { document } = await service.plan("-destroy");
      mustBreak(policy, document, "no-destruction", "aws_vpc_endpoint_service");
      mustBeClean(await policyKnowing(service, []), document);
      await mustChangeNothing(stackNamed(second, "demo-service-orders-2"));
      await mustChangeNothing(consumer);
    },
  );
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

/** The policies with a status of a service: `privatelink status`. @param rejected ids of endpoints that it rejected. */
async function policyKnowing(service: Stack, rejected: readonly string[]): Promise<Policy> {
  const { service_id: serviceId } = await service.outputs();
  const connections = rejected.map((id) => ({
    endpoint_id: id,
    owner: CONSUMER,
    state: "rejected",
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

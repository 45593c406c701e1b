import { type Context, stackNamed } from "../context";
import { applyChanges, mustBeChanges, mustChangeNothing } from "../deployment";
import { type Attributes, prerequisites } from "../prerequisites";
import { CheckFailed } from "../report";
import { attributesInCloud, changeInCloud } from "../simulated-cloud";
import type { Stack } from "../stack";
import { trial } from "../trial";

const ACCOUNT = "111111111111";
const FILE = "demo/environment.yaml";
const WEB = "demo/consumers/web.yaml";
const ZONES = { a: "use1-az1", b: "use1-az2" } as const;
const SUBNETS = Object.keys(ZONES).map((name) => `\${aws_subnet.${name}.id}`);

/**
 * Endpoint services in front of load balancers that exist: with their own listeners, with listeners of ours, beside one
 * that is made, and with a VPC that only Terraform finds. Their owner changes them, and the services go: what is the
 * owner's stays as it is.
 */
export async function existingLoadBalancers(context: Context): Promise<void> {
  const made = await prerequisites(context, ACCOUNT, {
    aws_vpc: { vpc: { cidr_block: "10.10.0.0/20" } },
    aws_subnet: Object.fromEntries(
      Object.entries(ZONES).map(([name, zone], index) => [
        name,
        { vpc_id: "${aws_vpc.vpc.id}", cidr_block: `10.10.${index}.0/24`, availability_zone_id: zone },
      ]),
    ),
    aws_security_group: { group: { name: "legacy", vpc_id: "${aws_vpc.vpc.id}" } },
    aws_lb: {
      whole: balancer("whole"),
      bare: balancer("bare"),
      beside: balancer("beside"),
      found: balancer("found", { tags: { Service: "reports" } }),
      enforcing: balancer("enforcing", { enforce_security_group_inbound_rules_on_private_link_traffic: "on" }),
      elsewhere: balancer("elsewhere", { subnets: [SUBNETS[0]] }),
      application: { name: "application", internal: true, load_balancer_type: "application", subnets: SUBNETS },
    },
    aws_lb_target_group: { whole: targetGroup("whole"), next: targetGroup("next") },
    aws_lb_listener: { whole: listener("whole"), beside: listener("beside"), found: listener("found") },
  });
  // A target group says which load balancers use it: the owner's new listener adds one to this.
  const others = Object.entries(made).filter(([address]) => address !== "aws_lb_target_group.next");
  const ids = others.map(([, { id }]) => String(id));
  const untouched = JSON.stringify(attributesInCloud(context.folder, ids));
  const attributes = (name: string): Attributes => made[name] ?? {};
  const arn = (name: string) => String(attributes(`aws_lb.${name}`).arn);
  const vpc = {
    id: String(attributes("aws_vpc.vpc").id),
    subnets: Object.fromEntries(
      Object.entries(ZONES).map(([name, zone]) => [zone, attributes(`aws_subnet.${name}`).id]),
    ),
  };
  const service = { account: ACCOUNT, vpc, listeners: { http: { port: 80 } }, monitoring: {} };
  const files = {
    [FILE]: {
      backend: { type: "local" },
      region: "us-east-1",
      services: {
        orders: { ...service, loadBalancer: { existing: { main: { arn: arn("whole") } } } },
        search: {
          ...service,
          listeners: { http: { port: 80, targetPort: 8080 }, admin: { port: 9000 } },
          targets: { type: "ip", addresses: ["10.10.0.9"] },
          loadBalancer: { existing: { main: { arn: arn("bare"), makeListeners: true } } },
        },
        stock: { ...service, loadBalancer: { existing: { legacy: { arn: arn("beside") } } } },
        reports: {
          ...service,
          vpc: { zones: Object.values(ZONES) },
          loadBalancer: { existing: { main: { arn: arn("found") } } },
        },
      },
    },
    [WEB]: {
      account: "222222222222",
      vpc: { cidr: "10.20.0.0/20", zones: Object.values(ZONES) },
      connections: {
        orders: { service: "orders" },
        reports: { service: "reports" },
        search: { service: "search" },
        stock: { service: "stock" },
      },
    },
  };
  await trial(context, "existing load balancers", files, async (deployed) => {
    const { report } = deployed;
    const stack = stackNamed(deployed, "demo-service-orders");
    await report.check("existing load balancers: one with listeners of its own is only read", async () => {
      const types = Object.keys(stack.document.resource).filter((type) => type.startsWith("aws_lb"));
      if (types.length > 0) throw new CheckFailed(types.join());
    });
    await report.check("existing load balancers: connections come through all of them", async () => {
      const states = Object.values(await stackNamed(deployed, "demo-consumer-web").endpointStates());
      if (states.join() !== "available,available,available,available") throw new CheckFailed(states.join());
    });
    await vpcIsFound(deployed, vpc.id);
    await isFoundByTags(deployed, arn("found"));
    const refused = (what: string, declared: Declared, expected: string) =>
      isRefused(deployed, stack, what, declared, expected);
    await refused(
      "rules that drop unknown clients",
      { arn: arn("enforcing") },
      "enforces its inbound rules on PrivateLink traffic",
    );
    await refused(
      "nodes in other zones than declared",
      { arn: arn("elsewhere") },
      "which are not the subnets that are declared",
    );
    await refused("a listener that is missing", { arn: arn("whole"), port: 81 }, "no matching ELBv2 Listener found");
    await refused(
      "a listener of another protocol",
      { arn: arn("whole"), protocol: "UDP" },
      "is declared to have protocol UDP, but has TCP",
    );
    await isOfAnotherType(deployed, stack, arn("application"));
    await report.check("existing load balancers: what is as declared changes nothing", async () => {
      await declare(deployed, { arn: arn("whole") });
      await mustChangeNothing(stack);
    });
    await changesOfTheirOwner(deployed, made);
    await changesOfOurListeners(deployed);
    await servicesGo(deployed);
    await report.check("existing load balancers: nothing of their owner's was ever changed", () => {
      const now = JSON.stringify(attributesInCloud(context.folder, ids));
      if (now !== untouched) throw new CheckFailed(`expected: ${untouched}\nfound: ${now}`);
    });
  });
}

/** The owner adds a listener, and shifts its connections from one target group to another. */
async function changesOfTheirOwner(context: Context, made: Readonly<Record<string, Attributes>>): Promise<void> {
  const { report, project, folder } = context;
  const service = stackNamed(context, "demo-service-reports");
  const consumer = stackNamed(context, "demo-consumer-web");
  const groups = (weights: readonly [number, number]) =>
    ["whole", "next"].map((name, index) => ({ arn: made[`aws_lb_target_group.${name}`]?.arn, weight: weights[index] }));
  const action = (weights: readonly [number, number]) => ({
    type: "forward",
    forward: [{ target_group: groups(weights) }],
  });
  const added = await prerequisites(context, ACCOUNT, {
    aws_lb_listener: {
      admin: {
        load_balancer_arn: made["aws_lb.found"]?.arn,
        port: 9000,
        protocol: "TCP",
        default_action: [action([100, 0])],
      },
    },
  });
  await report.check(
    "existing load balancers: a listener that the owner adds changes nothing before it is declared",
    () => mustChangeNothing(service),
  );
  await report.check("existing load balancers: once declared, it is read, and consumers reach its port", async () => {
    project.edit(FILE, (document) =>
      document.setIn(["services", "reports", "listeners"], { http: { port: 80 }, admin: { port: 9000 } }),
    );
    mustBeChanges(withoutMonitoring(await applyChanges(project, service)), []);
    mustBeChanges(await applyChanges(project, consumer), [
      "aws_lambda_function update",
      "aws_vpc_security_group_egress_rule create",
      "aws_vpc_security_group_ingress_rule create",
      "aws_vpc_security_group_ingress_rule create",
    ]);
  });
  await report.check("existing load balancers: weights of target groups are their owner's to change", async () => {
    const { id, default_action: before } = added["aws_lb_listener.admin"] ?? {};
    const [first] = before as object[];
    changeInCloud(folder, "aws_lb_listener", String(id), { default_action: [{ ...first, ...action([50, 50]) }] });
    await mustChangeNothing(service);
  });
}

/** Listeners that are made on a load balancer that exists: one shares connections between versions, one goes. */
async function changesOfOurListeners(context: Context): Promise<void> {
  const { report, project } = context;
  const stack = stackNamed(context, "demo-service-search");
  await report.check(
    "existing load balancers: listeners that are made on one change, and it stays as it is",
    async () => {
      const targets = (address: string) => ({ type: "ip", addresses: [address] });
      project.edit(FILE, (document) => {
        const search = ["services", "search"];
        document.deleteIn([...search, "listeners", "admin"]);
        document.setIn([...search, "listeners", "http", "targetGroups"], {
          blue: { weight: 90, targets: targets("10.10.0.9"), renamedFrom: "targets" },
          green: { weight: 10, targets: targets("10.10.0.10") },
        });
        document.deleteIn([...search, "targets"]);
      });
      mustBeChanges(withoutMonitoring(await applyChanges(project, stack)), [
        "aws_lb_listener delete",
        "aws_lb_listener update",
        "aws_lb_target_group create",
        "aws_lb_target_group delete",
        "aws_lb_target_group update",
        "aws_lb_target_group_attachment create",
        "aws_lb_target_group_attachment delete",
      ]);
    },
  );
}

/** The services of two of them go, with what was made on one. */
async function servicesGo(context: Context): Promise<void> {
  const { report, project } = context;
  const gone = ["reports", "search"];
  await report.check("existing load balancers: the services of two go, first from their consumer", async () => {
    project.edit(WEB, (document) => {
      for (const name of gone) document.deleteIn(["connections", name]);
    });
    await applyChanges(project, stackNamed(context, "demo-consumer-web"));
    for (const name of gone) {
      await stackNamed(context, `demo-acceptance-${name}`).destroy();
      await stackNamed(context, `demo-service-${name}`).destroy();
    }
  });
}

/** Changes of anything but alarms and dashboards, which follow the listeners. */
function withoutMonitoring(changes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(changes).filter(([address]) => !address.startsWith("aws_cloudwatch_")));
}

function targetGroup(name: string): object {
  return { name, port: 80, protocol: "TCP", vpc_id: "${aws_vpc.vpc.id}" };
}

function balancer(name: string, more: object = {}): object {
  return {
    name,
    internal: true,
    load_balancer_type: "network",
    subnets: SUBNETS,
    security_groups: ["${aws_security_group.group.id}"],
    enforce_security_group_inbound_rules_on_private_link_traffic: "off",
    ...more,
  };
}

function listener(loadBalancer: string): object {
  return {
    load_balancer_arn: `\${aws_lb.${loadBalancer}.arn}`,
    port: 80,
    protocol: "TCP",
    default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.whole.arn}" }],
  };
}

/** What is declared of the service `orders`, in front of the load balancer with a listener of TCP at port 80. */
interface Declared {
  readonly arn: string;
  readonly port?: number;
  readonly protocol?: string;
}

async function declare({ project }: Context, { arn, port = 80, protocol = "TCP" }: Declared): Promise<void> {
  project.edit(FILE, (document) => {
    document.setIn(["services", "orders", "loadBalancer", "existing", "main", "arn"], arn);
    document.setIn(["services", "orders", "listeners", "http"], { port, protocol });
  });
  await project.synthesize();
}

/** Terraform finds the VPC of a load balancer of which the file says only the ARN and the zones. */
async function vpcIsFound(context: Context, vpcId: string): Promise<void> {
  const { report, project } = context;
  const stack = stackNamed(context, "demo-service-reports");
  const inZones = async (zones: readonly string[]) => {
    project.edit(FILE, (document) => document.setIn(["services", "reports", "vpc", "zones"], zones));
    await project.synthesize();
  };
  await report.check("existing load balancers: the VPC of one is found by its ARN", async () => {
    const { vpc_id: found } = await stack.outputs();
    if (found !== vpcId) throw new CheckFailed(String(found));
  });
  await report.check("existing load balancers: a plan is refused where the zones of one are others", async () => {
    await inZones([...Object.values(ZONES), "use1-az3"]);
    const said = await stack.planRefused();
    if (!said.includes("Load balancer found has nodes in the zones use1-az1, use1-az2")) throw new CheckFailed(said);
    await inZones(Object.values(ZONES));
    await mustChangeNothing(stack);
  });
}

/** A load balancer is the same, whether the file names it by its ARN or by its tags. */
async function isFoundByTags(context: Context, arn: string): Promise<void> {
  const { report, project } = context;
  const stack = stackNamed(context, "demo-service-reports");
  const existing = ["services", "reports", "loadBalancer", "existing", "main"];
  const declareBy = async (way: object) => {
    project.edit(FILE, (document) => document.setIn(existing, way));
    await project.synthesize();
  };
  await report.check("existing load balancers: found by its tags in place of its ARN, nothing changes", async () => {
    await declareBy({ tags: { Service: "reports" } });
    await mustChangeNothing(stack);
  });
  await report.check("existing load balancers: a plan is refused where none has the tags", async () => {
    await declareBy({ tags: { Service: "nobody" } });
    await stack.planRefused();
  });
  await report.check("existing load balancers: and back to its ARN, nothing changes", async () => {
    await declareBy({ arn });
    await mustChangeNothing(stack);
  });
}

/** A plan of what there is not fails and says why. */
async function isRefused(context: Context, stack: Stack, what: string, declared: Declared, expected: string) {
  await context.report.check(`existing load balancers: a plan is refused with ${what}`, async () => {
    await declare(context, declared);
    const said = await stack.planRefused();
    if (!said.includes(expected)) throw new CheckFailed(said);
  });
}

/** The file refuses the ARN of another type; Terraform, what only looks like one. */
async function isOfAnotherType({ report }: Context, stack: Stack, arn: string): Promise<void> {
  await report.check("existing load balancers: a plan is refused with one of another type", async () => {
    const other = stack.copy("of-another-type", (document) => {
      for (const balancer of Object.values(document.data?.aws_lb ?? {})) Object.assign(balancer, { arn });
    });
    await other.init();
    const said = await other.planRefused();
    if (!said.includes("takes Network Load Balancers alone")) throw new CheckFailed(said);
  });
}

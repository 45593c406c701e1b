import { type Context, stackNamed } from "../context";
import { mustChangeNothing } from "../deployment";
import { type Attributes, prerequisites } from "../prerequisites";
import { CheckFailed } from "../report";
import type { Stack } from "../stack";
import { trial } from "../trial";

const ACCOUNT = "111111111111";
const FILE = "demo/environment.yaml";
const ZONES = { a: "use1-az1", b: "use1-az2" } as const;
const SUBNETS = Object.keys(ZONES).map((name) => `\${aws_subnet.${name}.id}`);

/**
 * Endpoint services in front of load balancers that exist: with their own listeners, with listeners of ours, beside one
 * that is made, and with a VPC that only Terraform finds.
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
    aws_lb_target_group: { whole: { name: "whole", port: 80, protocol: "TCP", vpc_id: "${aws_vpc.vpc.id}" } },
    aws_lb_listener: { whole: listener("whole"), beside: listener("beside"), found: listener("found") },
  });
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
    "demo/consumers/web.yaml": {
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
  });
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

import { type Context, stackNamed } from "../../context";
import { mustChangeNothing } from "../../deployment";
import { type Attributes, prerequisites } from "../../prerequisites";
import { CheckFailed } from "../../report";
import { attributesInCloud } from "../../simulated-cloud";
import { trial } from "../../trial";
import { changesOfOurListeners, changesOfTheirOwner, servicesGo } from "./changes";
import { type Declared, declare, isFoundByTags, isOfAnotherType, isRefused, vpcIsFound } from "./lookups";
import { ACCOUNT, FILE, WEB, ZONES } from "./names";

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

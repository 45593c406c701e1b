import { type Context, stackNamed } from "../context";
import { mustChangeNothing } from "../deployment";
import { ONE_SERVICE } from "../one-service";
import { prerequisites } from "../prerequisites";
import { CheckFailed } from "../report";
import { changeInCloud } from "../simulated-cloud";
import { trial } from "../trial";

const CONSUMER = "222222222222";
const FILE = "demo/consumers/web.yaml";

/** A consumer in a VPC that exists: every plan looks for ways out of it, and is refused, or warns, when there are some. */
export async function adoptedIsolation(context: Context): Promise<void> {
  const made = await prerequisites(context, CONSUMER, {
    aws_vpc: { own: { cidr_block: "10.50.0.0/16", enable_dns_hostnames: true } },
    aws_subnet: { a: subnet("10.50.0.0/24", "use1-az1"), b: subnet("10.50.1.0/24", "use1-az2") },
    aws_route_table: { own: { vpc_id: "${aws_vpc.own.id}" } },
    aws_nat_gateway: {
      own: { subnet_id: "${aws_subnet.a.id}", connectivity_type: "private" },
    },
  });
  const idOf = (address: string) => String(made[address]?.id);
  const files = {
    "demo/environment.yaml": ONE_SERVICE,
    [FILE]: {
      account: CONSUMER,
      vpc: {
        id: idOf("aws_vpc.own"),
        subnets: { "use1-az1": idOf("aws_subnet.a"), "use1-az2": idOf("aws_subnet.b") },
      },
      connections: { orders: { service: "orders" } },
    },
  };
  changeInCloud(context.folder, "aws_nat_gateway", idOf("aws_nat_gateway.own"), { state: "deleted" });
  await trial(context, "adopted isolation", files, async (deployed) => {
    const { report, project, folder } = deployed;
    const stack = stackNamed(deployed, "demo-consumer-web");
    const route = { cidr_block: "0.0.0.0/0", nat_gateway_id: idOf("aws_nat_gateway.own") };
    const cloud = (routes: object[], state: string) => {
      changeInCloud(folder, "aws_route_table", idOf("aws_route_table.own"), { routes });
      changeInCloud(folder, "aws_nat_gateway", idOf("aws_nat_gateway.own"), { state });
    };
    const expected = [
      `VPC ${idOf("aws_vpc.own")} has ways out`,
      `the route of 0.0.0.0/0 to ${route.nat_gateway_id} in ${idOf("aws_route_table.own")}`,
      `the NAT gateway ${route.nat_gateway_id}`,
    ];
    await report.check("adopted isolation: a plan is refused when there is a way out, and says which", async () => {
      cloud([route], "available");
      mustSay(await stack.planRefused(), expected);
    });
    await report.check("adopted isolation: reported, it warns", async () => {
      project.edit(FILE, (document) => document.setIn(["vpc", "isolation"], "reported"));
      await project.synthesize();
      mustSay((await stack.plan()).output.replace(/\s+│?\s*/g, " "), expected);
    });
    await report.check("adopted isolation: unchecked, it says nothing", async () => {
      project.edit(FILE, (document) => document.setIn(["vpc", "isolation"], "unchecked"));
      await project.synthesize();
      const { output } = await stack.plan();
      if (output.includes("ways out")) throw new CheckFailed(output);
    });
    await report.check("adopted isolation: without ways out, a plan changes nothing", async () => {
      cloud([], "deleted");
      project.edit(FILE, (document) => document.deleteIn(["vpc", "isolation"]));
      await project.synthesize();
      await mustChangeNothing(stack);
    });
  });
}

function subnet(cidrBlock: string, zone: string): object {
  return { vpc_id: "${aws_vpc.own.id}", cidr_block: cidrBlock, availability_zone_id: zone };
}

function mustSay(said: string, expected: readonly string[]): void {
  const missing = expected.filter((part) => !said.includes(part));
  if (missing.length > 0) throw new CheckFailed(`expected ${missing.join(" and ")} in:\n${said}`);
}

import { type Context, stackNamed } from "../context";
import { applyChanges } from "../deployment";
import { prerequisites } from "../prerequisites";
import { CheckFailed } from "../report";
import { changeInCloud } from "../simulated-cloud";
import type { Stack } from "../stack";
import { trial } from "../trial";

const PROVIDER = "111111111111";
const ENVIRONMENT = "demo/environment.yaml";
const SERVICE = ["services", "orders"];

/** A service over IPv4, then over IPv6 too, and back: all in place. Another one in a VPC that exists with IPv6. */
export async function dualstack(context: Context): Promise<void> {
  const made = await prerequisites(context, PROVIDER, {
    aws_vpc: { own: { cidr_block: "10.50.0.0/16", assign_generated_ipv6_cidr_block: true } },
    aws_subnet: {
      a: subnet("10.50.0.0/24", "use1-az1", { ipv6_cidr_block: "2600:1f18:0:100::/64" }),
      b: subnet("10.50.1.0/24", "use1-az2", { ipv6_cidr_block: "2600:1f18:0:101::/64" }),
      without: subnet("10.50.2.0/24", "use1-az2", {}),
    },
  });
  const idOf = (address: string) => String(made[address]?.id);
  const listeners = { http: { port: 80, targetPort: 8080 } };
  const existing = {
    id: idOf("aws_vpc.own"),
    subnets: { "use1-az1": idOf("aws_subnet.a"), "use1-az2": idOf("aws_subnet.b") },
    ipv6: true,
  };
  const files = {
    [ENVIRONMENT]: {
      backend: { type: "local" },
      region: "us-east-1",
      services: {
        orders: { account: PROVIDER, vpc: { cidr: "10.10.0.0/20", zones: ["use1-az1", "use1-az2"] }, listeners },
        stock: { account: PROVIDER, vpc: existing, listeners, addressTypes: ["ipv4", "ipv6"] },
      },
    },
    "demo/consumers/web.yaml": {
      account: "222222222222",
      vpc: { cidr: "10.20.0.0/20", zones: ["use1-az1", "use1-az2"] },
      connections: { orders: { service: "orders" }, stock: { service: "stock" } },
    },
  };
  await trial(context, "dualstack", files, async (deployed) => {
    await thereAndBack(deployed, stackNamed(deployed, "demo-service-orders"));
    await subnetWithout(deployed, stackNamed(deployed, "demo-service-stock"), idOf("aws_subnet.without"));
  });
}

function subnet(cidrBlock: string, zone: string, more: object): object {
  return { vpc_id: "${aws_vpc.own.id}", cidr_block: cidrBlock, availability_zone_id: zone, ...more };
}

async function thereAndBack({ report, project, folder }: Context, stack: Stack): Promise<void> {
  // The simulated cloud gives a VPC no range when it is asked for one.
  const { vpc_id: vpcId } = await stack.outputs();
  changeInCloud(folder, "aws_vpc", String(vpcId), { ipv6_cidr_block: "2600:1f18:0:200::/56" });
  const change = async (ipv6: boolean, addressTypes: readonly string[]) => {
    project.edit(ENVIRONMENT, (document) => {
      document.setIn([...SERVICE, "vpc", "ipv6"], ipv6);
      document.setIn([...SERVICE, "addressTypes"], addressTypes);
    });
    const changes = await applyChanges(project, stack);
    const inPlace = Object.values(changes).every((each) => each === "update");
    if (!inPlace || Object.keys(changes).length === 0) throw new CheckFailed(JSON.stringify(changes, undefined, 2));
  };
  await report.check("dualstack: VPC, load balancer and service become so in place", () =>
    change(true, ["ipv4", "ipv6"]),
  );
  await report.check("dualstack: and give IPv6 back, the load balancer before the VPC", async () => {
    await change(true, ["ipv4"]);
    await change(false, ["ipv4"]);
  });
}

async function subnetWithout({ report, project }: Context, stack: Stack, subnetId: string): Promise<void> {
  await report.check("dualstack: a plan with a subnet without IPv6 fails and says which", async () => {
    const path = ["services", "stock", "vpc", "subnets", "use1-az2"];
    let before: unknown;
    project.edit(ENVIRONMENT, (document) => {
      before = document.getIn(path);
      document.setIn(path, subnetId);
    });
    await project.synthesize();
    const said = await stack.planRefused();
    project.edit(ENVIRONMENT, (document) => document.setIn(path, before));
    await project.synthesize();
    const expected = `Subnet ${subnetId} is declared to have IPv6`;
    if (!said.includes(expected)) throw new CheckFailed(`expected ${expected} in:\n${said}`);
  });
}

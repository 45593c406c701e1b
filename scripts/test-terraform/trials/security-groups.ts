import { type Context, stackNamed } from "../context";
import { applyChanges } from "../deployment";
import { prerequisites } from "../prerequisites";
import { CheckFailed } from "../report";
import type { changesIn } from "../stack";
import { trial } from "../trial";

const PROVIDER = "111111111111";
const ENVIRONMENT = "demo/environment.yaml";
const GROUPS = ["services", "orders", "loadBalancer", "securityGroupIds"];

/** A load balancer with a security group that somebody else made, in place of its own and back again. */
export async function securityGroups(context: Context): Promise<void> {
  const made = await prerequisites(context, PROVIDER, {
    aws_vpc: { own: { cidr_block: "10.50.0.0/16" } },
    aws_subnet: {
      a: { vpc_id: "${aws_vpc.own.id}", cidr_block: "10.50.0.0/24", availability_zone_id: "use1-az1" },
      b: { vpc_id: "${aws_vpc.own.id}", cidr_block: "10.50.1.0/24", availability_zone_id: "use1-az2" },
    },
    aws_security_group: { own: { name: "own", vpc_id: "${aws_vpc.own.id}" } },
  });
  const idOf = (address: string) => String(made[address]?.id);
  const files = {
    [ENVIRONMENT]: {
      backend: { type: "local" },
      region: "us-east-1",
      services: {
        orders: {
          account: PROVIDER,
          vpc: {
            id: idOf("aws_vpc.own"),
            subnets: { "use1-az1": idOf("aws_subnet.a"), "use1-az2": idOf("aws_subnet.b") },
          },
          listeners: { http: { port: 80, targetPort: 8080 } },
          loadBalancer: {},
        },
      },
    },
  };
  await trial(context, "security groups", files, async ({ report, project, stacks }) => {
    const stack = stackNamed({ stacks }, "demo-service-orders");
    await report.check("security groups: one that exists takes the place of the one that is made", async () => {
      project.edit(ENVIRONMENT, (document) => document.setIn(GROUPS, [idOf("aws_security_group.own")]));
      const changes = await applyChanges(project, stack);
      const deleted = Object.keys(changes).filter((address) => changes[address] === "delete");
      if (!deleted.some((address) => address.startsWith("aws_security_group.")) || !balancerIsUpdated(changes))
        throw new CheckFailed(JSON.stringify(changes, undefined, 2));
    });
    await report.check("security groups: and gives it back", async () => {
      project.edit(ENVIRONMENT, (document) => document.deleteIn(GROUPS));
      const changes = await applyChanges(project, stack);
      if (!balancerIsUpdated(changes)) throw new CheckFailed(JSON.stringify(changes, undefined, 2));
    });
  });
}

function balancerIsUpdated(changes: ReturnType<typeof changesIn>): boolean {
  return Object.entries(changes).some(([address, change]) => address.startsWith("aws_lb.") && change === "update");
}

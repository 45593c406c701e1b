import { loadPolicy } from "../../../policies/checker/policy";
import { readPolicyData } from "../../../policies/checker/policy-data";
import { policyDataSchema } from "../../../policies/checker/policy-data-schema";
import { type Context, stackNamed } from "../context";
import { mustChangeNothing } from "../deployment";
import { mustViolate } from "../judgement";
import { loneConsumer } from "../lone-consumer";
import { CheckFailed } from "../report";
import { foundIn, type Stack } from "../stack";
import { trial } from "../trial";

const IRELAND = { cidr: "10.20.0.0/20", zones: ["euw1-az1", "euw1-az3"] };

/**
 * A service in Virginia, and its consumers in Ireland: in the same environment, by its card, and by its name. One in Ohio, to
 * which it is not offered, finds nothing. AWS's own services in another region.
 */
export async function crossRegion(context: Context): Promise<void> {
  const files = {
    "demo/environment.yaml": {
      backend: { type: "local" },
      region: "us-east-1",
      services: {
        orders: {
          account: "111111111111",
          vpc: { cidr: "10.10.0.0/20", zones: ["use1-az1", "use1-az2"] },
          listeners: { http: { port: 80, targetPort: 8080 } },
          supportedRegions: ["eu-west-1"],
          allowedPrincipals: ["arn:aws:iam::888888888888:root"],
        },
      },
    },
    "demo/consumers/web.yaml": {
      account: "222222222222",
      region: "eu-west-1",
      vpc: IRELAND,
      connections: { orders: { service: "orders" }, keys: { awsService: "kms", region: "us-east-1" } },
    },
  };
  const policy = await loadPolicy({
    ...readPolicyData([]),
    config: policyDataSchema.parse({ config: { allowed_service_regions: ["us-east-1"] } }).config,
  });
  await trial({ ...context, policy }, "cross-region", files, async (deployed) => {
    const { report, stacks } = deployed;
    const service = stackNamed({ stacks }, "demo-service-orders");
    await report.check("cross-region: the policies refuse a service's other region that is not listed", () =>
      mustViolate(context.policy, stackNamed({ stacks }, "demo-consumer-web").document, "aws_vpc_endpoint"),
    );
    await report.check("cross-region: the endpoints are in Ireland, of services in Virginia", () =>
      mustBeAcross(stackNamed({ stacks }, "demo-consumer-web"), 2),
    );
    const card = await service.rawOutput("service_card");
    const { serviceName } = JSON.parse(card);
    const byName = { serviceName, region: "us-east-1", ports: [80] };
    await customer(deployed, "by card", { card: "orders" }, "10.97.0.0/20", card);
    await customer(deployed, "by name", byName, "10.98.0.0/20", card);
    await report.section(() =>
      report.check("cross-region: a region that it is not offered to finds no such service", async () => {
        const vpc = { cidr: "10.99.0.0/20", zones: ["use2-az1", "use2-az2"] };
        const stack = loneConsumer(deployed, "ohio", "web", consumer(vpc, byName), "us-east-2");
        await stack.init();
        const said = await stack.planRefused();
        if (!said.includes("no matching VPC Endpoint Service found")) throw new CheckFailed(said);
      }),
    );
  });
}

/** Somebody else's stack in Ireland: it is deployed, planned again, and destroyed. */
async function customer(context: Context, how: string, connection: object, cidr: string, card: string): Promise<void> {
  const { report } = context;
  const name = how.replace(" ", "-");
  const spec = consumer({ ...IRELAND, cidr }, connection);
  const stack = loneConsumer(context, name, "web", spec, "eu-west-1", { orders: card });
  await report.section(async () => {
    await report.check(`cross-region: a customer connects ${how}`, async () => {
      await stack.init();
      await stack.planAndApply();
      await mustBeAcross(stack, 1);
    });
    await report.check(`cross-region: the next plan of one who connects ${how} changes nothing`, () =>
      mustChangeNothing(stack),
    );
  });
  await report.section(() => report.check(`cross-region: destroy ${stack.name}`, () => stack.destroy()));
}

function consumer(vpc: object, connection: object): object {
  return { account: "888888888888", vpc, connections: { orders: connection } };
}

async function mustBeAcross(stack: Stack, count: number): Promise<void> {
  const endpoints = foundIn((await stack.plan()).document, "aws_vpc_endpoint");
  const found = endpoints.map(({ region, service_region, subnet_ids }) =>
    [region, service_region, (subnet_ids as string[]).length].join(" "),
  );
  if (found.length !== count || found.some((each) => each !== "eu-west-1 us-east-1 2"))
    throw new CheckFailed(found.join("\n"));
}

import { join } from "node:path";
import { type Context, stackNamed } from "../context";
import { deployAll, destroyInOrder, mustChangeNothing } from "../deployment";
import { loneConsumer } from "../lone-consumer";
import { Project } from "../project";
import { CheckFailed } from "../report";
import { readStacks, type Stack } from "../stack";

const ACCOUNT = "111111111111";
const LISTENERS = { http: { port: 80, targetPort: 8080 } };
const TARGETS = { type: "instance", ids: ["i-0123456789abcdef0", "i-0123456789abcdef1"] };

/**
 * A service of instances, and its consumers, in VPCs that exist, those of the shipped `dev`: adopted by id with their subnets. One consumer
 * finds the service by its key, the other by its ARN and waits, since nobody accepts it. A subnet that is in another zone
 * than declared is refused.
 */
export async function adoptedVpcs(context: Context): Promise<void> {
  const { report, terraform } = context;
  const service = await vpcOf(stackNamed(context, "dev-service-orders"));
  const consumer = await vpcOf(stackNamed(context, "dev-consumer-web"));
  const project = new Project(join(context.folder, "adopted"));
  project.write("adopted/environment.yaml", {
    backend: { type: "local" },
    region: "us-east-1",
    services: { stock: { account: ACCOUNT, vpc: service, listeners: LISTENERS, targets: TARGETS } },
  });
  project.write("adopted/consumers/shop.yaml", {
    account: ACCOUNT,
    vpc: consumer,
    connections: { stock: { service: "stock" } },
  });
  await project.synthesize();
  const stacks = readStacks(project.out, terraform);
  const deployed = await deployAll({ ...context, stacks });
  if (deployed.size === stacks.size) {
    await secondPlans(context, stacks);
    const { service_arn: serviceArn } = await stackNamed({ stacks }, "adopted-service-stock").outputs();
    await foundByArn(context, serviceArn, consumer);
    await wrongZone(context, serviceArn, consumer);
  } else report.skip("adopted VPCs: second plans, the service by its ARN, a wrong zone", "not every stack is deployed");
  await destroyInOrder(context, deployed);
}

async function secondPlans({ report }: Context, stacks: ReadonlyMap<string, Stack>): Promise<void> {
  for (const stack of stacks.values())
    await report.section(async () => {
      await report.check(`${stack.name}: a second plan shows no changes`, () => mustChangeNothing(stack));
    });
  await report.section(() =>
    report.check("adopted-consumer-shop: the connection is available", async () => {
      const states = Object.values(await stackNamed({ stacks }, "adopted-consumer-shop").endpointStates());
      if (states.join() !== "available") throw new CheckFailed(`expected one endpoint, available; found: ${states}`);
    }),
  );
}

async function foundByArn(context: Context, serviceArn: unknown, vpc: Vpc): Promise<void> {
  await context.report.section(() =>
    context.report.check("adopted VPCs: a service that is found by its ARN", async () => {
      const stack = consumerByArn(context, "by-arn", vpc, serviceArn);
      await stack.init();
      await stack.planAndApply();
      const states = Object.values(await stack.endpointStates());
      await mustChangeNothing(stack);
      await stack.destroy();
      if (states.join() !== "pendingAcceptance")
        throw new CheckFailed(`expected one endpoint that waits; found: ${states}`);
    }),
  );
}

async function wrongZone(context: Context, serviceArn: unknown, { id, subnets }: Vpc): Promise<void> {
  await context.report.section(() =>
    context.report.check(
      "adopted VPCs: a plan with a subnet in another zone than declared fails and says which",
      async () => {
        const [zone = "", subnet = ""] = Object.entries(subnets)[0] ?? [];
        const vpc = { id, subnets: { "use1-az6": subnet } };
        const stack = consumerByArn(context, "wrong-zone", vpc, serviceArn);
        await stack.init();
        const said = await stack.planRefused();
        const expected = `Subnet ${subnet} is declared to be in use1-az6, but is in ${zone}`;
        if (!said.includes(expected)) throw new CheckFailed(`expected ${expected} in:\n${said}`);
      },
    ),
  );
}

function consumerByArn(context: Context, name: string, vpc: Vpc, serviceArn: unknown): Stack {
  const connections = { stock: { serviceArn, ports: [80], minimumZones: 1 } };
  return loneConsumer(context, "other", name, { account: ACCOUNT, vpc, connections });
}

/** A VPC as an environment file adopts it. */
interface Vpc {
  readonly id: string;
  readonly subnets: Readonly<Record<string, string>>;
}

/** The VPC of a deployed stack, as the cloud has it. */
async function vpcOf(stack: Stack): Promise<Vpc> {
  const resources = (await stack.plan()).document.prior_state?.values?.root_module?.resources ?? [];
  const subnets = resources.filter(({ type }) => type === "aws_subnet");
  return {
    id: String(resources.find(({ type, values }) => type === "aws_vpc" && values.id !== undefined)?.values.id),
    subnets: Object.fromEntries(subnets.map(({ values }) => [String(values.availability_zone_id), String(values.id)])),
  };
}

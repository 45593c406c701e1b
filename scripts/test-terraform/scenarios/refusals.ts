import { type Context, stackNamed } from "../context";
import { mustViolate } from "../judgement";
import { loneConsumer } from "../lone-consumer";
import { CheckFailed } from "../report";
import type { Stack } from "../stack";

/** Stacks of the shipped environments that these start from. */
const SERVICE_STACK = "dev-service-orders";
const CONSUMER_STACK = "dev-consumer-web";

/** What must not pass, and does not. */
export async function refusals(context: Context): Promise<void> {
  const { report } = context;
  await report.section(() =>
    report.check(`${SERVICE_STACK}: a plan with credentials of another account fails`, () => wrongAccount(context)),
  );
  await report.section(() =>
    report.check("a plan whose VPC shares no zone with the service fails and names the zones of both", () =>
      noSharedZone(context),
    ),
  );
  await report.section(() => addedGateway(context));
}

async function wrongAccount(context: Context): Promise<void> {
  const stack = stackNamed(context, SERVICE_STACK).copy("wrong-account", (document) => {
    for (const provider of document.provider.aws)
      provider.assume_role = [{ role_arn: "arn:aws:iam::999999999999:role/privatelink-deploy" }];
  });
  await stack.init();
  mustSay(await stack.planRefused(), [/AWS account ID not allowed: 999999999999/]);
}

/** Synthesis knows zones of its own environment's services alone: here the service is given by its name. */
async function noSharedZone(context: Context): Promise<void> {
  const { service_name: serviceName } = await stackNamed(context, SERVICE_STACK).outputs();
  const stack = loneConsumer(context, "far", "web", {
    account: "111111111111",
    vpc: { cidr: "10.98.0.0/20", zones: ["use1-az4", "use1-az6"] },
    connections: { orders: { serviceName, ports: [80] } },
  });
  await stack.init();
  mustSay(await stack.planRefused(), [
    /needs 2 zone\(s\) .* but found 0/,
    /The service is offered in: us-east-1[a-f], us-east-1[a-f]/,
    /The VPC has subnets in: use1-az4 \(us-east-1[a-f]\), use1-az6 \(us-east-1[a-f]\)/,
  ]);
}

async function addedGateway(context: Context): Promise<void> {
  const { report, policy } = context;
  const gateway: Stack = stackNamed(context, CONSUMER_STACK).copy("gateway", (document) => {
    const [vpc] = Object.keys(document.resource.aws_vpc ?? {});
    document.resource.aws_internet_gateway = { added: { vpc_id: `\${aws_vpc.${vpc}.id}` } };
  });
  await report.check(`${CONSUMER_STACK} with an internet gateway: the synthesized stack fails the policies`, () =>
    mustViolate(policy, gateway.document, "aws_internet_gateway"),
  );
  await report.check(`${CONSUMER_STACK} with an internet gateway: the plan fails the policies`, async () => {
    await gateway.init();
    mustViolate(policy, (await gateway.plan()).document, "aws_internet_gateway");
  });
}

function mustSay(said: string, expected: readonly RegExp[]): void {
  const missing = expected.filter((pattern) => !pattern.test(said));
  if (missing.length > 0) throw new CheckFailed(`expected ${missing.join(" and ")} in:\n${said}`);
}

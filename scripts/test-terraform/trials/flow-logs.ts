import { type Context, stackNamed } from "../context";
import { type Attributes, prerequisites } from "../prerequisites";
import { CheckFailed } from "../report";
import { changesIn, type Stack } from "../stack";
import { trial } from "../trial";

const [PROVIDER, CONSUMER] = ["111111111111", "222222222222"];
const ZONES = ["use1-az1", "use1-az2"];

/** Flow logs of an adopted VPC, to a bucket; and of a new one, to an encrypted log group. */
export async function flowLogs(context: Context): Promise<void> {
  const subnet = (index: number) => ({
    vpc_id: "${aws_vpc.shared.id}",
    cidr_block: `10.10.${index}.0/24`,
    availability_zone_id: ZONES[index],
  });
  const made = await prerequisites(context, PROVIDER, {
    aws_vpc: { shared: { cidr_block: "10.10.0.0/20" } },
    aws_subnet: { first: subnet(0), second: subnet(1) },
    aws_s3_bucket: { logs: { bucket: "example-flow-logs" } },
  });
  const { "aws_kms_key.logs": key } = await prerequisites(context, CONSUMER, { aws_kms_key: { logs: {} } });
  const subnets = Object.fromEntries(
    ["first", "second"].map((name, index) => [ZONES[index], made[`aws_subnet.${name}`]?.id]),
  );
  const files = {
    "demo/environment.yaml": {
      backend: { type: "local" },
      region: "us-east-1",
      services: {
        orders: {
          account: PROVIDER,
          vpc: {
            id: made["aws_vpc.shared"]?.id,
            subnets,
            flowLogs: { destination: `${made["aws_s3_bucket.logs"]?.arn}/orders`, trafficType: "REJECT" },
          },
          listeners: { http: { port: 80, targetPort: 8080 } },
        },
      },
    },
    "demo/consumers/web.yaml": {
      account: CONSUMER,
      vpc: {
        cidr: "10.20.0.0/20",
        zones: ZONES,
        flowLogs: { aggregationSeconds: 60, retentionDays: 90, kmsKeyArn: key?.arn },
      },
      connections: { orders: { service: "orders" } },
    },
  };
  await trial(context, "flow logs", files, async ({ report, stacks, project }) => {
    await report.check("flow logs: the adopted VPC's go to the bucket, without a role", async () => {
      const [log] = await resourcesOf(stackNamed({ stacks }, "demo-service-orders"), "aws_flow_log");
      const expected = { vpc_id: made["aws_vpc.shared"]?.id, log_destination: "arn:aws:s3:::example-flow-logs/orders" };
      mustHave(log, { ...expected, log_destination_type: "s3", traffic_type: "REJECT", iam_role_arn: "" });
    });
    const consumer = stackNamed({ stacks }, "demo-consumer-web");
    await report.check("flow logs: the new VPC's go to a log group, by a role for this account's alone", async () => {
      const [log] = await resourcesOf(consumer, "aws_flow_log");
      const groups = await resourcesOf(consumer, "aws_cloudwatch_log_group");
      const group = groups.find(({ name }) => name === "/privatelink/flow-logs/demo-web-consumer");
      const roles = await resourcesOf(consumer, "aws_iam_role");
      const role = roles.find(({ name }) => name === "demo-web-consumer-flow-logs");
      mustHave(group, { retention_in_days: 90, kms_key_id: key?.arn });
      mustHave(log, { log_destination: group?.arn, iam_role_arn: role?.arn, max_aggregation_interval: 60 });
      const condition = JSON.parse(String(role?.assume_role_policy)).Statement[0].Condition;
      mustHave(condition.StringEquals, { "aws:SourceAccount": CONSUMER });
      mustHave(condition.ArnLike, { "aws:SourceArn": `arn:aws:ec2:us-east-1:${CONSUMER}:vpc-flow-log/*` });
    });
    await report.check("flow logs: other traffic replaces the flow log alone", async () => {
      project.edit("demo/consumers/web.yaml", (document) =>
        document.setIn(["vpc", "flowLogs", "trafficType"], "ACCEPT"),
      );
      await project.synthesize();
      const changes = changesIn((await consumer.plan()).document);
      const [[address, action] = []] = Object.entries(changes);
      if (Object.keys(changes).length !== 1 || !address?.startsWith("aws_flow_log.") || action !== "delete,create")
        throw new CheckFailed(JSON.stringify(changes, undefined, 2));
      await consumer.apply();
    });
  });
}

async function resourcesOf(stack: Stack, type: string): Promise<Attributes[]> {
  const resources = (await stack.plan()).document.prior_state?.values?.root_module?.resources ?? [];
  return resources.filter((each) => each.type === type).map(({ values }) => values);
}

function mustHave(found: Attributes | undefined, expected: Attributes): void {
  for (const [name, value] of Object.entries(expected))
    if ((found?.[name] ?? "") !== value)
      throw new CheckFailed(`${name}: expected ${value}; found: ${JSON.stringify(found?.[name])}`);
}

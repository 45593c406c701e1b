import { TerraformOutput } from "cdktf";
import { FlowLogs, type FlowLogsProps } from "../../../modules/vpc";
import { type Block, refusal, type Synthesized, synth, unknownText } from "../../support/synth";
import { VPC } from "../../support/vpc";

const PROPS: FlowLogsProps = { name: "prod-orders-service", vpc: VPC };
const BUCKET = "arn:aws:s3:::example-flow-logs";
const KEY = "arn:aws:kms:us-east-1:111111111111:key/11111111-2222-4333-8444-555555555555";

function synthLogs(props: Partial<FlowLogsProps> = {}): Synthesized {
  return synth((scope) => {
    const { logGroupName } = new FlowLogs(scope, "flow-logs", { ...PROPS, ...props });
    new TerraformOutput(scope, "attributes", { value: { logGroupName }, staticId: true });
  });
}

const refusalOf = (props: object) =>
  refusal((scope) => new FlowLogs(scope, "flow-logs", { ...PROPS, ...props } as FlowLogsProps));

const statements = (policy: string): Block[] => JSON.parse(policy).Statement;

describe("flow logs, without a word on them", () => {
  const logs = synthLogs();

  test("are of all traffic of the VPC, a line in 10 minutes, to a log group that keeps them for 30 days", () => {
    expect(logs.resource("aws_flow_log")).toMatchObject({
      vpc_id: VPC.vpcId,
      traffic_type: "ALL",
      max_aggregation_interval: 600,
      log_destination_type: "cloud-watch-logs",
      log_destination: expect.stringMatching(/^\$\{aws_cloudwatch_log_group\.flow-logs_log-group_\w+\.arn}$/),
      iam_role_arn: expect.stringMatching(/^\$\{aws_iam_role\.flow-logs_role_\w+\.arn}$/),
      tags: { Name: "prod-orders-service" },
    });
    expect(logs.resource("aws_cloudwatch_log_group")).toMatchObject({
      name: "/privatelink/flow-logs/prod-orders-service",
      retention_in_days: 30,
    });
    expect(logs.resource("aws_cloudwatch_log_group")).not.toHaveProperty("kms_key_id");
    expect(logs.json.output.attributes.value.logGroupName).toMatch(/^\$\{aws_cloudwatch_log_group\..*\.name}$/);
  });

  test("are written by a role that flow logs of this account and region alone assume", () => {
    const role = logs.resource("aws_iam_role");
    expect(role.name).toBe("prod-orders-service-flow-logs");
    const [statement] = statements(role.assume_role_policy);
    expect(statement).toMatchObject({
      Principal: { Service: "vpc-flow-logs.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        StringEquals: {
          "aws:SourceAccount": expect.stringMatching(/^\$\{data\.aws_caller_identity\.[\w-]+\.account_id}$/),
        },
        ArnLike: {
          "aws:SourceArn": expect.stringMatching(
            /^arn:\$\{data\.aws_partition\..+}:ec2:\$\{data\.aws_region\..+\.region}:\$\{.+\.account_id}:vpc-flow-log\/\*$/,
          ),
        },
      },
    });
  });

  test("are all that the role may write, and it makes no log group", () => {
    const [write, list, ...more] = statements(logs.resource("aws_iam_role_policy").policy);
    expect(more).toEqual([]);
    expect(write).toEqual({
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: expect.stringMatching(/^\$\{aws_cloudwatch_log_group\..+\.arn}:\*$/),
    });
    expect(list).toMatchObject({ Action: "logs:DescribeLogGroups" });
  });

  test("are made when the role may write", () => {
    expect(logs.resource("aws_flow_log").depends_on).toEqual([
      expect.stringMatching(/^aws_iam_role_policy\.flow-logs_role-permissions_/),
    ]);
  });
});

test("flow logs to a bucket need no role and no log group", () => {
  const logs = synthLogs({ destination: `${BUCKET}/orders`, trafficType: "REJECT", aggregationSeconds: 60 });
  expect(logs.types).toEqual(["aws_flow_log"]);
  expect(logs.resource("aws_flow_log")).toEqual(
    expect.objectContaining({
      traffic_type: "REJECT",
      max_aggregation_interval: 60,
      log_destination_type: "s3",
      log_destination: `${BUCKET}/orders`,
    }),
  );
  expect(logs.json.data).toBeUndefined();
  expect(logs.json.output.attributes.value).not.toHaveProperty("logGroupName");
});

test("the log group keeps lines as long as wanted, and encrypts them with a key", () => {
  expect(synthLogs({ retentionDays: 365, kmsKeyArn: KEY }).resource("aws_cloudwatch_log_group")).toMatchObject({
    retention_in_days: 365,
    kms_key_id: KEY,
  });
});

test("a key may be known to Terraform alone", () => {
  const group = synthLogs({ kmsKeyArn: unknownText("var.key") }).resource("aws_cloudwatch_log_group");
  expect(group.kms_key_id).toBe("${var.key}");
});

test("the role's name is cut where it would be too long", () => {
  const { name } = synthLogs({ name: "n".repeat(80) }).resource("aws_iam_role");
  expect(name).toHaveLength(64);
});

test.each<[string, object, string]>([
  ["name", { name: "a_b" }, "`name`: expected letters, digits and hyphens"],
  [
    "destination",
    { destination: "s3" },
    '`destination`: expected `cloudwatch`, or the ARN of an S3 bucket: arn:<partition>:s3:::<bucket>, or with /<prefix> behind it; got "s3"',
  ],
  ["bucket", { destination: "arn:aws:s3:::No" }, "`destination`: expected `cloudwatch`, or the ARN of an S3 bucket"],
  [
    "kind of destination",
    { destination: "arn:aws:logs:us-east-1:111111111111:log-group:x" },
    "`destination`: expected `cloudwatch`, or the ARN of an S3 bucket",
  ],
  [
    "prefix",
    { destination: `${BUCKET}/AWSLogs/` },
    "`destination`: expected a prefix without AWSLogs, which AWS adds itself",
  ],
  ["traffic type", { trafficType: "DENY" }, '`trafficType`: expected one of ALL, ACCEPT, REJECT; got "DENY"'],
  ["interval", { aggregationSeconds: 300 }, "`aggregationSeconds`: expected one of 60, 600; got 300"],
  ["number of days", { retentionDays: 31 }, "`retentionDays`: expected one of 1, 3, 5, 7, 14, 30, 60"],
  [
    "key",
    { kmsKeyArn: "arn:aws:kms:us-east-1:111111111111:alias/logs" },
    "`kmsKeyArn`: expected the ARN of a KMS key: arn:<partition>:kms:<region>:<12-digit account>:key/<id>",
  ],
  [
    "retention of a bucket",
    { destination: BUCKET, retentionDays: 30 },
    "`retentionDays`: expected none with a bucket, whose lifecycle rules say it; got 30",
  ],
  [
    "key of a bucket",
    { destination: BUCKET, kmsKeyArn: KEY },
    "`kmsKeyArn`: expected none with a bucket, which has its own encryption",
  ],
])("fails on a bad %s", (_, props, message) => {
  expect(refusalOf(props)).toContain(message);
});

test("fails with all problems at once", () => {
  const message = refusalOf({ name: "a_b", destination: "x", trafficType: "y", aggregationSeconds: 1 });
  expect(message.split("\n")).toHaveLength(1 + 4);
  expect(message).toContain("Invalid properties of FlowLogs at stack/flow-logs:");
});

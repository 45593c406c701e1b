import {
  CONSUMER,
  consumerProblems,
  ENVIRONMENT,
  edit,
  environmentProblems,
  type Mistake,
  problem,
} from "../support/environments";

const ZONES = "zones: [use1-az1, use1-az2]";

/** What stands below the zones of a service's VPC, in the place of which a mistake is written. */
const mistake = (name: string, text: string, column: number, path: string, ...rest: string[]): Mistake =>
  [
    name,
    ZONES,
    `${ZONES}\n      flowLogs: ${text}`,
    `13:${column} services.orders.vpc.flowLogs${path}`,
    ...rest,
  ] as unknown as Mistake;

const MISTAKES: readonly Mistake[] = [
  mistake(
    "an unknown key",
    "{retentionDay: 30}",
    18,
    ".retentionDay",
    "one of the keys aggregationSeconds, destination, kmsKeyArn, retentionDays, trafficType",
    'the key "retentionDay"',
    "write `retentionDays`",
  ),
  mistake(
    "a word in place of a mapping",
    "true",
    17,
    "",
    "a mapping",
    "true (boolean)",
    "write a mapping, such as `{}`",
  ),
  mistake(
    "a destination that is none",
    "{destination: s3}",
    31,
    ".destination",
    "`cloudwatch`, or the ARN of an S3 bucket: arn:<partition>:s3:::<bucket>, or with /<prefix> behind it",
    '"s3"',
  ),
  mistake(
    "a bucket in another partition",
    "{destination: arn:aws-cn:s3:::example-flow-logs}",
    31,
    ".destination",
    "an ARN of the region's partition, arn:aws:...",
    '"arn:aws-cn:s3:::example-flow-logs"',
  ),
  mistake(
    "an unknown kind of traffic",
    "{trafficType: REJECTED}",
    31,
    ".trafficType",
    "one of ALL, ACCEPT, REJECT",
    '"REJECTED"',
    "write `REJECT`",
  ),
  mistake(
    "an interval that AWS has not",
    "{aggregationSeconds: 300}",
    38,
    ".aggregationSeconds",
    "one of 60, 600",
    "300 (number)",
  ),
  mistake(
    "a number of days that AWS has not",
    "{retentionDays: 31}",
    33,
    ".retentionDays",
    "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
    "31 (number)",
  ),
  mistake(
    "an alias in place of a key",
    '{kmsKeyArn: "arn:aws:kms:us-east-1:111111111111:alias/logs"}',
    29,
    ".kmsKeyArn",
    "the ARN of a KMS key: arn:<partition>:kms:<region>:<12-digit account>:key/<id>",
    '"arn:aws:kms:us-east-1:111111111111:alias/logs"',
  ),
  mistake(
    "a key in another region",
    '{kmsKeyArn: "arn:aws:kms:us-east-2:111111111111:key/mrk-1"}',
    29,
    ".kmsKeyArn",
    "an ARN in the region us-east-1",
    '"arn:aws:kms:us-east-2:111111111111:key/mrk-1"',
  ),
  mistake(
    "a number of days for a bucket",
    '{retentionDays: 30, destination: "arn:aws:s3:::example-flow-logs"}',
    33,
    ".retentionDays",
    "none with a bucket",
    "30 (number)",
    "take it out: the bucket's lifecycle rules say how long to keep lines",
  ),
  mistake(
    "a key for a bucket",
    '{kmsKeyArn: "arn:aws:kms:us-east-1:111111111111:key/mrk-1", destination: "arn:aws:s3:::example-flow-logs"}',
    29,
    ".kmsKeyArn",
    "none with a bucket",
    '"arn:aws:kms:us-east-1:111111111111:key/mrk-1"',
    "take it out: the bucket has its own encryption",
  ),
];

test.each(MISTAKES)("fails on %s", (_, part, by, place, ...rest) => {
  expect(environmentProblems(edit(ENVIRONMENT, part, by))).toEqual([problem(`dev/environment.yaml:${place}`, ...rest)]);
});

test("fails on a key in another region than a consumer's VPC", () => {
  const flowLogs = `${ZONES}\n  flowLogs: {kmsKeyArn: "arn:aws:kms:eu-west-1:111111111111:key/mrk-1"}`;
  expect(consumerProblems(edit(CONSUMER, ZONES, flowLogs)).map(({ path, expected }) => [path, expected])).toEqual([
    ["vpc.flowLogs.kmsKeyArn", "an ARN in the region us-east-1"],
  ]);
});

test.each(["{}", "{destination: cloudwatch, retentionDays: 1}", '{destination: "arn:aws:s3:::logs.example/a/b/"}'])(
  "%s is accepted, of a VPC that is made and of one that exists",
  (text) => {
    for (const vpc of [ZONES, "id: vpc-01234567\n      subnets: {use1-az1: subnet-01234567}"]) {
      const environment = edit(ENVIRONMENT, `cidr: 10.10.0.0/20\n      ${ZONES}`, `@`);
      const own = vpc === ZONES ? `cidr: 10.10.0.0/20\n      ${ZONES}` : vpc;
      expect(environmentProblems(edit(environment, "@", `${own}\n      flowLogs: ${text}`))).toEqual([]);
    }
  },
);

import { CONSUMER, ENVIRONMENT, edit } from "../support/environments";
import { synthesizeFiles } from "../support/stacks";

const ZONES = "zones: [use1-az1, use1-az2]";

test("a service and a consumer of one name have flow logs of their own", () => {
  const stacks = synthesizeFiles({
    "dev/environment.yaml": edit(ENVIRONMENT, ZONES, `${ZONES}\n      flowLogs: {trafficType: REJECT}`),
    "dev/consumers/orders.yaml": edit(CONSUMER, ZONES, `${ZONES}\n  flowLogs: {retentionDays: 7}`),
  });
  const groups = ["dev-service-orders", "dev-consumer-orders"].flatMap((name) =>
    stacks.stack(name).resources("aws_cloudwatch_log_group"),
  );
  expect(groups).toMatchObject([
    { name: "/privatelink/flow-logs/dev-orders-service", retention_in_days: 30 },
    { name: "/aws/lambda/dev-orders-client" },
    { name: "/privatelink/flow-logs/dev-orders-consumer", retention_in_days: 7 },
  ]);
  expect(stacks.stack("dev-service-orders").resource("aws_flow_log").traffic_type).toBe("REJECT");
});

test("encryption is controlled where the file asks for it, with what is excluded", () => {
  const files = {
    "dev/environment.yaml": edit(ENVIRONMENT, ZONES, `${ZONES}\n      encryptionControl: {mode: monitor}`),
    "dev/consumers/web.yaml": edit(
      CONSUMER,
      ZONES,
      `${ZONES}\n  encryptionControl: {mode: enforce, exclusions: [lambda]}`,
    ),
  };
  const controls = ["dev-service-orders", "dev-consumer-web"].map((name) =>
    synthesizeFiles(files).stack(name).resource("aws_vpc_encryption_control"),
  );
  expect(controls).toMatchObject([
    { mode: "monitor", tags: { Name: "dev-orders-service" } },
    { mode: "enforce", lambda_exclusion: "enable", tags: { Name: "dev-web-consumer" } },
  ]);
});

test("a VPC that exists must have no way out where it is a consumer's, unless the file says otherwise", () => {
  const existing = (last: string) =>
    `id: vpc-0123456${last}\n  subnets: {use1-az1: subnet-0123456${last}, use1-az2: subnet-1123456${last}}`;
  const conditions = (more: string) => {
    const files = {
      "dev/environment.yaml": edit(
        ENVIRONMENT,
        `cidr: 10.10.0.0/20\n      ${ZONES}`,
        existing("7").replaceAll("\n", "\n    "),
      ),
      "dev/consumers/web.yaml": edit(CONSUMER, `cidr: 10.20.0.0/20\n  ${ZONES}`, `${existing("8")}${more}`),
    };
    const stacks = synthesizeFiles(files);
    return ["dev-service-orders", "dev-consumer-web"].map(
      (name) => stacks.stack(name).data("aws_vpc")[0]?.lifecycle?.postcondition.length ?? 0,
    );
  };
  expect(conditions("")).toEqual([0, 1]);
  expect(conditions("\n  isolation: reported")).toEqual([0, 0]);
});

test("a VPC that exists is logged as well", () => {
  const vpc = `id: vpc-01234567\n      subnets: {use1-az1: subnet-01234567}\n      flowLogs: {destination: "arn:aws:s3:::example-flow-logs"}`;
  const environment = edit(ENVIRONMENT, `cidr: 10.10.0.0/20\n      ${ZONES}`, vpc);
  const stack = synthesizeFiles({ "dev/environment.yaml": environment }).stack("dev-service-orders");
  expect(stack.resource("aws_flow_log")).toMatchObject({
    vpc_id: expect.stringMatching(/^\$\{data\.aws_vpc\./),
    log_destination: "arn:aws:s3:::example-flow-logs",
  });
});

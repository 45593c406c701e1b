import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { PortSpec } from "../../../modules/aws/port";
import {
  ClientApplication,
  type ClientApplicationProps,
  type ClientTarget,
  InterfaceEndpoint,
  ResourceEndpoint,
} from "../../../modules/consumer";
import { scheduleProblem } from "../../../modules/consumer/client-application";
import { type Block, ids, refusal, synth, unknownText } from "../../support/synth";
import { VPC } from "../../support/vpc";

type Options = Partial<Omit<ClientApplicationProps, "targets">> & {
  ports?: readonly PortSpec[];
  httpPaths?: ClientTarget["httpPaths"];
  connections?: readonly string[];
};

function build(
  scope: Construct,
  { connections = ["orders", "ledger"], ports = [443, 80], httpPaths, ...props }: Options,
): void {
  const targets: Record<string, ClientTarget> = {};
  // In the same order whatever the order of the targets, as the endpoints are not under test.
  const endpoints = new Map(
    [...connections]
      .sort()
      .map((name) => [
        name,
        new InterfaceEndpoint(scope, name, { name, vpc: VPC, service: { serviceName: "x" }, ports }),
      ]),
  );
  for (const name of connections) {
    const endpoint = endpoints.get(name);
    if (endpoint) targets[name] = { endpoint, ...(httpPaths && name === "orders" ? { httpPaths } : {}) };
  }
  const client = new ClientApplication(scope, "client", { name: "prod-web", vpc: VPC, ...props, targets });
  const { functionName, logGroupName, alarmName } = client;
  new TerraformOutput(scope, "attributes", { value: { functionName, logGroupName, alarmName }, staticId: true });
}

const synthClient = (options: Options = {}) => synth((scope) => build(scope, options));
const refusalOf = (options: Options) => refusal((scope) => build(scope, options));

/** The checks that the function is given: JSON within an expression of Terraform. */
function checksOf(lambda: Block): string {
  return lambda.environment.variables.CHECKS;
}

describe("a client", () => {
  const client = synthClient({ httpPaths: { 80: "/health" } });

  test("is a function in the VPC's subnets, with the code's hash", () => {
    expect(client.resource("aws_lambda_function")).toMatchObject({
      function_name: "prod-web-client",
      runtime: "nodejs22.x",
      handler: "probe.handler",
      filename: expect.stringMatching(/^assets\/[\w-]+\/[0-9A-F]{32}\/probe\.zip$/),
      source_code_hash: expect.stringMatching(/^[\w+/]{43}=$/),
      vpc_config: { subnet_ids: Object.values(VPC.subnetIds) },
    });
  });

  test("checks each port of each connection, over HTTP where it has a path", () => {
    const checks = checksOf(client.resource("aws_lambda_function"));
    expect(checks).toMatch(/^\$\{jsonencode\(\[.*]\)}$/);
    const parts = [...checks.matchAll(/\{"connection" = "(\w+)", "host" = [^{]+, "ports" = (\{[^}]*\})}/g)];
    expect(parts.map(([, name, ports]) => [name, ports])).toEqual([
      ["ledger", '{"80" = "", "443" = ""}'],
      ["orders", '{"80" = "/health", "443" = ""}'],
    ]);
    for (const id of ids(client, "aws_vpc_endpoint")) expect(checks).toContain(`aws_vpc_endpoint.${id}.dns_entry[0]`);
  });

  test("has a way out to the endpoints' ports alone, and none in", () => {
    const groups = client.json.resource.aws_security_group;
    const own = ids(client, "aws_security_group").find((id) => groups[id].name === "prod-web-client");
    const rules = client.resources("aws_vpc_security_group_egress_rule");
    expect(rules.map((rule) => [rule.description, rule.from_port, rule.to_port, rule.ip_protocol])).toEqual([
      ["Endpoint: ledger", 443, 443, "tcp"],
      ["Endpoint: ledger", 80, 80, "tcp"],
      ["Endpoint: orders", 443, 443, "tcp"],
      ["Endpoint: orders", 80, 80, "tcp"],
    ]);
    for (const rule of rules) {
      expect(rule.security_group_id).toBe(`\${aws_security_group.${own}.id}`);
      expect(rule).not.toHaveProperty("cidr_ipv4");
      const group = /aws_security_group\.([\w-]+)\.id/.exec(rule.referenced_security_group_id)?.[1];
      expect(groups[group ?? ""].name).toBe(`${rule.description.split(": ")[1]}-endpoint`);
    }
    const ingress = client.resources("aws_vpc_security_group_ingress_rule");
    expect(ingress.filter((rule) => rule.security_group_id.includes(`.${own}.`))).toEqual([]);
    expect(ingress.filter((rule) => rule.referenced_security_group_id?.includes(`.${own}.`))).toHaveLength(4);
    expect(client.resource("aws_lambda_function").vpc_config.security_group_ids).toEqual([
      `\${aws_security_group.${own}.id}`,
    ]);
  });

  test("has a role that Lambda alone assumes, to write its log and stand in the VPC", () => {
    expect(JSON.parse(client.resource("aws_iam_role").assume_role_policy).Statement).toEqual([
      { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
    expect(client.resource("aws_iam_role_policy_attachment").policy_arn).toMatch(
      /^arn:\$\{data\.aws_partition\.\w+\.partition}:iam::aws:policy\/service-role\/AWSLambdaVPCAccessExecutionRole$/,
    );
  });

  test("runs every 5 minutes, by a rule that alone may invoke it", () => {
    expect(client.resource("aws_cloudwatch_event_rule").schedule_expression).toBe("rate(5 minutes)");
    expect(client.resource("aws_lambda_permission")).toMatchObject({
      action: "lambda:InvokeFunction",
      principal: "events.amazonaws.com",
      source_arn: `\${aws_cloudwatch_event_rule.${ids(client, "aws_cloudwatch_event_rule")[0]}.arn}`,
    });
    expect(client.resource("aws_cloudwatch_event_target").arn).toMatch(/^\$\{aws_lambda_function\.\w+\.arn}$/);
  });

  test("sounds an alarm when it fails, which stands until it succeeds", () => {
    expect(client.resource("aws_cloudwatch_metric_alarm")).toMatchObject({
      alarm_name: "prod-web-client-unreachable",
      namespace: "AWS/Lambda",
      metric_name: "Errors",
      statistic: "Sum",
      threshold: 1,
      comparison_operator: "GreaterThanOrEqualToThreshold",
      treat_missing_data: "ignore",
      dimensions: { FunctionName: expect.stringMatching(/^\$\{aws_lambda_function\./) },
    });
  });

  test("has its log made and its permissions given before the function", () => {
    expect(client.resource("aws_cloudwatch_log_group")).toMatchObject({
      name: "/aws/lambda/prod-web-client",
      retention_in_days: 30,
    });
    expect(client.resource("aws_lambda_function").depends_on).toEqual([
      `aws_cloudwatch_log_group.${ids(client, "aws_cloudwatch_log_group")[0]}`,
      `aws_iam_role_policy_attachment.${ids(client, "aws_iam_role_policy_attachment")[0]}`,
    ]);
  });

  test("is the same whatever order its targets are named in", () => {
    const other = synthClient({ httpPaths: { 80: "/health" }, connections: ["ledger", "orders"] });
    expect(other.text).toBe(client.text);
  });
});

describe("a client of a group of resources", () => {
  const client = synth((scope) => {
    const arn = (digit: number) =>
      `arn:aws:vpc-lattice:us-east-1:111111111111:resourceconfiguration/rcfg-0123456789abcdef${digit}`;
    const ports = [9092, "9094-9096"];
    const endpoint = new ResourceEndpoint(scope, "kafka", {
      name: "kafka",
      vpc: VPC,
      resourceConfigurationArn: arn(0),
      ports,
    });
    const targets = {
      "kafka/broker-2": { endpoint: endpoint.member("broker-2", arn(2), [9092]) },
      "kafka/broker-1": { endpoint: endpoint.member("broker-1", arn(1), ports) },
    };
    new ClientApplication(scope, "client", { name: "prod-web", vpc: VPC, targets });
  });

  test("is let in once, and out once to each port", () => {
    const egress = client.resources("aws_vpc_security_group_egress_rule");
    expect(egress.map((rule) => [rule.description, rule.from_port, rule.to_port])).toEqual([
      ["Endpoint: kafka/broker-1", 9092, 9092],
      ["Endpoint: kafka/broker-1", 9094, 9096],
    ]);
    const ingress = client.resources("aws_vpc_security_group_ingress_rule");
    expect(ingress.filter((rule) => rule.referenced_security_group_id !== undefined)).toHaveLength(2);
  });

  test("checks each member by its name, and of several ports the first", () => {
    const checks = checksOf(client.resource("aws_lambda_function"));
    const parts = [
      ...checks.matchAll(/"connection" = "([^"]+)", "host" = local\.\w*broker-(\d)_\w+, "ports" = (\{[^}]*\})/g),
    ];
    expect(parts.map(([, name, host, ports]) => [name, host, ports])).toEqual([
      ["kafka/broker-1", "1", '{"9092" = "", "9094" = ""}'],
      ["kafka/broker-2", "2", '{"9092" = ""}'],
    ]);
  });
});

describe("a client of a service over UDP", () => {
  const client = synthClient({ connections: ["orders"], ports: ["53/udp", 53], httpPaths: { 53: "/" } });

  test("is given its UDP ports, which it names as not checked, and never a path for one", () => {
    expect(checksOf(client.resource("aws_lambda_function"))).toContain('"ports" = {"53" = "/", "53/udp" = ""}');
  });

  test("may reach them, and the endpoint lets it in", () => {
    expect(client.resources("aws_vpc_security_group_egress_rule").map((rule) => rule.ip_protocol)).toEqual([
      "tcp",
      "udp",
    ]);
    const ingress = client.resources("aws_vpc_security_group_ingress_rule");
    expect(ingress.filter((rule) => rule.referenced_security_group_id).map((rule) => rule.ip_protocol)).toEqual([
      "tcp",
      "udp",
    ]);
  });

  test("fails on a path for a UDP port", () => {
    expect(refusalOf({ connections: ["orders"], ports: ["53/udp"], httpPaths: { 53: "/" } })).toContain(
      '`targets.orders.httpPaths`: expected TCP ports of the endpoint, of which it has none; got "53"',
    );
  });
});

test("further names of an endpoint are checked like its own", () => {
  const client = synth((scope) => {
    const endpoint = new InterfaceEndpoint(scope, "endpoint", {
      name: "web-orders",
      vpc: VPC,
      service: { serviceName: "x" },
      ports: [80],
    });
    const targets = { orders: { endpoint, httpPaths: { 80: "/health" }, names: ["orders.example.com"] } };
    new ClientApplication(scope, "client", { name: "web", vpc: VPC, targets });
  });
  expect(checksOf(client.resource("aws_lambda_function"))).toContain(
    '{"connection" = "orders", "host" = "orders.example.com", "ports" = {"80" = "/health"}}',
  );
});

test("options: a schedule and days of log", () => {
  const client = synthClient({ schedule: "cron(0 8 ? * MON-FRI *)", logRetentionDays: 7 });
  expect(client.resource("aws_cloudwatch_event_rule").schedule_expression).toBe("cron(0 8 ? * MON-FRI *)");
  expect(client.resource("aws_cloudwatch_log_group").retention_in_days).toBe(7);
});

test("names keep to the 64 characters of a role", () => {
  const client = synthClient({ name: "x".repeat(100) });
  expect(client.resource("aws_iam_role").name).toHaveLength(64);
  expect(client.resource("aws_cloudwatch_event_rule").name).toHaveLength(64);
});

test("what only Terraform knows is not judged", () => {
  const client = synthClient({ schedule: unknownText("var.schedule"), httpPaths: { 80: unknownText("var.path") } });
  expect(client.resource("aws_cloudwatch_event_rule").schedule_expression).toBe("${var.schedule}");
  expect(checksOf(client.resource("aws_lambda_function"))).toContain("var.path");
});

test.each<[string, Options, string]>([
  ["on a bad name", { name: "a_b" }, "`name`: expected letters, digits and hyphens"],
  ["without a target", { connections: [] }, "`targets`: expected at least one connection; got {}"],
  [
    "on a bad schedule",
    { schedule: "hourly" },
    '`schedule`: expected a schedule of EventBridge, such as rate(5 minutes) or cron(0 * * * ? *); got "hourly"',
  ],
  [
    "on a path at a port that the endpoint has not",
    { httpPaths: { 81: "/" } },
    '`targets.orders.httpPaths`: expected TCP ports of the endpoint, 80, 443; got "81"',
  ],
  [
    "on a path that is none",
    { httpPaths: { 80: "health" } },
    "`targets.orders.httpPaths.80`: expected a path that begins with /, of at most 1024 ",
  ],
  ["on days of log that CloudWatch does not take", { logRetentionDays: 8 }, "`logRetentionDays`: expected "],
])("fails %s", (_, options, message) => {
  expect(refusalOf(options)).toContain(message);
});

test("fails with all problems at once", () => {
  expect(refusalOf({ name: "", schedule: "", httpPaths: { 81: "x" } }).split("\n")).toHaveLength(5);
});

test.each(["rate(1 minute)", "rate(2 minutes)", "rate(1 day)", "rate(12 hours)", "cron(0/5 * * * ? *)"])(
  "%s is a schedule",
  (text) => {
    expect(scheduleProblem(text)).toBeUndefined();
  },
);

test.each([
  "",
  "rate(1 minutes)",
  "rate(2 minute)",
  "rate(0 minutes)",
  "rate(5 seconds)",
  "rate(5 minutes) ",
  "cron(* * * * *)",
  "cron(0 * * * ? *)\n",
  "cron(${var.minute} * * * ? *)",
  "cron(%{if} * * * ? *)",
])("fails on the schedule %j", (text) => {
  expect(scheduleProblem(text)).toBe("a schedule of EventBridge, such as rate(5 minutes) or cron(0 * * * ? *)");
});

test("two connections may go through one endpoint", () => {
  const client = synth((scope) => {
    const service = { serviceName: "x" };
    const endpoint = new InterfaceEndpoint(scope, "endpoint", { name: "a", vpc: VPC, service, ports: [80] });
    const targets = { a: { endpoint, httpPaths: { 80: "/a" } }, b: { endpoint, httpPaths: { 80: "/b" } } };
    new ClientApplication(scope, "client", { name: "prod-web", vpc: VPC, targets });
  });
  expect(checksOf(client.resource("aws_lambda_function"))).toMatch(/"\/a".*"\/b"/);
});

test("two connections through one endpoint let the client in once", () => {
  const client = synth((scope) => {
    const endpoint = new InterfaceEndpoint(scope, "e", {
      name: "e",
      vpc: VPC,
      service: { serviceName: "x" },
      ports: [80],
    });
    new ClientApplication(scope, "client", { name: "web", vpc: VPC, targets: { a: { endpoint }, b: { endpoint } } });
  });
  const ingress = client.resources("aws_vpc_security_group_ingress_rule");
  expect(ingress.filter((rule) => rule.referenced_security_group_id !== undefined)).toHaveLength(1);
  expect(client.resources("aws_vpc_security_group_egress_rule").map((rule) => rule.description)).toEqual([
    "Endpoint: a",
  ]);
});

test("fails where an endpoint has a source of the client's name already", () => {
  const build = (scope: Construct) => {
    const allowFrom = { "web-client": "10.0.0.0/24" };
    const endpoint = new InterfaceEndpoint(scope, "e", {
      ...{ name: "e", vpc: VPC, service: { serviceName: "x" }, ports: [80], allowFrom },
    });
    new ClientApplication(scope, "client", { name: "web", vpc: VPC, targets: { a: { endpoint } } });
  };
  expect(refusal(build)).toContain('`allowFrom`: expected each source under a name of its own; got "web-client"');
});

test("fails on more ports and paths than fit into the function's environment", () => {
  const build = (scope: Construct) => {
    const ports = Array.from({ length: 40 }, (_, index) => 1000 + index);
    const httpPaths = Object.fromEntries(ports.map((port) => [port, `/${"x".repeat(100)}`]));
    const endpoint = new InterfaceEndpoint(scope, "e", {
      name: "e",
      vpc: VPC,
      service: { serviceName: "x" },
      ports: ports.slice(0, 30),
    });
    new ClientApplication(scope, "client", { name: "web", vpc: VPC, targets: { a: { endpoint, httpPaths } } });
  };
  expect(refusal(build)).toContain(
    "`targets`: expected few enough ports, paths and names for a function's environment of 4096",
  );
});

describe("alarms of each connection", () => {
  const topics = ["arn:aws:sns:us-east-1:222222222222:pager", "arn:aws:sns:us-east-1:222222222222:mail"];
  const client = synthClient({ connectionAlarms: true, alarmTopicArns: topics });

  test("stand while the last check of it failed, by a metric that the function writes to its log", () => {
    const [, ...own] = client
      .resources("aws_cloudwatch_metric_alarm")
      .sort((a, b) => (a.alarm_name < b.alarm_name ? -1 : 1));
    expect(client.resource("aws_lambda_function").environment.variables).toMatchObject({
      METRICS_NAMESPACE: "PrivateLink/Client",
      CLIENT: "prod-web-client",
    });
    const alarms = client
      .resources("aws_cloudwatch_metric_alarm")
      .filter(({ namespace }) => namespace !== "AWS/Lambda");
    expect(own).toHaveLength(2);
    expect(alarms).toMatchObject(
      ["ledger", "orders"].map((connection) => ({
        alarm_name: `prod-web-client/${connection}`,
        namespace: "PrivateLink/Client",
        metric_name: "Reachable",
        dimensions: { Client: "prod-web-client", Connection: connection },
        statistic: "Minimum",
        comparison_operator: "LessThanThreshold",
        threshold: 1,
        treat_missing_data: "ignore",
      })),
    );
  });

  test("tell topics, as that of all does", () => {
    for (const alarm of client.resources("aws_cloudwatch_metric_alarm")) {
      expect(alarm.alarm_actions).toEqual([...topics].sort());
      expect(alarm.ok_actions).toEqual([...topics].sort());
    }
  });

  test("are not there unless asked for, nor are the metrics", () => {
    expect(synthClient().resource("aws_lambda_function").environment.variables).not.toHaveProperty("CLIENT");
    expect(synthClient({ connectionAlarms: false }).text).toBe(synthClient().text);
  });

  test("are not there of a connection over UDP alone, of which nothing is checked", () => {
    const udp = synthClient({ connectionAlarms: true, connections: ["orders"], ports: ["53/udp"] });
    expect(udp.resource("aws_cloudwatch_metric_alarm").namespace).toBe("AWS/Lambda");
  });

  test("fail on topics that are none, and on more than an alarm tells", () => {
    const message = refusalOf({ alarmTopicArns: ["pager", ...Array.from({ length: 5 }, () => topics[0] as string)] });
    expect(message).toContain("`alarmTopicArns`: expected the ARN of a standard SNS topic");
    expect(message).toContain("`alarmTopicArns`: expected at most 5 topics; got 6");
  });
});

test("a check that fails is not tried again", () => {
  expect(synthClient().resource("aws_lambda_function_event_invoke_config").maximum_retry_attempts).toBe(0);
});

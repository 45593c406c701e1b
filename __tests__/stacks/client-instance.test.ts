import { CONSUMER, consumerProblems, ENVIRONMENT, edit } from "../support/environments";
import { synthesizeFiles } from "../support/stacks";

const web = (instance: string) =>
  synthesizeFiles({
    "dev/environment.yaml": ENVIRONMENT,
    "dev/consumers/web.yaml": edit(
      `${CONSUMER}client: { connectionAlarms: true, instance: ${instance} }\n`,
      "zones: [use1-az1, use1-az2]\n",
      "zones: [use1-az1, use1-az2]\n  awsEndpoints: [session-manager]\n",
    ),
  });

test("a consumer's instance is reached by the endpoints of its VPC, and the outputs say how", () => {
  const stacks = web("{ zone: use1-az2 }");
  const stack = stacks.stack("dev-consumer-web");
  expect(stack.resources("aws_vpc_security_group_egress_rule").map((rule) => rule.description)).toEqual([
    "Endpoint: aws-ssm",
    "Endpoint: aws-ssmmessages",
    "Endpoint: orders",
    "Endpoint: orders",
  ]);
  expect(Object.keys(stack.json.output)).toEqual(
    expect.arrayContaining(["client_connection_alarms", "client_instance_id", "client_instance_session"]),
  );
  expect(stack.json.output).not.toHaveProperty("client_instance_paths");
  expect(stack.json.output.client_connection_alarms.value).toEqual({
    orders: expect.stringMatching(/^\$\{aws_cloudwatch_metric_alarm\./),
  });
});

test("paths lead from it to the endpoints of services, and not to those of AWS's own", () => {
  const stack = web("{ reachability: paths }").stack("dev-consumer-web");
  expect(Object.keys(stack.json.output.client_instance_paths.value)).toEqual(["orders:80"]);
  expect(stack.types).not.toContain("aws_ec2_network_insights_analysis");
});

test("endpoints of AWS's own may be in the VPC of a service", () => {
  const zones = "zones: [use1-az1, use1-az2]\n";
  const environment = edit(ENVIRONMENT, zones, `${zones}      awsEndpoints: [logs]\n`);
  const stack = synthesizeFiles({ "dev/environment.yaml": environment }).stack("dev-service-orders");
  expect(stack.resource("aws_vpc_endpoint").tags).toEqual({ Name: "dev-orders-service-logs" });
});

test("a VPC that exists must resolve names, where it gets endpoints of AWS's own", () => {
  const vpc =
    "id: vpc-01234567\n  subnets: {use1-az1: subnet-01234567, use1-az2: subnet-01234568}\n  awsEndpoints: [logs]\n";
  const consumer = edit(CONSUMER, "cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n", vpc);
  const files = { "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": consumer };
  const conditions = synthesizeFiles(files)
    .stack("dev-consumer-web")
    .data("aws_vpc")
    .flatMap(({ lifecycle }) => lifecycle.postcondition.map(({ condition }: { condition: string }) => condition));
  expect(conditions.join()).toContain("enable_dns_support");
});

test("fails on more endpoints than a VPC takes, those of AWS's own among them", () => {
  const quotas = "services:\n";
  const environment = edit(ENVIRONMENT, quotas, `quotas: { "*": { interfaceEndpointsPerVpc: 2 } }\n${quotas}`);
  const consumer = edit(
    CONSUMER,
    "zones: [use1-az1, use1-az2]\n",
    "zones: [use1-az1, use1-az2]\n  awsEndpoints: [session-manager]\n",
  );
  expect(consumerProblems(consumer, environment)).toMatchObject([
    { path: "vpc.awsEndpoints", found: "3 in all; from here on there are too many" },
  ]);
});

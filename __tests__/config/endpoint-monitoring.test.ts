import { APPLIANCES } from "../support/appliances";
import { CONSUMER, ENVIRONMENT, edit, problemsIn } from "../support/environments";
import { synthesizeFiles } from "../support/stacks";

const TOPIC = "arn:aws:sns:us-east-1:222222222222:pager";
const FAR = `  archive:
    serviceName: com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0
    region: eu-west-1
    ports: [443]
`;
const LEDGER = `  ledger:
    resourceConfigurationArn: arn:aws:vpc-lattice:us-east-1:111111111111:resourceconfiguration/rcfg-0123456789abcdef0
    ports: [5432]
`;

/** A consumer with this under `monitoring`. @param more further connections. */
const files = (monitoring: string, more = "", consumer = CONSUMER) => ({
  "dev/environment.yaml": ENVIRONMENT,
  "dev/consumers/web.yaml": `${consumer}${more}monitoring: ${monitoring}\n`,
});
const problems = (monitoring: string, more?: string, consumer?: string) =>
  problemsIn(files(monitoring, more, consumer)).map(({ path, expected, fix }) => [path, expected, fix]);

const alarmNames = (monitoring: string, more = "") =>
  synthesizeFiles(files(monitoring, more))
    .stack("dev-consumer-web")
    .resources("aws_cloudwatch_metric_alarm")
    .map(({ alarm_name: name }) => name as string)
    .filter((name) => name.startsWith("dev-web-endpoints/"));

test.each(["{}", "{alarms: false}", "{dashboard: false}", "{connections: {orders: false}}"])(
  "%s is accepted",
  (monitoring) => {
    expect(problems(monitoring)).toEqual([]);
  },
);

test("endpoints to services of other regions and to resources are left out; the others have alarms and a dashboard", () => {
  expect(alarmNames("{}", `${FAR}${LEDGER}`)).toEqual([
    "dev-web-endpoints/dropped-packets/orders",
    "dev-web-endpoints/received-resets/orders",
  ]);
  const { json } = synthesizeFiles(files("{}")).stack("dev-consumer-web");
  expect(json.output).toHaveProperty("endpoint_dashboard_name");
  expect(synthesizeFiles(files("{dashboard: false}")).stack("dev-consumer-web").json.output).not.toHaveProperty(
    "endpoint_dashboard_name",
  );
});

test("thresholds, exceptions and topics come from the file", () => {
  const text = `{alarms: {processedBytes: 1}, connections: {orders: {receivedResets: false}}, alarmTopicArns: ["${TOPIC}"]}`;
  expect(alarmNames(text)).toEqual([
    "dev-web-endpoints/dropped-packets/orders",
    "dev-web-endpoints/processed-bytes/orders",
  ]);
});

test("fails on exceptions for connections that AWS publishes no metrics of, and for none", () => {
  expect(
    problems("{connections: {archive: false, ledger: {droppedPackets: 9}, order: {}}}", `${FAR}${LEDGER}`),
  ).toEqual([
    [
      "monitoring.connections.archive",
      "a service in the endpoint's own region: AWS publishes no metrics of endpoints to eu-west-1",
      "remove it",
    ],
    [
      "monitoring.connections.ledger",
      "a connection to a service: `AWS/PrivateLinkEndpoints` has metrics only of interface endpoints and Gateway Load Balancer endpoints",
      "remove it",
    ],
    ["monitoring.connections.order", "a connection: archive, ledger, orders", "write `orders`"],
  ]);
});

test("fails where AWS publishes no metrics of any endpoint", () => {
  const only = edit(CONSUMER, "  orders:\n    service: orders\n", FAR);
  expect(problems("{}", "", only)).toEqual([
    [
      "monitoring",
      "no `monitoring`: no endpoint of this consumer has metrics (archive: AWS publishes no metrics of endpoints to eu-west-1)",
      "remove it; the client application tries each connection, with alarms by `client.connectionAlarms: true`",
    ],
  ]);
});

test.each([
  ["{alarms: {dropped: 1}}", "alarms.dropped"],
  ["{alarms: {processedBytes: 0}}", "alarms.processedBytes"],
  ["{connections: {orders: {activeConnections: true}}}", "connections.orders.activeConnections"],
  ["{alarms: false, connections: {orders: {}}}", "connections"],
  [`{alarms: false, alarmTopicArns: ["${TOPIC}"]}`, "alarmTopicArns"],
  ["{alarms: false, dashboard: false}", "dashboard"],
  [`{alarmTopicArns: ["${TOPIC.replace("us-east-1", "us-west-2")}"]}`, "alarmTopicArns[0]"],
])("fails on %s", (monitoring, path) => {
  expect(problems(monitoring).map(([place]) => place)).toEqual([`monitoring.${path}`]);
});

describe("endpoints of appliances", () => {
  const VAULT = `account: "222222222222"
vpc: { cidr: 10.40.0.0/20, zones: [use1-az1, use1-az2] }
connections:
  ledger: { resourceConfigurationArn: "arn:aws:vpc-lattice:us-east-1:111111111111:resourceconfiguration/rcfg-0123456789abcdef0", ports: [5432] }
inspection:
  appliance: inspection
  clientSubnets: { use1-az1: 10.40.8.0/24, use1-az2: 10.40.9.0/24 }
  subnets: { use1-az1: 10.40.15.0/28, use1-az2: 10.40.15.16/28 }
`;
  const filesOf = (monitoring: string) => ({
    "dev/environment.yaml": APPLIANCES,
    "dev/consumers/vault.yaml": `${VAULT}monitoring: ${monitoring}\n`,
  });

  test("have alarms with a type of their own, also where no other endpoint has metrics", () => {
    const stack = synthesizeFiles(
      filesOf(
        "{connections: {inspection-use1-az1: {receivedResets: false}, inspection-use1-az2: {droppedPackets: 9}}}",
      ),
    ).stack("dev-consumer-vault");
    const alarms = stack
      .resources("aws_cloudwatch_metric_alarm")
      .filter(({ alarm_name: name }) => name.startsWith("dev-vault-endpoints/"));
    expect(alarms.map(({ alarm_name: name, threshold }) => [name, threshold])).toEqual([
      ["dev-vault-endpoints/dropped-packets/inspection-use1-az1", 0],
      ["dev-vault-endpoints/dropped-packets/inspection-use1-az2", 9],
      ["dev-vault-endpoints/received-resets/inspection-use1-az2", 3000],
    ]);
    const endpoint = stack.resources("aws_vpc_endpoint").find(({ vpc_endpoint_type: type }) => type !== "Resource");
    expect(alarms[0]?.dimensions).toMatchObject({
      "Endpoint Type": "GatewayLoadBalancer",
      "Service Name": endpoint?.service_name,
    });
    expect(alarms[2]?.alarm_description).toContain("Look at the health of the appliances.");
  });

  test("fail in zones that have none", () => {
    const found = problemsIn(filesOf("{connections: {inspection-use1-az4: false}}"));
    expect(found.map(({ path, expected }) => [path, expected])).toEqual([
      ["monitoring.connections.inspection-use1-az4", "a connection: inspection-use1-az1, inspection-use1-az2, ledger"],
    ]);
  });
});

describe("endpoints of a hub", () => {
  const SUBNETS = (vpc: number) =>
    `{ use1-az1: subnet-0123456789abcde${vpc}0, use1-az2: subnet-0123456789abcde${vpc}1 }`;
  const environment = (monitoring: string, shared = SHARED) => `${ENVIRONMENT}hubs:
  central:
    account: "333333333333"
    clientRanges: [10.0.0.0/8]
    monitoring: ${monitoring}
    vpcs:
      a: { id: vpc-0123456789abcdef0, subnets: ${SUBNETS(0)} }
      b: { id: vpc-0123456789abcdef1, subnets: ${SUBNETS(1)} }
sharedConnections:
${shared}`;
  const ORDERS =
    "  orders: { mode: hub, hub: central, hubVpc: a, service: orders, hostedZone: { name: orders.internal } }\n";
  const LOGS = "  logs: { mode: hub, hub: central, hubVpc: b, awsService: logs }\n";
  const ABROAD =
    "  abroad: { mode: hub, hub: central, hubVpc: b, serviceName: com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0, region: eu-west-1, ports: [443], hostedZone: { name: abroad.internal } }\n";
  const SHARED = `${ORDERS}${LOGS}`;
  const problemsOf = (monitoring: string, shared?: string) =>
    problemsIn({ "dev/environment.yaml": environment(monitoring, shared) }).map(({ path, expected, fix }) => [
      path,
      expected,
      fix,
    ]);
  const stacksOf = (monitoring: string, shared?: string) =>
    synthesizeFiles({ "dev/environment.yaml": environment(monitoring, shared) });

  test("have alarms in the VPC that they are in, with the exceptions that are theirs", () => {
    const stacks = stacksOf(`{connections: {logs: {newConnections: 9}}, alarmTopicArns: ["${TOPIC}"]}`);
    const names = (stack: string) =>
      stacks
        .stack(stack)
        .resources("aws_cloudwatch_metric_alarm")
        .map(({ alarm_name: name }) => name);
    expect(names("dev-hub-central-a")).toEqual([
      "dev-hub-central-a-endpoints/dropped-packets/orders",
      "dev-hub-central-a-endpoints/received-resets/orders",
    ]);
    expect(names("dev-hub-central-b")).toEqual([
      "dev-hub-central-b-endpoints/dropped-packets/logs",
      "dev-hub-central-b-endpoints/new-connections/logs",
      "dev-hub-central-b-endpoints/received-resets/logs",
    ]);
    expect(stacks.stack("dev-hub-central-a").json.output).toHaveProperty("endpoint_dashboard_name");
  });

  test("are left out where they have no metrics, also all of a VPC", () => {
    const stacks = stacksOf("{}", `${ORDERS}${ABROAD}`);
    expect(stacks.stack("dev-hub-central-a").types).toContain("aws_cloudwatch_metric_alarm");
    expect(stacks.stack("dev-hub-central-b").types).not.toContain("aws_cloudwatch_dashboard");
  });

  test("fail where none has metrics, and on exceptions for others", () => {
    const reason = "AWS publishes no metrics of endpoints to eu-west-1";
    expect(problemsOf("{connections: {abroad: false}}", ABROAD)).toEqual([
      [
        "hubs.central.monitoring",
        `no \`monitoring\`: no endpoint of this hub has metrics (abroad: ${reason})`,
        "remove it; the client applications of consumers try each connection",
      ],
      ["hubs.central.monitoring.connections.abroad", `a service in the endpoint's own region: ${reason}`, "remove it"],
    ]);
    expect(problemsOf("{connections: {order: false}}")).toEqual([
      ["hubs.central.monitoring.connections.order", "a connection: logs, orders", "write `orders`"],
    ]);
  });

  test("fail once on a topic of another region, however many VPCs the hub has", () => {
    expect(problemsOf(`{alarmTopicArns: ["${TOPIC.replace("us-east-1", "us-west-2")}"]}`)).toEqual([
      ["hubs.central.monitoring.alarmTopicArns[0]", "an ARN in the region us-east-1", expect.any(String)],
    ]);
  });

  test("are not judged by a connection that was refused", () => {
    const refused = LOGS.replace("awsService: logs", "awsService: logs, ports: none");
    const paths = problemsOf("{connections: {logs: false}}", `${ORDERS}${refused}`).map(([path]) => path);
    expect(paths).toEqual(["sharedConnections.logs.ports"]);
  });
});

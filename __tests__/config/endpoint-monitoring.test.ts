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
      "a connection to a service: AWS documents no metrics of endpoints to resources",
      "remove it",
    ],
    ["monitoring.connections.order", "a connection: archive, ledger, orders", undefined],
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

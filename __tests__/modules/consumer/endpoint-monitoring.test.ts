import { TerraformOutput } from "cdktf";
import { EndpointMonitoring, type EndpointMonitoringProps } from "../../../modules/consumer";
import { type Block, ids, refusal, type Synthesized, synth } from "../../support/synth";

const TOPIC = "arn:aws:sns:us-east-1:222222222222:pager";
const ORDERS = {
  endpointId: "vpce-0123456789abcdef0",
  serviceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
};
const LOGS = { endpointId: "vpce-0123456789abcdef1", serviceName: "com.amazonaws.us-east-1.logs" };
const PROPS: EndpointMonitoringProps = {
  name: "dev-web",
  vpcId: "vpc-0123456789abcdef0",
  endpoints: { orders: ORDERS, logs: LOGS },
};

function synthMonitoring(props: Partial<EndpointMonitoringProps> = {}): Synthesized {
  return synth((scope) => {
    const { alarmArns, dashboardName } = new EndpointMonitoring(scope, "monitoring", { ...PROPS, ...props });
    new TerraformOutput(scope, "attributes", { value: { alarmArns, dashboardName }, staticId: true });
  });
}

function alarmsOf(props: Partial<EndpointMonitoringProps> = {}): Record<string, Block> {
  const alarms = synthMonitoring(props).resources("aws_cloudwatch_metric_alarm");
  return Object.fromEntries(alarms.map((alarm) => [alarm.alarm_name, alarm]));
}

const refusalOf = (props: object) =>
  refusal((scope) => new EndpointMonitoring(scope, "monitoring", { ...PROPS, ...props } as EndpointMonitoringProps));

test("without a word, each endpoint has alarms on what AWS calls a sign of a fault, with AWS's own dimensions", () => {
  const alarms = alarmsOf();
  expect(Object.keys(alarms).sort()).toEqual([
    "dev-web-endpoints/dropped-packets/logs",
    "dev-web-endpoints/dropped-packets/orders",
    "dev-web-endpoints/received-resets/logs",
    "dev-web-endpoints/received-resets/orders",
  ]);
  expect(alarms["dev-web-endpoints/dropped-packets/orders"]).toMatchObject({
    namespace: "AWS/PrivateLinkEndpoints",
    metric_name: "PacketsDropped",
    dimensions: {
      "Endpoint Type": "Interface",
      "Service Name": ORDERS.serviceName,
      "VPC Endpoint Id": ORDERS.endpointId,
      "VPC Id": PROPS.vpcId,
    },
    statistic: "Sum",
    period: 300,
    evaluation_periods: 3,
    datapoints_to_alarm: 3,
    comparison_operator: "GreaterThanThreshold",
    threshold: 0,
    treat_missing_data: "notBreaching",
  });
  expect(alarms["dev-web-endpoints/received-resets/logs"]).toMatchObject({
    metric_name: "RstPacketsReceived",
    evaluation_periods: 1,
    threshold: 3000,
  });
  expect(alarms["dev-web-endpoints/received-resets/logs"]).not.toHaveProperty("alarm_actions");
});

test("too little traffic, and none, is an alarm where it is asked for", () => {
  expect(alarmsOf({ alarms: { processedBytes: 1 } })["dev-web-endpoints/processed-bytes/logs"]).toMatchObject({
    metric_name: "BytesProcessed",
    statistic: "Sum",
    period: 900,
    comparison_operator: "LessThanThreshold",
    threshold: 1,
    treat_missing_data: "breaching",
  });
});

test("connections are counted where a number is too much", () => {
  const alarms = alarmsOf({ alarms: { activeConnections: 500, newConnections: 9000 } });
  expect(alarms["dev-web-endpoints/active-connections/logs"]).toMatchObject({
    metric_name: "ActiveConnections",
    statistic: "Maximum",
    threshold: 500,
  });
  expect(alarms["dev-web-endpoints/new-connections/logs"]).toMatchObject({
    metric_name: "NewConnections",
    statistic: "Sum",
    threshold: 9000,
  });
});

test("an exception goes before what is said of all, for its endpoint only", () => {
  const endpoints = { orders: { ...ORDERS, alarms: { receivedResets: 7 } }, logs: { ...LOGS, alarms: false as const } };
  const alarms = alarmsOf({ endpoints, alarms: { receivedResets: 9, droppedPackets: false } });
  expect(Object.keys(alarms)).toEqual(["dev-web-endpoints/received-resets/orders"]);
  expect(alarms["dev-web-endpoints/received-resets/orders"]?.threshold).toBe(7);
});

test("an endpoint of a Gateway Load Balancer has its own type", () => {
  const alarms = alarmsOf({ endpoints: { logs: { ...LOGS, type: "GatewayLoadBalancer" } } });
  expect(alarms["dev-web-endpoints/dropped-packets/logs"]?.dimensions["Endpoint Type"]).toBe("GatewayLoadBalancer");
});

test("topics are notified in both directions, each once, in any order", () => {
  const alarms = alarmsOf({ alarmTopicArns: [`${TOPIC}-2`, TOPIC, `${TOPIC}-2`] });
  for (const alarm of Object.values(alarms)) {
    expect(alarm.alarm_actions).toEqual([TOPIC, `${TOPIC}-2`]);
    expect(alarm.ok_actions).toEqual([TOPIC, `${TOPIC}-2`]);
  }
});

test("the dashboard shows alarms, each metric with a line an endpoint, subnets, and every endpoint of the VPC", () => {
  const { dashboard_name: name, dashboard_body: body } = synthMonitoring().resource("aws_cloudwatch_dashboard");
  expect(name).toBe("dev-web-endpoints");
  for (const part of [
    '"type" = "alarm"',
    "Packets dropped by endpoints",
    '"Endpoint Type", "Interface", "Service Name"',
    `SEARCH('{AWS/PrivateLinkEndpoints,\\"Endpoint Type\\",\\"Service Name\\",\\"Subnet Id\\",\\"VPC Endpoint Id\\",\\"VPC Id\\"} MetricName=\\"PacketsDropped\\"`,
    "Bytes of every endpoint in the VPC",
  ])
    expect(body).toContain(part);
});

test("there can be only alarms, or only a dashboard", () => {
  expect(synthMonitoring({ dashboard: false }).types).not.toContain("aws_cloudwatch_dashboard");
  const only = synthMonitoring({ alarms: false });
  expect(only.types).not.toContain("aws_cloudwatch_metric_alarm");
  expect(only.resource("aws_cloudwatch_dashboard").dashboard_body).not.toContain('"type" = "alarm"');
});

test("addresses come from the names of connections, whatever their order", () => {
  const reversed = { logs: LOGS, orders: ORDERS };
  expect(synthMonitoring({ endpoints: reversed }).json).toEqual(synthMonitoring().json);
  expect(ids(synthMonitoring(), "aws_cloudwatch_metric_alarm").every((id) => /-(orders|logs)_/.test(id))).toBe(true);
});

test.each<[object, string]>([
  [{ endpoints: {} }, "`endpoints`: expected at least one endpoint"],
  [{ endpoints: { "a b": ORDERS } }, "`endpoints.a b`: expected letters, digits and hyphens"],
  [
    { endpoints: { orders: { ...ORDERS, serviceRegion: "eu-west-1" } } },
    "`endpoints.orders.serviceRegion`: expected a service in the endpoint's own region: AWS publishes no metrics of endpoints to eu-west-1",
  ],
  [
    { endpoints: { orders: { ...ORDERS, alarms: { processedBytes: 0 } } } },
    "`endpoints.orders.alarms.processedBytes`: expected false, or a whole number of 1 or more; got 0",
  ],
  [{ alarms: { droppedPackets: 0.5 } }, "`alarms.droppedPackets`: expected false, or a whole number of 0 or more"],
  [{ alarmTopicArns: ["pager"] }, "`alarmTopicArns`: expected the ARN of a standard SNS topic"],
  [{ alarmTopicArns: Array.from({ length: 6 }, () => TOPIC) }, "`alarmTopicArns`: expected at most 5 topics; got 6"],
  [{ alarms: false, alarmTopicArns: [TOPIC] }, "`alarmTopicArns`: expected no topics without alarms"],
  [{ alarms: false, dashboard: false }, "`dashboard`: expected alarms or a dashboard"],
])("fails on %j", (props, expected) => {
  expect(refusalOf(props)).toContain(expected);
});

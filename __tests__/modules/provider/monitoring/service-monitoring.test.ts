import { TerraformOutput } from "cdktf";
import {
  type MonitoredLoadBalancer,
  ServiceMonitoring,
  type ServiceMonitoringProps,
} from "../../../../modules/provider";
import { THRESHOLDS } from "../../../../modules/provider/monitoring";
import { type Block, ids, refusal, type Synthesized, synth, unknownText } from "../../../support/synth";

const LOAD_BALANCER: MonitoredLoadBalancer = {
  loadBalancerArn: "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/orders/0123456789abcdef",
  zoneIds: ["use1-az2", "use1-az1"],
  listeners: {
    http: { targetGroupArn: "arn:aws:elasticloadbalancing:us-east-1:111111111111:targetgroup/http/0123456789abcdef" },
  },
};
const TOPIC = "arn:aws:sns:us-east-1:111111111111:pager";
const PROPS: ServiceMonitoringProps = {
  name: "prod-orders",
  serviceId: "vpce-svc-0123456789abcdef0",
  loadBalancers: { main: LOAD_BALANCER },
};

function synthMonitoring(props: Partial<ServiceMonitoringProps> = {}): Synthesized {
  return synth((scope) => {
    const { alarmArns, dashboardName } = new ServiceMonitoring(scope, "monitoring", { ...PROPS, ...props });
    new TerraformOutput(scope, "attributes", { value: { alarmArns, dashboardName }, staticId: true });
  });
}

const refusalOf = (props: Partial<ServiceMonitoringProps>) =>
  refusal((scope) => new ServiceMonitoring(scope, "monitoring", { ...PROPS, ...props }));

/** Alarms by name. */
function alarmsOf(synthesized: Synthesized): Record<string, Block> {
  return Object.fromEntries(
    synthesized.resources("aws_cloudwatch_metric_alarm").map((alarm) => [alarm.alarm_name, alarm]),
  );
}

/** The main load balancer with other settings. */
const loadBalancers = (changes: Partial<MonitoredLoadBalancer>) => ({ main: { ...LOAD_BALANCER, ...changes } });

const listener = (protocol: "TCP" | "TLS" | "UDP" | "TCP_UDP") => ({
  http: { targetGroupArn: LOAD_BALANCER.listeners.http?.targetGroupArn ?? "", protocol },
});

describe("the alarms of a service, without a word on them", () => {
  const monitoring = synthMonitoring();
  const alarms = alarmsOf(monitoring);

  test("are those on what always is a fault", () => {
    expect(Object.keys(alarms).sort()).toEqual([
      "prod-orders/healthy-targets/main/http",
      "prod-orders/healthy-targets/main/http/use1-az1",
      "prod-orders/healthy-targets/main/http/use1-az2",
      "prod-orders/port-allocation-errors/main",
      "prod-orders/rejected-flows/main",
      "prod-orders/unhealthy-targets/main/http",
    ]);
  });

  test("stand where a listener has no healthy target in any zone for 5 minutes, or none registered", () => {
    expect(alarms["prod-orders/healthy-targets/main/http"]).toMatchObject({
      namespace: "AWS/NetworkELB",
      metric_name: "HealthyHostCount",
      dimensions: {
        LoadBalancer: expect.stringContaining('trimprefix(element(split(":", "arn:aws:elasticloadbalancing'),
        TargetGroup: expect.stringContaining(':targetgroup/http/0123456789abcdef"), 5)'),
      },
      statistic: "Maximum",
      period: 60,
      evaluation_periods: 5,
      datapoints_to_alarm: 5,
      comparison_operator: "LessThanThreshold",
      threshold: 1,
      treat_missing_data: "breaching",
    });
  });

  test("know zones by their names in the account, which Terraform learns from the ids", () => {
    expect(monitoring.data("aws_availability_zone")).toEqual([{ zone_id: "use1-az1" }, { zone_id: "use1-az2" }]);
    expect(alarms["prod-orders/healthy-targets/main/http/use1-az2"]?.dimensions.AvailabilityZone).toMatch(
      /^\$\{data\.aws_availability_zone\.monitoring_zone-use1-az2_\w+\.name}$/,
    );
  });

  test("stand where some target is unhealthy for 5 minutes", () => {
    expect(alarms["prod-orders/unhealthy-targets/main/http"]).toMatchObject({
      metric_name: "UnHealthyHostCount",
      statistic: "Minimum",
      comparison_operator: "GreaterThanThreshold",
      threshold: 0,
      treat_missing_data: "notBreaching",
    });
  });

  test("stand where connections are lost or rejected", () => {
    expect(alarms["prod-orders/port-allocation-errors/main"]).toMatchObject({
      metric_name: "PortAllocationErrorCount",
      statistic: "Sum",
      period: 300,
      evaluation_periods: 1,
      threshold: 0,
      treat_missing_data: "notBreaching",
    });
    expect(Object.keys(alarms["prod-orders/port-allocation-errors/main"]?.dimensions)).toEqual(["LoadBalancer"]);
    expect(alarms["prod-orders/rejected-flows/main"]).toMatchObject({
      metric_name: "RejectedFlowCount",
      statistic: "Maximum",
      treat_missing_data: "notBreaching",
    });
  });

  test("tell nobody", () => {
    for (const alarm of Object.values(alarms)) {
      expect(alarm).not.toHaveProperty("alarm_actions");
      expect(alarm).not.toHaveProperty("ok_actions");
    }
  });

  test("are all among the attributes", () => {
    expect(monitoring.json.output.attributes.value.alarmArns).toHaveLength(Object.keys(alarms).length);
  });
});

test("alarms tell topics when they stand and when they no longer do, each once, in any order", () => {
  const other = `${TOPIC}-2`;
  const alarms = alarmsOf(synthMonitoring({ alarmTopicArns: [other, TOPIC, other] }));
  for (const alarm of Object.values(alarms)) {
    expect(alarm.alarm_actions).toEqual([TOPIC, other]);
    expect(alarm.ok_actions).toEqual([TOPIC, other]);
  }
});

test.each([
  [undefined, "notBreaching"],
  [true, "notBreaching"],
  [false, "breaching"],
  ["unknown", "notBreaching"],
] as const)("with crossZone %s, a zone without registered targets is %s", (crossZone, expected) => {
  const changes = crossZone === undefined ? {} : { crossZone };
  const alarms = alarmsOf(synthMonitoring({ loadBalancers: loadBalancers(changes) }));
  expect(alarms["prod-orders/healthy-targets/main/http/use1-az1"]?.treat_missing_data).toBe(expected);
});

test.each([
  ["TCP", ["blocked-flows-tcp"]],
  ["TLS", ["blocked-flows-tcp", "tls-negotiation-errors"]],
  ["UDP", ["blocked-flows-udp"]],
  ["TCP_UDP", ["blocked-flows-tcp", "blocked-flows-udp"]],
] as const)("of a %s listener, %j are watched where they mean something", (protocol, expected) => {
  const names = (changes: Partial<MonitoredLoadBalancer>) =>
    Object.keys(
      alarmsOf(
        synthMonitoring({
          alarms: { tlsNegotiationErrors: 10 },
          loadBalancers: loadBalancers({ ...changes, listeners: listener(protocol) }),
        }),
      ),
    )
      .flatMap((name) => /^prod-orders\/((blocked|tls)[\w-]*)\/main$/.exec(name)?.[1] ?? [])
      .sort();
  expect(names({ enforcesInboundRules: true })).toEqual(expected);
  expect(names({})).toEqual(expected.filter((name) => name.startsWith("tls")));
});

test.each([
  ["loadBalancerResets", "load-balancer-resets/main", "AWS/NetworkELB", "TCP_ELB_Reset_Count", "Sum"],
  ["targetResets", "target-resets/main", "AWS/NetworkELB", "TCP_Target_Reset_Count", "Sum"],
  ["clientResets", "client-resets/main", "AWS/NetworkELB", "TCP_Client_Reset_Count", "Sum"],
  ["endpointResets", "endpoint-resets", "AWS/PrivateLinkServices", "RstPacketsSent", "Sum"],
  ["activeConnections", "active-connections", "AWS/PrivateLinkServices", "ActiveConnections", "Maximum"],
] as const)("with a threshold for %s, there is an alarm on it", (kind, name, namespace, metric, statistic) => {
  const alarm = alarmsOf(synthMonitoring({ alarms: { [kind]: 500 } }))[`prod-orders/${name}`];
  expect(alarm).toMatchObject({
    namespace,
    metric_name: metric,
    statistic,
    period: 300,
    comparison_operator: "GreaterThanThreshold",
    threshold: 500,
    treat_missing_data: "notBreaching",
  });
  if (namespace === "AWS/PrivateLinkServices") expect(alarm?.dimensions).toEqual({ "Service Id": PROPS.serviceId });
});

test("fewer connected endpoints than wanted are told after 15 minutes, none of them being no figure", () => {
  const alarms = alarmsOf(synthMonitoring({ alarms: { connectedEndpoints: 3 } }));
  expect(alarms["prod-orders/connected-endpoints"]).toMatchObject({
    metric_name: "EndpointsCount",
    period: 300,
    evaluation_periods: 3,
    comparison_operator: "LessThanThreshold",
    threshold: 3,
    treat_missing_data: "breaching",
  });
});

test("of a target group with a load balancer in it, CloudWatch counts no hosts", () => {
  const http = { ...listener("TCP").http, targetType: "alb" as const };
  const monitoring = synthMonitoring({ loadBalancers: loadBalancers({ listeners: { http } }) });
  expect(Object.keys(alarmsOf(monitoring)).sort()).toEqual([
    "prod-orders/port-allocation-errors/main",
    "prod-orders/rejected-flows/main",
  ]);
  expect(monitoring.resource("aws_cloudwatch_dashboard").dashboard_body).not.toContain("HealthyHostCount");
});

test("each alarm can be left out, and all of them", () => {
  const off = Object.fromEntries(Object.keys(THRESHOLDS).map((kind) => [kind, false as const]));
  expect(alarmsOf(synthMonitoring({ alarms: off }))).toEqual({});
  expect(alarmsOf(synthMonitoring({ alarms: false }))).toEqual({});
});

test("ARNs may be known to Terraform alone", () => {
  const loadBalancerArn = unknownText("aws_lb.x.arn");
  const monitoring = synthMonitoring({
    loadBalancers: loadBalancers({ loadBalancerArn }),
    alarmTopicArns: [unknownText("var.topic")],
  });
  expect(alarmsOf(monitoring)["prod-orders/rejected-flows/main"]).toMatchObject({
    dimensions: { LoadBalancer: expect.stringContaining("aws_lb.x.arn}), 5)") },
    alarm_actions: ["${var.topic}"],
  });
});

describe("the dashboard", () => {
  const body = (props: Partial<ServiceMonitoringProps> = {}) =>
    synthMonitoring(props).resource("aws_cloudwatch_dashboard").dashboard_body as string;

  test("has a name of its own, that no consumer of the same name has", () => {
    const monitoring = synthMonitoring();
    expect(monitoring.resource("aws_cloudwatch_dashboard").dashboard_name).toBe("prod-orders-service");
    expect(monitoring.json.output.attributes.value.dashboardName).toMatch(/^\$\{aws_cloudwatch_dashboard\./);
  });

  test.each([
    "HealthyHostCount",
    "UnHealthyHostCount",
    "PortAllocationErrorCount",
    "RejectedFlowCount",
    "SecurityGroupBlockedFlowCount_Inbound_TCP",
    "SecurityGroupBlockedFlowCount_Inbound_UDP",
    "ClientTLSNegotiationErrorCount",
    "TCP_ELB_Reset_Count",
    "TCP_Target_Reset_Count",
    "TCP_Client_Reset_Count",
    "ActiveFlowCount",
    "NewFlowCount",
    "ConsumedLCUs",
    "EndpointsCount",
    "ActiveConnections",
    "NewConnections",
    "BytesProcessed",
    "RstPacketsSent",
  ])("shows %s", (metric) => {
    expect(body()).toContain(`"${metric}"`);
  });

  test("shows who is connected: a line an endpoint", () => {
    expect(body()).toContain(
      String.raw`format("SEARCH('{AWS/PrivateLinkServices,\"Service Id\",\"VPC Endpoint Id\"} MetricName=\"BytesProcessed\" \"%s\"', 'Sum', 300)", "vpce-svc-0123456789abcdef0")`,
    );
  });

  test("shows all alarms, a hundred in a widget", () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`listener-${index}`, listener("TCP").http]),
    );
    const widgets = body({ loadBalancers: loadBalancers({ listeners: many }) })
      .split('"type" = "alarm"')
      .slice(1);
    // 30 listeners with 4 alarms each, and 2 of the load balancer.
    expect(widgets.map((widget) => widget.match(/aws_cloudwatch_metric_alarm\./g)?.length)).toEqual([100, 22]);
    expect(body({ alarms: false })).not.toContain('"alarm"');
  });

  test("can be left out", () => {
    const monitoring = synthMonitoring({ dashboard: false });
    expect(monitoring.types).toEqual(["aws_cloudwatch_metric_alarm"]);
    expect(monitoring.json.output.attributes.value).not.toHaveProperty("dashboardName");
  });
});

describe("several load balancers", () => {
  const two: ServiceMonitoringProps["loadBalancers"] = {
    main: LOAD_BALANCER,
    blue: { ...LOAD_BALANCER, listeners: { ...LOAD_BALANCER.listeners, ...{ admin: listener("TCP").http } } },
  };

  test("have alarms of their own; those of the others stay", () => {
    const before = synthMonitoring();
    const after = synthMonitoring({ loadBalancers: two });
    expect(ids(after, "aws_cloudwatch_metric_alarm")).toEqual(
      expect.arrayContaining(ids(before, "aws_cloudwatch_metric_alarm")),
    );
    const names = Object.keys(alarmsOf(after));
    expect(names).toContain("prod-orders/unhealthy-targets/blue/admin");
    expect(names).toHaveLength(Object.keys(alarmsOf(before)).length + 4 + 4 + 2);
  });

  test("are the same in any order", () => {
    const reversed = Object.fromEntries(
      Object.entries(two)
        .reverse()
        .map(([key, each]) => [
          key,
          {
            ...each,
            zoneIds: [...each.zoneIds].reverse(),
            listeners: Object.fromEntries(Object.entries(each.listeners).reverse()),
          },
        ]),
    );
    expect(synthMonitoring({ loadBalancers: reversed }).text).toBe(synthMonitoring({ loadBalancers: two }).text);
  });
});

test("names that join alike are two alarms", () => {
  const names = (name: string, key: string) => {
    const listeners = { [key]: listener("TCP").http };
    return Object.keys(alarmsOf(synthMonitoring({ name, loadBalancers: loadBalancers({ listeners }) })));
  };
  const both = [...names("dev-orders", "api-http"), ...names("dev-orders-api", "http")];
  expect(new Set(both).size).toBe(both.length);
});

test.each<[string, Partial<ServiceMonitoringProps>, string]>([
  ["name", { name: "prod_orders" }, "`name`: expected letters, digits and hyphens"],
  [
    "name that is not known at synthesis",
    { name: unknownText("var.name") },
    "`name`: expected a name that is known at synthesis",
  ],
  ["set of load balancers", { loadBalancers: {} }, "`loadBalancers`: expected at least one load balancer; got {}"],
  [
    "name of a load balancer",
    { loadBalancers: { "a/b": LOAD_BALANCER } },
    "`loadBalancers.a/b`: expected letters, digits and hyphens",
  ],
  [
    "empty list of zones",
    { loadBalancers: loadBalancers({ zoneIds: [] }) },
    "`loadBalancers.main.zoneIds`: expected at least one zone; got []",
  ],
  [
    "zone name",
    { loadBalancers: loadBalancers({ zoneIds: ["us-east-1a"] }) },
    '`loadBalancers.main.zoneIds`: expected zone ids such as use1-az1; got "us-east-1a"',
  ],
  [
    "set of listeners",
    { loadBalancers: loadBalancers({ listeners: {} }) },
    "`loadBalancers.main.listeners`: expected at least one listener; got {}",
  ],
  [
    "name of a listener",
    { loadBalancers: loadBalancers({ listeners: { "a/b": listener("TCP").http } }) },
    "`loadBalancers.main.listeners.a/b`: expected letters, digits and hyphens",
  ],
  [
    "threshold below the least",
    { alarms: { healthyTargets: 0 } },
    "`alarms.healthyTargets`: expected false, or a whole number of 1 or more; got 0",
  ],
  [
    "threshold that is no whole number",
    { alarms: { rejectedFlows: 0.5 } },
    "`alarms.rejectedFlows`: expected false, or a whole number of 0 or more; got 0.5",
  ],
  [
    "topic",
    { alarmTopicArns: ["pager"] },
    '`alarmTopicArns`: expected the ARN of a standard SNS topic: arn:<partition>:sns:<region>:<12-digit account>:<name>; got "pager"',
  ],
  [
    "number of topics",
    { alarmTopicArns: Array.from({ length: 6 }, (_, index) => `${TOPIC}-${index}`) },
    "`alarmTopicArns`: expected at most 5 topics; got 6",
  ],
  [
    "topic without alarms",
    { alarms: false, alarmTopicArns: [TOPIC] },
    "`alarmTopicArns`: expected no topics without alarms",
  ],
  ["pair of nothing", { alarms: false, dashboard: false }, "`dashboard`: expected alarms or a dashboard; got false"],
])("fails on a bad %s", (_, props, message) => {
  expect(refusalOf(props)).toContain(message);
});

test("fails with all problems at once", () => {
  const message = refusalOf({ name: "a_b", alarms: { healthyTargets: 0, rejectedFlows: -1 }, alarmTopicArns: ["x"] });
  expect(message.split("\n")).toHaveLength(1 + 1 + 2 + 1);
  expect(message).toContain("Invalid properties of ServiceMonitoring at stack/monitoring:");
});

describe("several target groups of a listener", () => {
  const arn = (name: string) =>
    `arn:aws:elasticloadbalancing:us-east-1:111111111111:targetgroup/${name}/0123456789abcdef`;
  const targetGroups = {
    blue: { targetGroupArn: arn("blue"), weight: 90, formerKeys: ["targets"] },
    green: { targetGroupArn: arn("green"), weight: 10 },
    next: { targetGroupArn: arn("next"), weight: 0 },
    web: { targetGroupArn: arn("web"), weight: 1, targetType: "alb" },
  } as const;
  const monitoring = synthMonitoring({ loadBalancers: loadBalancers({ listeners: { http: { targetGroups } } }) });

  test("have alarms of their own, but for those that get no connections or whose hosts CloudWatch does not count", () => {
    const names = Object.keys(alarmsOf(monitoring)).filter((name) => name.includes("/unhealthy-targets/"));
    expect(names.sort()).toEqual([
      "prod-orders/unhealthy-targets/main/http",
      "prod-orders/unhealthy-targets/main/http/green",
    ]);
    expect(alarmsOf(monitoring)["prod-orders/healthy-targets/main/http/green"]?.alarm_description).toBe(
      "Fewer than 1 healthy target(s) of listener http/green. Without any, its share of the connections fails.",
    );
  });

  test("keep the alarms that they had as the only target group", () => {
    const moved: { from: string; to: string }[] = monitoring.json.moved;
    const before = ids(synthMonitoring(), "aws_cloudwatch_metric_alarm");
    expect(moved.map(({ from }) => from.split(".")[1]).sort()).toEqual(
      before.filter((id) => id.includes("listener-http")).sort(),
    );
    for (const { to } of moved) expect(to).toContain("_listener-http_blue_");
  });

  test("have graphs each", () => {
    const body = monitoring.resource("aws_cloudwatch_dashboard").dashboard_body;
    for (const key of ["blue", "green", "next"]) expect(body).toContain(`main: targets of http/${key} by zone`);
    expect(body).not.toContain("http/web");
  });
});

test("fails on a listener with neither a target group nor several, or with both", () => {
  const [http] = Object.values(LOAD_BALANCER.listeners);
  for (const each of [{}, { ...http, targetGroups: {} }])
    expect(refusalOf({ loadBalancers: loadBalancers({ listeners: { http: each } }) })).toContain(
      "`loadBalancers.main.listeners.http`: expected either `targetGroupArn` or `targetGroups`",
    );
});

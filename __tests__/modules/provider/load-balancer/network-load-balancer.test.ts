import "../../../support/matchers";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { TerraformOutput } from "cdktf";
import { type ListenerProps, NetworkLoadBalancer, type NetworkLoadBalancerProps } from "../../../../modules/provider";
import { ids, refusal, synth, unknownNumber, unknownText } from "../../../support/synth";
import { VPC } from "../../../support/vpc";

const LISTENERS: Record<string, ListenerProps> = {
  http: { port: 80, targetPort: 8080, healthCheck: { protocol: "HTTP", path: "/health", intervalSeconds: 30 } },
  admin: { port: 9000 },
  tls: { port: 443, targetPort: 8080, healthCheck: { protocol: "HTTPS" } },
};
const PROPS: NetworkLoadBalancerProps = {
  name: "prod-orders",
  vpc: VPC,
  listeners: LISTENERS,
  targetIds: { second: "i-00000000000000002", first: "i-00000000000000001" },
};

function synthBalancer(props: NetworkLoadBalancerProps) {
  return synth((scope) => {
    const { loadBalancerArn, securityGroupId, targetGroupArns } = new NetworkLoadBalancer(scope, "nlb", props);
    new TerraformOutput(scope, "attributes", {
      value: { loadBalancerArn, securityGroupId, targetGroupArns },
      staticId: true,
    });
  });
}

function refusalOf(props: Partial<NetworkLoadBalancerProps>): string {
  return refusal((scope) => new NetworkLoadBalancer(scope, "nlb", { ...PROPS, ...props }));
}

describe("a load balancer", () => {
  const nlb = synthBalancer(PROPS);

  test("is an internal Network Load Balancer over the VPC's subnets", () => {
    expect(nlb.resource("aws_lb")).toMatchObject({
      name: "prod-orders",
      load_balancer_type: "network",
      internal: true,
      subnets: Object.values(VPC.subnetIds),
      enable_cross_zone_load_balancing: true,
      enable_deletion_protection: false,
    });
  });

  test("has a security group without a way in, which PrivateLink is not held to", () => {
    const balancer = nlb.resource("aws_lb");
    expect(balancer.enforce_security_group_inbound_rules_on_private_link_traffic).toBe("off");
    expect(balancer.security_groups).toEqual([`\${aws_security_group.${ids(nlb, "aws_security_group")[0]}.id}`]);
    expect(nlb.types.filter((type) => type.includes("security_group"))).toEqual([
      "aws_security_group",
      "aws_vpc_security_group_egress_rule",
    ]);
    expect(nlb.resource("aws_security_group")).not.toHaveProperty("ingress");
    expect(nlb.resource("aws_security_group")).not.toHaveProperty("egress");
  });

  test("has a way out to the targets' ports within the VPC alone, each once", () => {
    expect(
      nlb
        .resources("aws_vpc_security_group_egress_rule")
        .map((rule) => [rule.ip_protocol, rule.from_port, rule.to_port, rule.cidr_ipv4]),
    ).toEqual([
      ["tcp", 8080, 8080, "10.0.0.0/16"],
      ["tcp", 9000, 9000, "10.0.0.0/16"],
    ]);
  });

  test("has a TCP listener for each name, which forwards to a target group of its own", () => {
    expect(
      nlb.resources("aws_lb_listener").map((each) => [each.tags.Name, each.port, each.protocol, each.default_action]),
    ).toEqual(
      ["admin", "http", "tls"].map((name, index) => [
        `prod-orders-${name}`,
        LISTENERS[name]?.port,
        "TCP",
        [
          {
            type: "forward",
            target_group_arn: `\${aws_lb_target_group.${ids(nlb, "aws_lb_target_group")[index]}.arn}`,
          },
        ],
      ]),
    );
  });

  test("checks the targets as it is told, by default with a TCP connection every 10 seconds", () => {
    expect(nlb.resources("aws_lb_target_group").map((each) => [each.port, each.health_check])).toEqual([
      [9000, { protocol: "TCP", interval: 10, timeout: 5 }],
      [8080, { protocol: "HTTP", path: "/health", matcher: "200-399", interval: 30, timeout: 5 }],
      [8080, { protocol: "HTTPS", path: "/", matcher: "200-399", interval: 10, timeout: 5 }],
    ]);
    expect(nlb.text).toHaveResourceWithProperties(LbTargetGroup, {
      protocol: "TCP",
      target_type: "instance",
      lifecycle: { create_before_destroy: true },
    });
  });

  test("registers each target with each target group", () => {
    expect(nlb.resources("aws_lb_target_group_attachment")).toHaveLength(6);
    expect(ids(nlb, "aws_lb_target_group_attachment").map((id) => id.replace(/_[0-9A-F]{8}$/, ""))).toEqual(
      ["admin-tcp", "http-http", "tls-http"].flatMap((name) => [
        `nlb_target-group-${name}_target-first`,
        `nlb_target-group-${name}_target-second`,
      ]),
    );
  });

  test("gives its ARN, its security group and its target groups by listener", () => {
    const { loadBalancerArn, securityGroupId, targetGroupArns } = nlb.json.output.attributes.value;
    expect(loadBalancerArn).toBe(`\${aws_lb.${ids(nlb, "aws_lb")[0]}.arn}`);
    expect(securityGroupId).toBe(`\${aws_security_group.${ids(nlb, "aws_security_group")[0]}.id}`);
    expect(Object.keys(targetGroupArns)).toEqual(["admin", "http", "tls"]);
  });

  test("is the same whatever order its listeners and targets are named in", () => {
    const listeners = Object.fromEntries(Object.entries(LISTENERS).reverse());
    const targetIds = Object.fromEntries(Object.entries(PROPS.targetIds ?? {}).reverse());
    expect(synthBalancer({ ...PROPS, listeners, targetIds }).text).toBe(nlb.text);
  });

  test("keeps its listeners, and their addresses in Terraform, when one is added", () => {
    const more = synthBalancer({ ...PROPS, listeners: { aaa: { port: 1 }, ...LISTENERS } });
    for (const type of ["aws_lb_listener", "aws_lb_target_group", "aws_lb_target_group_attachment"])
      expect(more.json.resource[type]).toMatchObject(nlb.json.resource[type]);
  });
});

test("options: targets by address, no cross-zone, deletion protection", () => {
  const nlb = synthBalancer({
    ...PROPS,
    targetType: "ip",
    targetIds: { server: "10.0.0.9" },
    crossZone: false,
    deletionProtection: true,
  });
  expect(nlb.resources("aws_lb_target_group").map((each) => each.target_type)).toEqual(["ip", "ip", "ip"]);
  expect(nlb.resource("aws_lb")).toMatchObject({
    enable_cross_zone_load_balancing: false,
    enable_deletion_protection: true,
  });
});

test("without targets, none is registered", () => {
  const { targetIds: _, ...props } = PROPS;
  expect(synthBalancer(props).types).not.toContain("aws_lb_target_group_attachment");
});

test("names keep to 32 characters and stay distinct", () => {
  const name = `production-environment-${"x".repeat(40)}`;
  const listeners = { "listener-a": { port: 1 }, "listener-b": { port: 2 } };
  const names = synthBalancer({ ...PROPS, name, listeners })
    .resources("aws_lb_target_group")
    .map((each) => each.name);
  expect(names.every((each) => each.length <= 32)).toBe(true);
  expect(new Set(names).size).toBe(2);
});

test("a target group that AWS must replace takes a new name, so that both can stand", () => {
  const nameOf = (listener: ListenerProps, targetType: "instance" | "ip") =>
    synthBalancer({ name: "a", vpc: VPC, listeners: { x: listener }, targetType }).resource("aws_lb_target_group").name;
  const names = [
    nameOf({ port: 80 }, "instance"),
    nameOf({ port: 80, targetPort: 8080 }, "instance"),
    nameOf({ port: 80 }, "ip"),
  ];
  expect(new Set(names).size).toBe(3);
  expect(nameOf({ port: 81, targetPort: 80 }, "instance")).toBe(names[0]);
});

test("target groups of two load balancers of one account never share a name", () => {
  const nameOf = (name: string, listener: string) =>
    synthBalancer({ name, vpc: VPC, listeners: { [listener]: { port: 80 } } }).resource("aws_lb_target_group").name;
  expect(nameOf("dev-orders", "api-http")).not.toBe(nameOf("dev-orders-api", "http"));
});

describe("what only Terraform knows is not judged:", () => {
  test("targets", () => {
    const targetIds = { a: unknownText("aws_instance.a.id"), b: unknownText("aws_instance.b.id") };
    const nlb = synthBalancer({ ...PROPS, listeners: { http: { port: 80 } }, targetIds });
    expect(nlb.resources("aws_lb_target_group_attachment").map((each) => each.target_id)).toEqual([
      "${aws_instance.a.id}",
      "${aws_instance.b.id}",
    ]);
  });

  test("paths and intervals", () => {
    const nlb = synthBalancer({
      ...PROPS,
      targetIds: {},
      listeners: {
        http: {
          port: 80,
          healthCheck: {
            protocol: "HTTP",
            path: unknownText("var.path"),
            intervalSeconds: unknownNumber("var.interval"),
          },
        },
      },
    });
    expect(nlb.resource("aws_lb_target_group").health_check).toMatchObject({
      path: "${var.path}",
      interval: "${var.interval}",
    });
  });
});

test("fails on a port that only Terraform knows: addresses are made from it", () => {
  expect(refusalOf({ listeners: { http: { port: unknownNumber("var.port") } } })).toContain(
    "`listeners.http.port`: expected a port that is known at synthesis",
  );
});

test("fails on a name that only Terraform knows: other names are cut from it", () => {
  expect(refusalOf({ name: unknownText("var.name") })).toContain("`name`: expected a name that is known at synthesis");
});

test("fails with all problems at once, and where", () => {
  const message = refusalOf({ name: "a_b", listeners: { x: { port: 0, targetPort: 65536 } } });
  expect(message.split("\n")).toEqual([
    "Invalid properties of NetworkLoadBalancer at stack/nlb:",
    expect.stringContaining("`name`: "),
    "  - `listeners.x.port`: expected a port from 1 to 65535; got 0",
    "  - `listeners.x.targetPort`: expected a port from 1 to 65535; got 65536",
  ]);
});

const listenersOf = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`l${index}`, { port: index + 1 }]));

test.each<[string, Record<string, ListenerProps>, string]>([
  ["without a listener", {}, "`listeners`: expected 1 to 50 listeners; got 0"],
  ["with 51 listeners", listenersOf(51), "`listeners`: expected 1 to 50 listeners; got 51"],
  [
    "with a port twice",
    { a: { port: 80 }, b: { port: 80 } },
    "`listeners.b.port`: expected a port other than that of listener a; got 80",
  ],
  [
    "with a path to check over TCP",
    { a: { port: 80, healthCheck: { protocol: "TCP", path: "/" } } },
    '`listeners.a.healthCheck.path`: expected no path with protocol TCP; got "/"',
  ],
  [
    "with a path that is none",
    { a: { port: 80, healthCheck: { protocol: "HTTP", path: "health" } } },
    "`listeners.a.healthCheck.path`: expected a path that begins with /, of at most 1024 ",
  ],
  [
    "with checks too often",
    { a: { port: 80, healthCheck: { protocol: "TCP", intervalSeconds: 4 } } },
    "`listeners.a.healthCheck.intervalSeconds`: expected 5 to 300 seconds; got 4",
  ],
  [
    "with checks too seldom",
    { a: { port: 80, healthCheck: { protocol: "TCP", intervalSeconds: 301 } } },
    "`listeners.a.healthCheck.intervalSeconds`: expected 5 to 300 seconds; got 301",
  ],
])("fails %s", (_, listeners, message) => {
  expect(refusalOf({ listeners })).toContain(message);
});

test("50 listeners are accepted", () => {
  expect(
    synthBalancer({ ...PROPS, targetIds: {}, listeners: listenersOf(50) }).resources("aws_lb_listener"),
  ).toHaveLength(50);
});

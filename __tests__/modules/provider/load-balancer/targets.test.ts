import { type ListenerProps, NetworkLoadBalancer, type NetworkLoadBalancerProps } from "../../../../modules/provider";
import { ALB, TARGET_GROUP } from "../../../support/refused-forwarding";
import { ids, type Synthesized, synth, unknownText } from "../../../support/synth";
import { isolatedVpc, VPC } from "../../../support/vpc";

function synthBalancer(props: Partial<NetworkLoadBalancerProps>): Synthesized {
  const listeners = { http: { port: 80, targetPort: 8080 } };
  return synth((scope) => new NetworkLoadBalancer(scope, "nlb", { name: "orders", vpc: VPC, listeners, ...props }));
}

/** Where the security group lets out to. */
function waysOut(nlb: Synthesized): string[] {
  return nlb
    .resources("aws_vpc_security_group_egress_rule")
    .map((rule) => `${rule.ip_protocol} ${rule.from_port}-${rule.to_port} ${rule.cidr_ipv4 ?? rule.cidr_ipv6}`)
    .sort();
}

const without = (id: string) => id.replace(/_[0-9A-F]{8}$/, "");

describe("an Application Load Balancer", () => {
  const nlb = synthBalancer({ targetType: "alb", targetIds: { web: ALB } });

  test("is the target of a group of TCP, at its listener's port, with nothing but AWS's defaults", () => {
    const { name, tags, vpc_id: _, ...group } = nlb.resource("aws_lb_target_group");
    expect(name).toMatch(/^orders-http-[0-9a-f]{8}$/);
    expect(tags).toEqual({ Name: "orders-http" });
    expect(group).toEqual({
      target_type: "alb",
      protocol: "TCP",
      port: 8080,
      health_check: { protocol: "HTTP", path: "/", matcher: "200-399", interval: 10, timeout: 5 },
      lifecycle: { create_before_destroy: true },
    });
    expect(nlb.resource("aws_lb_target_group_attachment").target_id).toBe(ALB);
    expect(waysOut(nlb)).toEqual(["tcp 8080-8080 10.0.0.0/16"]);
  });

  test("is looked at before: its type, VPC, and listener", () => {
    const [balancer] = nlb.data("aws_lb");
    expect(balancer).toMatchObject({ arn: ALB });
    const conditions = balancer?.lifecycle.postcondition.map((each: { condition: string }) => each.condition);
    expect(conditions).toEqual(['${self.load_balancer_type == "application"}', `\${(self.vpc_id == "${VPC.vpcId}")}`]);
    const [listener] = nlb.data("aws_lb_listener");
    expect(listener).toMatchObject({ load_balancer_arn: ALB, port: 8080 });
    expect(listener?.lifecycle.postcondition[0].condition).toBe('${self.protocol == "HTTP"}');
  });

  test("is asked over HTTPS where its listener speaks that, or at another port, whatever is spoken there", () => {
    const asked = (healthCheck: ListenerProps["healthCheck"] & object) =>
      synthBalancer({
        targetType: "alb",
        targetIds: { web: ALB },
        listeners: { http: { port: 443, healthCheck } },
      }).data("aws_lb_listener")[0]?.lifecycle;
    expect(asked({ protocol: "HTTPS" }).postcondition[0].condition).toBe('${self.protocol == "HTTPS"}');
    expect(asked({ protocol: "HTTP", port: 8081 })).toBeUndefined();
  });

  test("is in a VPC that only Terraform knows", () => {
    const listeners = { http: { port: 80 } };
    const made = synth((scope) => {
      const props = { name: "orders", vpc: isolatedVpc(scope), listeners, targetIds: { a: ALB } };
      new NetworkLoadBalancer(scope, "nlb", { ...props, targetType: "alb" });
    });
    const [vpc] = ids(made, "aws_vpc");
    expect(made.data("aws_lb")[0]?.lifecycle.postcondition[1].condition).toBe(`\${(self.vpc_id == aws_vpc.${vpc}.id)}`);
  });
});

describe("an Auto Scaling group", () => {
  const nlb = synthBalancer({ autoScalingGroupNames: { b: "batch", w: "web" } });

  test("is attached to the target group of each listener, by its name here", () => {
    expect(ids(nlb, "aws_autoscaling_attachment").map(without)).toEqual([
      "nlb_target-group-http-tcp_group-b",
      "nlb_target-group-http-tcp_group-w",
    ]);
    expect(nlb.resources("aws_autoscaling_attachment")[0]).toEqual({
      autoscaling_group_name: "batch",
      lb_target_group_arn: `\${aws_lb_target_group.${ids(nlb, "aws_lb_target_group")[0]}.arn}`,
    });
  });

  test("has the target group of instances that register themselves", () => {
    expect(nlb.resource("aws_lb_target_group")).toEqual(synthBalancer({}).resource("aws_lb_target_group"));
  });
});

describe("addresses", () => {
  test("outside the VPC are registered for all zones, each with a rule of its own", () => {
    const nlb = synthBalancer({
      targetType: "ip",
      targetIds: { a: "10.0.0.9" },
      outsideTargetIds: { b: "192.168.0.9" },
      listeners: { a: { port: 80 }, b: { port: 81, targetPort: 80, healthCheck: { protocol: "HTTP", port: 8081 } } },
    });
    const attached = nlb
      .resources("aws_lb_target_group_attachment")
      .map(({ target_id: id, availability_zone: zone }) => [id, zone]);
    expect(attached).toEqual([
      ["10.0.0.9", undefined],
      ["192.168.0.9", "all"],
      ["10.0.0.9", undefined],
      ["192.168.0.9", "all"],
    ]);
    expect(waysOut(nlb)).toEqual([
      "tcp 80-80 10.0.0.0/16",
      "tcp 80-80 192.168.0.9/32",
      "tcp 8081-8081 10.0.0.0/16",
      "tcp 8081-8081 192.168.0.9/32",
    ]);
    expect(ids(nlb, "aws_vpc_security_group_egress_rule").map(without)).toContain("nlb_egress-tcp-80-19216809");
  });

  test("that only Terraform knows are let out to by their names", () => {
    const nlb = synthBalancer({ targetType: "ip", outsideTargetIds: { b: unknownText("aws_x.y.ip") } });
    expect(ids(nlb, "aws_vpc_security_group_egress_rule").map(without)).toContain("nlb_egress-tcp-8080-b");
    expect(waysOut(nlb)).toContain("tcp 8080-8080 ${aws_x.y.ip}/32");
  });

  test("of IPv6 have a target group of IPv6 and rules of their own", () => {
    const nlb = synthBalancer({
      vpc: { ...VPC, ipv6: true },
      ipAddressType: "dualstack",
      targetType: "ip",
      targetIpAddressType: "ipv6",
      targetIds: { a: "2600:1f18::9" },
    });
    expect(nlb.resource("aws_lb_target_group")).toMatchObject({ ip_address_type: "ipv6", target_type: "ip" });
    expect(waysOut(nlb)).toEqual(["tcp 8080-8080 2600:1f18::9/128"]);
    const ipv4 = synthBalancer({ targetType: "ip" }).resource("aws_lb_target_group");
    expect(ipv4).not.toHaveProperty("ip_address_type");
    expect(ipv4.name).not.toBe(nlb.resource("aws_lb_target_group").name);
  });
});

test("targets at ports of their own choosing are let out to, over what the listener speaks, and asked over TCP", () => {
  const listeners = { dns: { port: 53, protocol: "UDP" } } as const;
  expect(waysOut(synthBalancer({ dynamicPorts: true, listeners }))).toEqual([
    "tcp 32768-65535 10.0.0.0/16",
    "tcp 53-53 10.0.0.0/16",
    "udp 32768-65535 10.0.0.0/16",
    "udp 53-53 10.0.0.0/16",
  ]);
});

describe("a target group that exists", () => {
  const nlb = synthBalancer({ targetGroupArn: TARGET_GROUP, targetType: "ip", healthCheckPort: 8081 });

  test("is forwarded to, and none is made", () => {
    expect(nlb.types).not.toContain("aws_lb_target_group");
    const [group] = Object.keys(nlb.json.data.aws_lb_target_group);
    expect(nlb.resource("aws_lb_listener").default_action).toEqual([
      { type: "forward", target_group_arn: `\${data.aws_lb_target_group.${group}.arn}` },
    ]);
    expect(waysOut(nlb)).toEqual(["tcp 8080-8080 10.0.0.0/16", "tcp 8081-8081 10.0.0.0/16"]);
  });

  test("must be what is said of it", () => {
    const conditions = (of: Synthesized) =>
      of.data("aws_lb_target_group")[0]?.lifecycle.postcondition.map((each: { condition: string }) => each.condition);
    expect(conditions(nlb)).toEqual([
      `\${(self.vpc_id == "${VPC.vpcId}")}`,
      '${contains(["TCP", "TCP_UDP"], self.protocol)}',
      "${self.port == 8080}",
      '${contains(["8081"], try(coalesce(self.health_check[0].port), "no port"))}',
      '${self.target_type == "ip"}',
    ]);
    const udp = synthBalancer({
      listeners: { dns: { port: 53, protocol: "TCP_UDP", targets: { targetGroupArn: TARGET_GROUP } } },
    });
    expect(conditions(udp)).toEqual([
      `\${(self.vpc_id == "${VPC.vpcId}")}`,
      '${contains(["TCP_UDP"], self.protocol)}',
      "${self.port == 53}",
      '${contains(["53", "traffic-port"], try(coalesce(self.health_check[0].port), "no port"))}',
    ]);
  });
});

describe("targets of one listener", () => {
  const all = { targetIds: { a: "i-01234567" } };
  const listeners = { a: { port: 80 }, b: { port: 81 } };

  test("take the place of all that is said for all", () => {
    const nlb = synthBalancer({ ...all, listeners: { ...listeners, b: { port: 81, targets: { targetType: "ip" } } } });
    expect(nlb.resources("aws_lb_target_group").map((each) => each.target_type)).toEqual(["instance", "ip"]);
    expect(nlb.resources("aws_lb_target_group_attachment")).toHaveLength(1);
  });

  test("change nothing for the others", () => {
    const before = synthBalancer({ ...all, listeners });
    const after = synthBalancer({
      ...all,
      listeners: { ...listeners, b: { port: 81, targets: { targetGroupArn: TARGET_GROUP } } },
    });
    for (const type of ["aws_lb_target_group", "aws_lb_target_group_attachment"]) {
      const kept = Object.entries(after.json.resource[type]);
      expect(kept).toHaveLength(1);
      for (const [id, resource] of kept) expect(before.json.resource[type][id]).toEqual(resource);
    }
    expect(ids(after, "aws_lb_listener")).toEqual(ids(before, "aws_lb_listener"));
  });

  test("are those of all where they say the same", () => {
    const own = { a: { port: 80, targets: all }, b: { port: 81, targets: all } };
    expect(synthBalancer({ listeners: own }).text).toBe(synthBalancer({ ...all, listeners }).text);
  });
});

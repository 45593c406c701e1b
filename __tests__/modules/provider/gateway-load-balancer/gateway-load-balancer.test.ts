import { TerraformOutput } from "cdktf";
import { GatewayLoadBalancer, type GatewayLoadBalancerProps } from "../../../../modules/provider";
import { ids, refusal, synth, unknownNumber, unknownText } from "../../../support/synth";
import { VPC } from "../../../support/vpc";

const PROPS: GatewayLoadBalancerProps = { name: "prod-inspection", vpc: VPC };

function synthBalancer(props: Partial<GatewayLoadBalancerProps> = {}) {
  return synth((scope) => {
    const { loadBalancerArn, targetGroupArn } = new GatewayLoadBalancer(scope, "gwlb", { ...PROPS, ...props });
    new TerraformOutput(scope, "attributes", { value: { loadBalancerArn, targetGroupArn }, staticId: true });
  });
}

const refusalOf = (props: Partial<GatewayLoadBalancerProps>) =>
  refusal((scope) => new GatewayLoadBalancer(scope, "gwlb", { ...PROPS, ...props }));
const groupOf = (props: Partial<GatewayLoadBalancerProps>) => synthBalancer(props).resource("aws_lb_target_group");

describe("a Gateway Load Balancer", () => {
  const balancer = synthBalancer();

  test("has a node in each subnet, and no security group", () => {
    expect(balancer.types).toEqual(["aws_lb", "aws_lb_listener", "aws_lb_target_group"]);
    expect(balancer.resource("aws_lb")).toMatchObject({
      name: "prod-inspection",
      load_balancer_type: "gateway",
      subnets: Object.values(VPC.subnetIds),
      ip_address_type: "ipv4",
      enable_cross_zone_load_balancing: true,
      enable_deletion_protection: false,
      tags: { Name: "prod-inspection" },
      lifecycle: { create_before_destroy: true },
    });
    expect(balancer.resource("aws_lb")).not.toHaveProperty("security_groups");
    expect(balancer.resource("aws_lb")).not.toHaveProperty("internal");
  });

  test("hears every packet, and hands it on wrapped in GENEVE", () => {
    const [id] = ids(balancer, "aws_lb_target_group");
    const listener = balancer.resource("aws_lb_listener");
    expect(listener).toMatchObject({
      default_action: [{ type: "forward", target_group_arn: `\${aws_lb_target_group.${id}.arn}` }],
      tcp_idle_timeout_seconds: 350,
      lifecycle: { create_before_destroy: true },
    });
    for (const attribute of ["port", "protocol"]) expect(listener).not.toHaveProperty(attribute);
    expect(balancer.resource("aws_lb_target_group")).toMatchObject({
      protocol: "GENEVE",
      port: 6081,
      target_type: "instance",
      vpc_id: VPC.vpcId,
      lifecycle: { create_before_destroy: true },
    });
  });

  test("says AWS's defaults, since the provider keeps what there was where nothing is said", () => {
    expect(balancer.resource("aws_lb_target_group")).toMatchObject({
      health_check: { protocol: "TCP", port: "80", interval: 10, timeout: 5 },
      target_failover: [{ on_deregistration: "no_rebalance", on_unhealthy: "no_rebalance" }],
      stickiness: { enabled: false, type: "source_ip_dest_ip" },
    });
  });

  test("gives the ARNs of load balancer and target group", () => {
    const [id] = ids(balancer, "aws_lb");
    const [group] = ids(balancer, "aws_lb_target_group");
    expect(balancer.json.output.attributes.value).toEqual({
      loadBalancerArn: `\${aws_lb.${id}.arn}`,
      targetGroupArn: `\${aws_lb_target_group.${group}.arn}`,
    });
  });

  test("takes its subnets in the order of the zones, however they are given", () => {
    const turned = Object.fromEntries(Object.entries(VPC.subnetIds).reverse());
    expect(synthBalancer({ vpc: { ...VPC, subnetIds: turned } }).text).toBe(balancer.text);
  });

  test("has options, all of which change in place", () => {
    const chosen = synthBalancer({
      crossZone: false,
      ipAddressType: "dualstack",
      vpc: { ...VPC, ipv6: true },
      deletionProtection: true,
      preventDestroy: true,
      idleTimeoutSeconds: 6000,
      targetFailover: "rebalance",
      flowStickiness: "source_ip_dest_ip_proto",
      deregistrationDelaySeconds: 30,
    });
    expect(chosen.resource("aws_lb")).toMatchObject({
      enable_cross_zone_load_balancing: false,
      ip_address_type: "dualstack",
      enable_deletion_protection: true,
      lifecycle: { create_before_destroy: true, prevent_destroy: true },
    });
    expect(chosen.resource("aws_lb_listener").tcp_idle_timeout_seconds).toBe(6000);
    expect(chosen.resource("aws_lb_target_group")).toMatchObject({
      name: balancer.resource("aws_lb_target_group").name,
      target_failover: [{ on_deregistration: "rebalance", on_unhealthy: "rebalance" }],
      stickiness: { enabled: true, type: "source_ip_dest_ip_proto" },
      deregistration_delay: "30",
    });
    for (const type of ["aws_lb", "aws_lb_listener", "aws_lb_target_group"])
      expect(ids(chosen, type)).toEqual(ids(balancer, type));
  });
});

describe("the appliances", () => {
  test("are instances or addresses, by name", () => {
    const instances = synthBalancer({ targetIds: { b: "i-0123456789abcdef1", a: "i-0123456789abcdef0" } });
    const attachments = instances.resources("aws_lb_target_group_attachment");
    expect(attachments.map((each) => each.target_id)).toEqual(["i-0123456789abcdef0", "i-0123456789abcdef1"]);
    expect(ids(instances, "aws_lb_target_group_attachment")[0]).toMatch(/target-a_/);
    const addresses = synthBalancer({ targetType: "ip", targetIds: { a: "10.0.0.9" } });
    expect(addresses.resource("aws_lb_target_group").target_type).toBe("ip");
    expect(addresses.resource("aws_lb_target_group_attachment").target_id).toBe("10.0.0.9");
  });

  test("may be those of Auto Scaling groups", () => {
    const balancer = synthBalancer({ autoScalingGroupNames: { fw: "firewalls" } });
    const [group] = ids(balancer, "aws_lb_target_group");
    expect(balancer.resource("aws_autoscaling_attachment")).toMatchObject({
      autoscaling_group_name: "firewalls",
      lb_target_group_arn: `\${aws_lb_target_group.${group}.arn}`,
    });
  });

  test("are asked as the health check says, at port 80 unless it says another", () => {
    expect(groupOf({ healthCheck: { protocol: "HTTP", path: "/up" } }).health_check).toMatchObject({
      protocol: "HTTP",
      port: "80",
      path: "/up",
      matcher: "200-399",
    });
    expect(groupOf({ healthCheck: { protocol: "TCP", port: 8443, intervalSeconds: 5 } }).health_check).toMatchObject({
      port: "8443",
      interval: 5,
      timeout: 4,
    });
  });

  test("get another target group, beside the one that it replaces, for all that cannot be changed", () => {
    const names = [
      groupOf({}).name,
      groupOf({ name: "prod-other" }).name,
      groupOf({ targetType: "ip" }).name,
      groupOf({ healthCheck: { protocol: "HTTP" } }).name,
    ];
    expect(new Set(names).size).toBe(names.length);
    expect(groupOf({ healthCheck: { protocol: "HTTPS" } }).name).toBe(names[3]);
    expect(ids(synthBalancer({ healthCheck: { protocol: "HTTP" } }), "aws_lb_target_group")[0]).toMatch(/http/);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(32);
  });

  test("may be known to Terraform alone", () => {
    const balancer = synthBalancer({
      targetIds: { a: unknownText("aws_instance.a.id") },
      autoScalingGroupNames: { fw: unknownText("aws_autoscaling_group.fw.name") },
      deregistrationDelaySeconds: unknownNumber("var.delay"),
      idleTimeoutSeconds: unknownNumber("var.idle"),
    });
    expect(balancer.resource("aws_lb_target_group_attachment").target_id).toBe("${aws_instance.a.id}");
    expect(balancer.resource("aws_autoscaling_attachment").autoscaling_group_name).toBe(
      "${aws_autoscaling_group.fw.name}",
    );
    expect(balancer.resource("aws_lb_target_group").deregistration_delay).toBe("${var.delay}");
    expect(balancer.resource("aws_lb_listener").tcp_idle_timeout_seconds).toBe("${var.idle}");
  });
});

test.each<[string, Partial<GatewayLoadBalancerProps>, string]>([
  ["on a bad name", { name: "a_b" }, "`name`: expected letters, digits and hyphens"],
  ["on a name that only Terraform knows", { name: unknownText("var.a") }, "`name`: expected a name that is known"],
  ["without a subnet", { vpc: { ...VPC, subnetIds: {} } }, "`vpc.subnetIds`: expected at least one subnet; got {}"],
  [
    "on an id that is no instance's",
    { targetIds: { a: "vpc-0123456789abcdef0" } },
    '`targetIds.a`: expected the id of an instance, such as i-0123456789abcdef0; got "vpc-0123456789abcdef0"',
  ],
  [
    "on an instance among addresses",
    { targetType: "ip", targetIds: { a: "i-0123456789abcdef0" } },
    "`targetIds.a`: expected an IPv4 address",
  ],
  [
    "on an IPv6 address, which GENEVE does not go over",
    { targetType: "ip", targetIds: { a: "fd00::9" } },
    "`targetIds.a`: expected an IPv4 address",
  ],
  [
    "on more appliances than AWS takes",
    { targetIds: Object.fromEntries(Array.from({ length: 301 }, (_, n) => [`a${n}`, unknownText(`a.${n}`)])) },
    "`targetIds`: expected at most 300 appliances",
  ],
  [
    "on Auto Scaling groups with addresses",
    { targetType: "ip", autoScalingGroupNames: { fw: "firewalls" } },
    "`autoScalingGroupNames`: expected no group with targetType ip: groups register instances",
  ],
  [
    "on what names no Auto Scaling group",
    { autoScalingGroupNames: { fw: "fire walls:1" } },
    "`autoScalingGroupNames.fw`: expected the name of an Auto Scaling group: 1 to 255 characters of ASCII, without spaces and colons",
  ],
  [
    "on a path of a health check over TCP",
    { healthCheck: { protocol: "TCP", path: "/up" } },
    "`healthCheck.path`: expected no path with protocol TCP",
  ],
  [
    "on a timeout beyond the interval",
    { healthCheck: { protocol: "TCP", intervalSeconds: 5, timeoutSeconds: 6 } },
    "`healthCheck.timeoutSeconds`: expected at most the interval, 5 seconds; got 6",
  ],
  [
    "on a port of a health check that is none",
    { healthCheck: { protocol: "TCP", port: 0 } },
    "`healthCheck.port`: expected a port from 1 to 65535; got 0",
  ],
  [
    "on an unknown failover",
    { targetFailover: "move" as "rebalance" },
    '`targetFailover`: expected one of no_rebalance, rebalance; got "move"',
  ],
  [
    "on an unknown stickiness",
    { flowStickiness: "source_ip" as "source_ip_dest_ip" },
    "`flowStickiness`: expected one of source_ip_dest_ip, source_ip_dest_ip_proto",
  ],
  [
    "on a delay beyond an hour",
    { deregistrationDelaySeconds: 3601 },
    "`deregistrationDelaySeconds`: expected 0 to 3600 seconds; got 3601",
  ],
  [
    "on an idle timeout below a minute",
    { idleTimeoutSeconds: 59 },
    "`idleTimeoutSeconds`: expected 60 to 6000 seconds; got 59",
  ],
  [
    "dualstack in a VPC without IPv6",
    { ipAddressType: "dualstack" },
    '`ipAddressType`: expected a VPC whose subnets have IPv6 ranges, `ipv6: true`; got "dualstack"',
  ],
])("fails %s", (_, props, message) => {
  expect(refusalOf(props)).toContain(message);
});

test("fails with all problems at once", () => {
  const message = refusalOf({ name: "", idleTimeoutSeconds: 1, deregistrationDelaySeconds: -1 });
  expect(message.split("\n")).toHaveLength(4);
  expect(message).toContain("Invalid properties of GatewayLoadBalancer at stack/gwlb:");
});

import {
  type ListenerProps,
  NetworkLoadBalancer,
  type NetworkLoadBalancerProps,
  type TargetsProps,
} from "../../../../modules/provider";
import { ALB, TARGET_GROUP } from "../../../support/refused-forwarding";
import { CERTIFICATE } from "../../../support/refused-listeners";
import { refusedTargetGroups } from "../../../support/refused-target-groups";
import { ids, refusal, type Synthesized, synth } from "../../../support/synth";
import { isolatedVpc, VPC } from "../../../support/vpc";

const BLUE: TargetsProps = { targetIds: { a: "i-00000001" } };
const GREEN: TargetsProps = { targetIds: { b: "i-00000002" } };

function synthListener(listener: Partial<ListenerProps>, more: Partial<NetworkLoadBalancerProps> = {}): Synthesized {
  const listeners = { http: { port: 80, targetPort: 8080, ...listener } };
  return synth((scope) => new NetworkLoadBalancer(scope, "nlb", { name: "orders", vpc: VPC, listeners, ...more }));
}

function problemsOf(listener: object, more: Partial<NetworkLoadBalancerProps> = {}): string[] {
  const listeners = { http: { port: 80, ...listener } };
  const text = refusal(
    (scope) => new NetworkLoadBalancer(scope, "nlb", { name: "orders", vpc: VPC, listeners, ...more }),
  );
  return text.split("\n").slice(1);
}

const without = (id: string) => id.replace(/_[0-9A-F]{8}$/, "");
const arnOf = (stack: Synthesized, part: string) =>
  `\${aws_lb_target_group.${ids(stack, "aws_lb_target_group").find((id) => id.includes(part))}.arn}`;
const namesOf = (stack: Synthesized) => stack.resources("aws_lb_target_group").map(({ name }) => name);

describe("several target groups of a listener", () => {
  const stack = synthListener({
    targetGroups: {
      green: { weight: 10, targets: GREEN, targetPort: 8081, healthCheck: { protocol: "HTTP" } },
      blue: { weight: 90, targets: BLUE },
    },
  });

  test("share its connections by weight", () => {
    expect(stack.resource("aws_lb_listener").default_action).toEqual([
      {
        type: "forward",
        forward: {
          target_group: [
            { arn: arnOf(stack, "http_blue"), weight: 90 },
            { arn: arnOf(stack, "http_green"), weight: 10 },
          ],
        },
      },
    ]);
  });

  test("have ids and names of their own, and what the listener says unless they say otherwise", () => {
    expect(ids(stack, "aws_lb_target_group").map(without)).toEqual([
      "nlb_target-group-http_blue-tcp",
      "nlb_target-group-http_green-http",
    ]);
    const groups = stack.resources("aws_lb_target_group");
    expect(groups.map(({ port, tags }) => [port, tags.Name])).toEqual([
      [8080, "orders-http-blue"],
      [8081, "orders-http-green"],
    ]);
    expect(groups.map(({ name }) => name.replace(/[0-9a-f]{8}$/, ""))).toEqual([
      "orders-http-blue-",
      "orders-http-green-",
    ]);
    expect(ids(stack, "aws_lb_target_group_attachment").map(without)).toEqual([
      "nlb_target-group-http_blue-tcp_target-a",
      "nlb_target-group-http_green-http_target-b",
    ]);
  });

  test("are let out to at the ports of each", () => {
    const ports = stack.resources("aws_vpc_security_group_egress_rule").map((rule) => rule.from_port);
    expect(ports.sort()).toEqual([8080, 8081]);
  });

  test("are handed out by listener and key", () => {
    let arns: Readonly<Record<string, string>> = {};
    synth((scope) => {
      const listeners = { http: { port: 80, targetGroups: { blue: { weight: 1, targets: BLUE } } }, tcp: { port: 81 } };
      arns = new NetworkLoadBalancer(scope, "nlb", { name: "orders", vpc: VPC, listeners }).targetGroupArns;
    });
    expect(Object.keys(arns)).toEqual(["http/blue", "tcp"]);
  });

  test("can be target groups that exist", () => {
    const adopted = synthListener({ targetGroups: { blue: { weight: 1, targets: { targetGroupArn: TARGET_GROUP } } } });
    expect(Object.keys(adopted.json.data.aws_lb_target_group).map(without)).toEqual([
      "nlb_adopted-target-group-http_blue",
    ]);
    const conditions = synthListener({
      port: 443,
      protocol: "TLS",
      certificateArn: CERTIFICATE,
      targetGroups: { blue: { weight: 1, targets: { targetGroupArn: TARGET_GROUP } } },
    })
      .data("aws_lb_target_group")[0]
      ?.lifecycle.postcondition.map(({ condition }: { condition: string }) => condition);
    expect(conditions).toContain('${contains(["TCP"], self.protocol)}');
  });
});

test("the only one of the target groups is forwarded to without a weight", () => {
  const stack = synthListener({ targetGroups: { blue: { weight: 5, targets: BLUE } } });
  expect(stack.resource("aws_lb_listener").default_action).toEqual([
    { type: "forward", target_group_arn: arnOf(stack, "http_blue") },
  ]);
});

describe("a target group that is connected", () => {
  const single = synthListener({ targets: BLUE });
  const several = synthListener({
    targetGroups: { blue: { weight: 1, targets: BLUE, renamedFrom: "targets" }, green: { weight: 1, targets: GREEN } },
  });
  const moves = (stack: Synthesized): string[] =>
    (stack.json.moved as { from: string; to: string }[]).map(({ from, to }) => `${without(from)} > ${without(to)}`);

  test("keeps its name when others come beside it, and is moved with its targets", () => {
    expect(namesOf(several)[0]).toBe(namesOf(single)[0]);
    expect(moves(several)).toEqual([
      "aws_lb_target_group.nlb_target-group-http-tcp > aws_lb_target_group.nlb_target-group-http_blue-tcp",
      "aws_lb_target_group_attachment.nlb_target-group-http-tcp_target-a > aws_lb_target_group_attachment.nlb_target-group-http_blue-tcp_target-a",
    ]);
    expect(ids(several, "aws_lb_listener")).toEqual(ids(single, "aws_lb_listener"));
  });

  test("keeps its name when it is the only one again, whichever it is", () => {
    const green = synthListener({ targets: GREEN, targetGroupRenamedFrom: "green" });
    expect(namesOf(green)[0]).toBe(namesOf(several)[1]);
    expect(moves(green)[0]).toBe(
      "aws_lb_target_group.nlb_target-group-http_green-tcp > aws_lb_target_group.nlb_target-group-http-tcp",
    );
    const blue = synthListener({ targets: BLUE, targetGroupRenamedFrom: ["targets", "blue"] });
    expect(namesOf(blue)[0]).toBe(namesOf(single)[0]);
  });

  test("is moved whichever of listener and target group was renamed first", () => {
    const both = synthListener({
      renamedFrom: "web",
      targetGroups: { blue: { weight: 1, targets: {}, renamedFrom: "targets" } },
    });
    const ofGroup = moves(both).filter((each) => each.startsWith("aws_lb_target_group."));
    expect(ofGroup.map((each) => each.split(" > ")[0])).toEqual([
      "aws_lb_target_group.nlb_target-group-web-tcp",
      "aws_lb_target_group.nlb_target-group-web_blue-tcp",
      "aws_lb_target_group.nlb_target-group-http-tcp",
    ]);
    const chained = moves(both).map((each) => each.split(" > "));
    for (const [index, [, to]] of chained.entries())
      expect(chained.slice(index + 1).filter(([, other]) => other === to)).toEqual([]);
  });
});

describe("instances that are found by their tags", () => {
  const tags = { Role: "orders", "aws:autoscaling:groupName": "orders" };
  const stack = synthListener({ targets: { targetTags: tags } });

  test("are those that run in the VPC and have all tags, and a plan without any is refused", () => {
    const [found] = stack.data("aws_instances");
    expect(found).toMatchObject({
      instance_state_names: ["running"],
      filter: [
        { name: "vpc-id", values: [VPC.vpcId] },
        { name: "tag:Role", values: ["orders"] },
        { name: "tag:aws:autoscaling:groupName", values: ["orders"] },
      ],
    });
    const [{ condition, error_message: message }] = found?.lifecycle.postcondition ?? [];
    expect(condition).toBe("${try(length(self.ids) > 0, false)}");
    expect(message).toContain(
      `Listener http: no running instance in ${VPC.vpcId} has the tags Role=orders, aws:autoscaling:groupName=orders.`,
    );
  });

  test("are registered by their ids, in no order", () => {
    const [id = ""] = ids(stack, "aws_lb_target_group_attachment");
    expect(without(id)).toBe("nlb_target-group-http-tcp_tagged");
    const attachment = stack.resource("aws_lb_target_group_attachment");
    expect(attachment.for_each).toMatch(/^\$\{toset\(local\./);
    expect(attachment.target_id).toBe("${each.value}");
    expect(Object.values(stack.json.locals)).toEqual([
      expect.stringMatching(/^\$\{try\(\[for one in data\.aws_instances\.\S+\.ids : one if one != null\], \[\]\)\}$/),
    ]);
  });

  test("may be none in a target group that gets no connections", () => {
    const groups = synthListener({
      targetGroups: { blue: { weight: 1, targets: BLUE }, green: { weight: 0, targets: { targetTags: tags } } },
    });
    expect(groups.data("aws_instances")[0]).not.toHaveProperty("lifecycle");
  });

  test("fails on a VPC that the same apply makes", () => {
    const text = refusal((scope) => {
      const props = { name: "orders", vpc: isolatedVpc(scope), listeners: { http: { port: 80 } }, targetTags: tags };
      return new NetworkLoadBalancer(scope, "nlb", props);
    });
    expect(text).toContain(
      "`vpc`: expected a VPC that exists: Terraform finds the instances of listener http by their tags when it plans",
    );
  });

  test.each<[string, TargetsProps, string, string]>([
    ["no tag", { targetTags: {} }, "targetTags", "at least one tag: without any, all instances of the VPC"],
    ["an empty value", { targetTags: { Role: "" } }, "targetTags.Role", "the value of a tag: 1 to 256 characters"],
    ["a wildcard", { targetTags: { Role: "order*" } }, "targetTags.Role", "the value of a tag: 1 to 256 characters"],
    [
      "a long key",
      { targetTags: { [`${"x".repeat(129)}`]: "a" } },
      `targetTags.${"x".repeat(129)}`,
      "the key of a tag",
    ],
    ["tags of addresses", { targetType: "ip", targetTags: tags }, "targetTags", "none with `targetType: ip`"],
    ["ids beside tags", { ...BLUE, targetTags: tags }, "targetTags", "none beside `targetIds`"],
    [
      "Auto Scaling groups beside tags",
      { autoScalingGroupNames: { a: "a" }, targetTags: tags },
      "targetTags",
      "none beside `targetIds` and `autoScalingGroupNames`",
    ],
  ])("fails on %s", (_, targets, path, expected) => {
    expect(problemsOf({ targets })).toEqual([
      expect.stringContaining(`\`listeners.http.targets.${path}\`: expected ${expected}`),
    ]);
  });
});

test.each(refusedTargetGroups(BLUE))("fails on %s", (_, listener, path, expected) => {
  expect(problemsOf(listener)).toContainEqual(
    expect.stringContaining(`\`listeners.http.${path}\`: expected ${expected}; got `),
  );
});

test.each<[string, object, string, string]>([
  ["a weight of 1000", { weight: 1000, targets: BLUE }, "weight", "0 to 999 shares"],
  ["a port of 0", { weight: 1, targets: BLUE, targetPort: 0 }, "targetPort", "a port from 1 to 65535"],
  [
    "a health check at port 0",
    { weight: 1, targets: BLUE, healthCheck: { protocol: "TCP", port: 0 } },
    "healthCheck.port",
    "a port from 1 to 65535",
  ],
  [
    "an address as an instance",
    { weight: 1, targets: { targetIds: { a: "10.0.0.9" } } },
    "targets.targetIds.a",
    "the id",
  ],
])("fails on a target group with %s", (_, group, path, expected) => {
  expect(problemsOf({ targetGroups: { blue: group } })).toEqual([
    expect.stringContaining(`\`listeners.http.targetGroups.blue.${path}\`: expected ${expected}`),
  ]);
});

test("fails on target groups of two families, and on one that stands twice", () => {
  const ipv6 = { targetType: "ip", targetIpAddressType: "ipv6", targetIds: { a: "2600:1f18::9" } };
  expect(
    problemsOf(
      { targetGroups: { a: { weight: 1, targets: { targetType: "ip" } }, b: { weight: 1, targets: ipv6 } } },
      { vpc: { ...VPC, ipv6: true }, ipAddressType: "dualstack" },
    ),
  ).toEqual([expect.stringContaining("`listeners.http.targetGroups.b.targets`: expected ipv4 addresses")]);
  const same = { weight: 1, targets: { targetGroupArn: TARGET_GROUP } };
  expect(problemsOf({ targetGroups: { a: same, b: same } })).toEqual([
    expect.stringContaining(
      "`listeners.http.targetGroups.b.targets`: expected a target group other than that of a; got ",
    ),
  ]);
});

test("fails once on what a listener says of two Application Load Balancers", () => {
  const alb = { weight: 1, targets: { targetType: "alb", targetIds: { web: ALB } } };
  expect(problemsOf({ proxyProtocolV2: true, targetGroups: { a: alb, b: alb } })).toEqual([
    expect.stringContaining("`listeners.http.proxyProtocolV2`: expected no `proxyProtocolV2` in front of"),
  ]);
  const asked = { ...alb, healthCheck: { protocol: "TCP" } };
  expect(problemsOf({ targetGroups: { a: asked } })).toEqual([
    expect.stringContaining("`listeners.http.targetGroups.a.healthCheck.protocol`: expected HTTP or HTTPS"),
  ]);
});

import { type ListenerProps, NetworkLoadBalancer, type TargetsProps } from "../../../../modules/provider";
import { ALB, type Leads, REFUSED_FORWARDING, TARGET_GROUP } from "../../../support/refused-forwarding";
import { refusal, synth, unknownText } from "../../../support/synth";
import { VPC } from "../../../support/vpc";

const LEADS: Readonly<Record<Leads, TargetsProps>> = {
  alb: { targetType: "alb", targetIds: { web: ALB } },
  targetGroup: { targetGroupArn: TARGET_GROUP },
  outside: { targetType: "ip", outsideTargetIds: { a: "192.168.0.9" } },
};

const HTTP = { http: { port: 80 } };

function problemsOf(props: TargetsProps, listeners: Readonly<Record<string, ListenerProps>> = HTTP): string[] {
  const text = refusal(
    (scope) => new NetworkLoadBalancer(scope, "nlb", { name: "orders", vpc: VPC, listeners, ...props }),
  );
  return text.split("\n").slice(1);
}

test.each(REFUSED_FORWARDING)(
  "fails on %s, said for all listeners or for one",
  (_, leads, listener, path, expected) => {
    const said = [expect.stringContaining(`\`listeners.http.${path}\`: expected ${expected}; got `)];
    const props = listener as unknown as ListenerProps;
    expect(problemsOf(LEADS[leads], { http: props })).toEqual(said);
    expect(problemsOf({}, { http: { ...props, targets: LEADS[leads] } })).toEqual(said);
  },
);

test.each<[string, TargetsProps, string, string]>([
  ["an unknown type", { targetType: "lambda" as "ip" }, "targetType", "one of instance, ip, alb"],
  [
    "an unknown family",
    { targetType: "ip", targetIpAddressType: "dualstack" as "ipv6" },
    "targetIpAddressType",
    "one of ipv4, ipv6",
  ],
  ["an address as an instance", { targetIds: { a: "10.0.0.9" } }, "targetIds.a", "the id of an instance, such as i-"],
  ["an instance as an address", { targetType: "ip", targetIds: { a: "i-01234567" } }, "targetIds.a", "an IPv4 address"],
  [
    "an IPv6 address in a target group of IPv4",
    { targetType: "ip", targetIds: { a: "2600:1f18::9" } },
    "targetIds.a",
    "an IPv4 address",
  ],
  [
    "a Network Load Balancer as an Application Load Balancer",
    { targetType: "alb", targetIds: { a: ALB.replace("/app/", "/net/") } },
    "targetIds.a",
    "the ARN of an Application Load Balancer: arn:",
  ],
  [
    "two Application Load Balancers",
    { targetType: "alb", targetIds: { a: ALB, b: ALB } },
    "targetIds",
    "one Application Load Balancer: AWS takes no more in a target group",
  ],
  [
    "a public address outside the VPC",
    { targetType: "ip", outsideTargetIds: { a: "52.0.0.9" } },
    "outsideTargetIds.a",
    "a private address, within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10",
  ],
  [
    "a name that is in the VPC and outside it",
    { targetType: "ip", targetIds: { a: "10.0.0.9" }, outsideTargetIds: { a: "192.168.0.9" } },
    "outsideTargetIds.a",
    "a name that none of `targetIds` has",
  ],
  [
    "instances outside the VPC",
    { outsideTargetIds: { a: "192.168.0.9" } },
    "outsideTargetIds",
    "none but with `targetType: ip`: others are registered in the load balancer's own VPC alone",
  ],
  [
    "an Auto Scaling group of addresses",
    { targetType: "ip", autoScalingGroupNames: { a: "batch" } },
    "autoScalingGroupNames",
    "no",
  ],
  [
    "a name that no Auto Scaling group can have",
    { autoScalingGroupNames: { a: "a b" } },
    "autoScalingGroupNames.a",
    "the name of an Auto Scaling group: 1 to 255 characters of ASCII, without spaces and colons",
  ],
  [
    "dynamic ports of an Application Load Balancer",
    { targetType: "alb", dynamicPorts: true },
    "dynamicPorts",
    "none with an Application Load Balancer, which is reached at the port of its target group",
  ],
  [
    "IPv6 behind a load balancer of IPv4",
    { targetType: "ip", targetIpAddressType: "ipv6" },
    "targetIpAddressType",
    "ipv4 behind a load balancer that is not `dualstack`",
  ],
  [
    "the port of a health check without a target group that exists",
    { healthCheckPort: 80 },
    "healthCheckPort",
    "none but with `targetGroupArn`: of a target group that is made, it is `healthCheck.port`",
  ],
  ["a target group that is none", { targetGroupArn: ALB }, "targetGroupArn", "the ARN of a target group: arn:"],
  [
    "a port that is none of the health check of a target group that exists",
    { targetGroupArn: TARGET_GROUP, healthCheckPort: 0 },
    "healthCheckPort",
    "a port from 1 to 65535",
  ],
  ...(
    [
      ["targetIds", { a: "i-01234567" }],
      ["outsideTargetIds", { a: "192.168.0.9" }],
      ["targetIpAddressType", "ipv4"],
      ["autoScalingGroupNames", { a: "batch" }],
      ["dynamicPorts", false],
    ] as const
  ).map(([key, value]): [string, TargetsProps, string, string] => [
    `${key} of a target group that exists`,
    { targetGroupArn: TARGET_GROUP, [key]: value },
    key,
    "none with `targetGroupArn`: a target group that exists has its own targets",
  ]),
])("fails on %s, for all listeners or for one", (_, props, path, expected) => {
  expect(problemsOf(props)).toEqual([expect.stringContaining(`  - \`${path}\`: expected ${expected}`)]);
  expect(problemsOf({}, { http: { port: 80, targets: props } })).toEqual([
    expect.stringContaining(`  - \`listeners.http.targets.${path}\`: expected ${expected}`),
  ]);
});

test("fails on IPv6 of others than addresses, and on addresses outside beside it", () => {
  const dualstack = { vpc: { ...VPC, ipv6: true }, ipAddressType: "dualstack" } as const;
  expect(problemsOf({ ...dualstack, targetIpAddressType: "ipv6" })).toEqual([
    expect.stringContaining("`targetIpAddressType`: expected ipv4 but with `targetType: ip`"),
  ]);
  const outsideTargetIds = { a: "192.168.0.9" };
  expect(problemsOf({ ...dualstack, targetType: "ip", targetIpAddressType: "ipv6", outsideTargetIds })).toEqual([
    expect.stringContaining(
      "`outsideTargetIds`: expected none beside IPv6 addresses: a target group has addresses of one family",
    ),
  ]);
});

test("fails on a load balancer beside another where the target group exists", () => {
  const text = refusal((scope) => {
    const main = new NetworkLoadBalancer(scope, "main", { name: "a", vpc: VPC, listeners: HTTP });
    const props = { name: "b", vpc: VPC, listeners: HTTP, beside: main, targetGroupArn: TARGET_GROUP };
    new NetworkLoadBalancer(scope, "nlb", props);
  });
  expect(text).toContain(
    "`beside`: expected none where the target group of listener http exists: a target group is of one load balancer",
  );
});

test("what only Terraform knows is not judged", () => {
  const unknown = unknownText("var.id");
  for (const props of [
    { targetIds: { a: unknown }, autoScalingGroupNames: { a: unknown } },
    { targetType: "ip", targetIds: { a: unknown }, outsideTargetIds: { b: unknown } },
    { targetType: "alb", targetIds: { a: unknown } },
    { targetGroupArn: unknown },
  ] as const)
    synth((scope) => {
      new NetworkLoadBalancer(scope, "nlb", { name: "orders", vpc: VPC, listeners: HTTP, ...props });
    });
});

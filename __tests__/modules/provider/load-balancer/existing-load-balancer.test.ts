import { TerraformOutput } from "cdktf";
import {
  ExistingNetworkLoadBalancer,
  type ExistingNetworkLoadBalancerProps,
  type TargetsProps,
} from "../../../../modules/provider";
import { networkLoadBalancerArnProblem } from "../../../../modules/provider/load-balancer";
import { ALB, TARGET_GROUP } from "../../../support/refused-forwarding";
import { type Block, refusal, synth, unknownText } from "../../../support/synth";
import { VPC } from "../../../support/vpc";

const ARN = "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/legacy/0123456789abcdef";
const PROPS: ExistingNetworkLoadBalancerProps = {
  loadBalancerArn: ARN,
  vpc: VPC,
  listeners: { https: { port: 443, protocol: "TLS" }, http: { port: 80 } },
};

function synthBalancer(props: Partial<ExistingNetworkLoadBalancerProps> = {}) {
  return synth((scope) => {
    const loadBalancer = new ExistingNetworkLoadBalancer(scope, "nlb", { ...PROPS, ...props });
    const { loadBalancerArn, targetGroupArns, enforcesInboundRules } = loadBalancer;
    const { vpcId, subnetIds } = loadBalancer.vpc;
    new TerraformOutput(scope, "attributes", {
      value: { loadBalancerArn, targetGroupArns, enforcesInboundRules, vpc: { vpcId, subnetIds } },
      staticId: true,
    });
  });
}

function conditionsOf(props: Partial<ExistingNetworkLoadBalancerProps> = {}): string[] {
  return synthBalancer(props)
    .data("aws_lb")
    .flatMap((balancer) => balancer.lifecycle.postcondition.map(({ condition }: Block) => condition));
}

describe("a load balancer that exists", () => {
  const nlb = synthBalancer();

  test("is read with its listeners, and nothing is made", () => {
    expect(nlb.types).toEqual([]);
    expect(nlb.data("aws_lb")).toMatchObject([{ arn: ARN }]);
    expect(nlb.data("aws_lb_listener").map(({ port }) => port)).toEqual([80, 443]);
  });

  test("gives its ARN, and the target groups that its listeners forward to", () => {
    const { loadBalancerArn, targetGroupArns, enforcesInboundRules } = nlb.json.output.attributes.value;
    expect(loadBalancerArn).toMatch(/^\$\{data\.aws_lb\..*\.arn}$/);
    expect(targetGroupArns).toEqual({
      http: expect.stringMatching(/data\.aws_lb_listener\..*\.default_action\[0]\.target_group_arn\), "none"\)}$/),
      https: expect.any(String),
    });
    expect(enforcesInboundRules).toBe(false);
  });

  test("fails at the plan where it is not what an endpoint service needs", () => {
    expect(conditionsOf()).toEqual([
      '${self.load_balancer_type == "network"}',
      "${self.internal}",
      '${(self.vpc_id == "vpc-0123456789abcdef0")}',
      '${(toset(self.subnets) == toset(["subnet-00000000000000001", "subnet-00000000000000002"]))}',
      '${self.enforce_security_group_inbound_rules_on_private_link_traffic != "on"}',
    ]);
  });

  test("fails at the plan where its rules for PrivateLink are not as declared", () => {
    expect(conditionsOf({ enforcesInboundRules: true }).at(-1)).toBe(
      '${self.enforce_security_group_inbound_rules_on_private_link_traffic == "on"}',
    );
  });

  test("fails at the plan where it must be dualstack, and is not", () => {
    expect(conditionsOf({ ipAddressType: "dualstack" }).at(-1)).toBe('${self.ip_address_type == "dualstack"}');
    expect(conditionsOf({ ipAddressType: "ipv4" })).toHaveLength(5);
  });

  test("fails at the plan where a listener has another protocol than declared", () => {
    const conditions = nlb.data("aws_lb_listener").map(({ lifecycle }) => lifecycle.postcondition);
    expect(conditions).toEqual([
      [
        {
          condition: '${self.protocol == "TCP"}',
          error_message:
            "Listener http at port 80 is declared to have protocol TCP, but has ${self.protocol}. Declare that one.",
        },
      ],
      [{ condition: '${self.protocol == "TLS"}', error_message: expect.any(String) }],
    ]);
  });

  test("is the same whatever order its listeners are named in", () => {
    const listeners = Object.fromEntries(Object.entries(PROPS.listeners).reverse());
    expect(synthBalancer({ listeners }).text).toBe(nlb.text);
  });

  test("may be found by its tags", () => {
    const tags = { Service: "orders", Tier: "" };
    const [found] = synthBalancer({ loadBalancerArn: undefined, loadBalancerTags: tags }).data("aws_lb");
    expect(found).toMatchObject({ tags });
    expect(found).not.toHaveProperty("arn");
  });

  test("may be known to Terraform alone", () => {
    expect(synthBalancer({ loadBalancerArn: unknownText("var.arn") }).data("aws_lb")).toMatchObject([
      { arn: "${var.arn}" },
    ]);
  });
});

describe("of which only the zones are declared", () => {
  const nlb = synthBalancer({ vpc: undefined, zoneIds: ["use1-az2", "use1-az1"] });

  test("its VPC and its subnets are looked up", () => {
    expect(nlb.data("aws_subnet")).toMatchObject([
      { for_each: expect.stringMatching(/^\$\{toset\(.*data\.aws_lb\..*\.subnets.*\)}$/), id: "${each.value}" },
    ]);
    expect(nlb.data("aws_vpc")).toMatchObject([{ id: expect.stringMatching(/^\$\{data\.aws_lb\..*\.vpc_id}$/) }]);
    const { vpc } = nlb.json.output.attributes.value;
    expect(vpc.vpcId).toMatch(/^\$\{data\.aws_vpc\..*\.id}$/);
    expect(Object.keys(vpc.subnetIds)).toEqual(["use1-az1", "use1-az2"]);
    expect(vpc.subnetIds["use1-az2"]).toContain('if subnet.availability_zone_id == "use1-az2"');
  });

  test("fails at the plan where it has nodes in other zones, and nothing is asked of the subnets", () => {
    const [found] = nlb.data("aws_vpc") as [Block];
    const [{ condition, error_message: message }] = found.lifecycle.postcondition;
    expect(condition).toMatch(/^\$\{toset\(\[for .*availability_zone_id]\) == toset\(\["use1-az1","use1-az2"]\)}$/);
    expect(message).toContain("but is declared to have them in use1-az1, use1-az2. Declare the zones");
    expect(conditionsOf({ vpc: undefined, zoneIds: ["use1-az1"] })).toEqual([
      '${self.load_balancer_type == "network"}',
      "${self.internal}",
      '${self.enforce_security_group_inbound_rules_on_private_link_traffic != "on"}',
    ]);
  });

  test("listeners that are made on it have target groups in the VPC that is found", () => {
    const made = synthBalancer({
      vpc: undefined,
      zoneIds: ["use1-az1"],
      listeners: { http: { port: 80, targetPort: 8080 } },
      targets: { name: "orders", targetType: "ip", targetIds: { a: "10.0.0.4" } },
    });
    expect(made.resource("aws_lb_target_group").vpc_id).toMatch(/^\$\{data\.aws_vpc\..*\.id}$/);
  });
});

describe("with targets", () => {
  const nlb = synthBalancer({
    listeners: { http: { port: 80, targetPort: 8080 } },
    targets: { name: "orders", targetType: "ip", targetIds: { a: "10.0.0.4" } },
  });

  test("it has listeners made on it, by the names of the service", () => {
    expect(nlb.types).toEqual(["aws_lb_listener", "aws_lb_target_group", "aws_lb_target_group_attachment"]);
    expect(nlb.resource("aws_lb_listener")).toMatchObject({
      load_balancer_arn: expect.stringMatching(/^\$\{data\.aws_lb\./),
      port: 80,
      tags: { Name: "orders-http" },
    });
    expect(nlb.resource("aws_lb_target_group")).toMatchObject({ port: 8080, target_type: "ip" });
    expect(nlb.data("aws_lb_listener")).toEqual([]);
  });
});

describe("with targets of a listener's own", () => {
  const own = (targets: TargetsProps, listener: object = {}) => ({
    listeners: { http: { port: 80, ...listener, targets } },
    targets: { name: "orders" },
  });

  test("a target group that exists is forwarded to", () => {
    const nlb = synthBalancer(own({ targetGroupArn: TARGET_GROUP }));
    expect(nlb.types).toEqual(["aws_lb_listener"]);
    expect(nlb.data("aws_lb_target_group")).toMatchObject([{ arn: TARGET_GROUP }]);
  });

  test.each<[string, Partial<ExistingNetworkLoadBalancerProps>, string]>([
    [
      "UDP to an Application Load Balancer",
      own({ targetType: "alb", targetIds: { a: ALB } }, { protocol: "UDP" }),
      "`listeners.http.protocol`: expected TCP, the only protocol to an Application Load Balancer; got",
    ],
    [
      "a target that is none",
      own({ targetIds: { a: "b" } }),
      "`listeners.http.targets.targetIds.a`: expected the id of an instance",
    ],
    [
      "a target of all listeners that is none",
      { listeners: { http: { port: 80 } }, targets: { name: "orders", targetIds: { a: "b" } } },
      "`targets.targetIds.a`: expected the id of an instance",
    ],
  ])("fails on %s", (_, props, message) => {
    expect(refusal((scope) => new ExistingNetworkLoadBalancer(scope, "nlb", { ...PROPS, ...props }))).toContain(
      message,
    );
  });
});

describe("the ARN", () => {
  test.each([ARN, ARN.replace("arn:aws:", "arn:aws-us-gov:")])("%s is accepted", (arn) => {
    expect(networkLoadBalancerArnProblem(arn)).toBeUndefined();
  });

  test.each([
    [
      ARN.replace("/net/", "/app/"),
      "the ARN of a Network Load Balancer: an endpoint service takes no Application Load Balancer, which can be a target of one",
    ],
    [ARN.replace("/net/", "/gwy/"), "the ARN of a Network Load Balancer: a Gateway Load Balancer is for appliances"],
    [ARN.replace("elasticloadbalancing", "ec2"), "the ARN of a Network Load Balancer: arn:aws:elasticloadbalancing:"],
    ["legacy", "the ARN of a Network Load Balancer: arn:aws:elasticloadbalancing:"],
  ])("fails on %s", (arn, expected) => {
    expect(networkLoadBalancerArnProblem(arn)).toContain(expected);
  });
});

test.each<[string, Partial<ExistingNetworkLoadBalancerProps>, string]>([
  ["a bad ARN", { loadBalancerArn: "legacy" }, "`loadBalancerArn`: expected the ARN of a Network Load Balancer"],
  [
    "neither an ARN nor tags",
    { loadBalancerArn: undefined },
    "`loadBalancerArn`: expected either `loadBalancerArn`, or `loadBalancerTags` to find it by",
  ],
  [
    "both an ARN and tags",
    { loadBalancerTags: { Service: "orders" } },
    "`loadBalancerArn`: expected either `loadBalancerArn`, or `loadBalancerTags` to find it by",
  ],
  [
    "no tags",
    { loadBalancerArn: undefined, loadBalancerTags: {} },
    "`loadBalancerTags`: expected at least one tag: without any, each load balancer has them",
  ],
  [
    "the key of a tag that is too long",
    { loadBalancerArn: undefined, loadBalancerTags: { ["k".repeat(129)]: "" } },
    "expected the key of a tag: 1 to 128 characters",
  ],
  ["no subnets", { vpc: { ...VPC, subnetIds: {} } }, "`vpc.subnetIds`: expected at least one subnet; got {}"],
  ["neither a VPC nor zones", { vpc: undefined }, "`vpc`: expected either `vpc`, or `zoneIds` to look it up"],
  ["both a VPC and zones", { zoneIds: ["use1-az1"] }, "`vpc`: expected either `vpc`, or `zoneIds` to look it up"],
  ["no zones", { vpc: undefined, zoneIds: [] }, "`zoneIds`: expected at least one zone; got []"],
  ["the name of a zone", { vpc: undefined, zoneIds: ["us-east-1a"] }, "`zoneIds`: expected zone ids such as use1-az1"],
  ["a zone twice", { vpc: undefined, zoneIds: ["use1-az1", "use1-az1"] }, "`zoneIds`: expected each zone once; got"],
  ["no listeners", { listeners: {} }, "`listeners`: expected 1 to 50 listeners; got 0"],
  [
    "more said of a listener that exists",
    { listeners: { http: { port: 80, targetPort: 8080 } } },
    "`listeners.http.targetPort`: expected only `port` and `protocol` for an existing listener: its owner sets the rest; got 8080",
  ],
  [
    "a listener without its certificate, where it is made",
    { targets: { name: "a" } },
    "`listeners.https.certificateArn`: expected the ARN of a certificate",
  ],
  ["a bad name", { targets: { name: "a_b" } }, "`name`: expected letters, digits and hyphens"],
])("fails on %s", (_, props, message) => {
  expect(refusal((scope) => new ExistingNetworkLoadBalancer(scope, "nlb", { ...PROPS, ...props }))).toContain(message);
});

import { NetworkLoadBalancer, type NetworkLoadBalancerProps } from "../../../../modules/provider";
import { ids, newStack, refusal, synth, thrown, unknownNumber, unknownText } from "../../../support/synth";
import { VPC } from "../../../support/vpc";

const PROPS: NetworkLoadBalancerProps = {
  name: "prod-orders",
  vpc: VPC,
  listeners: { http: { port: 80 }, dns: { port: 53, protocol: "TCP_UDP" }, syslog: { port: 514, protocol: "UDP" } },
};
const FROM = { web: "10.20.0.0/20", partners: "172.16.0.0/12" };
const GROUP = "sg-0123456789abcdef0";

function synthBalancer(props: Partial<NetworkLoadBalancerProps>) {
  return synth((scope) => new NetworkLoadBalancer(scope, "nlb", { ...PROPS, ...props }));
}

function refusalOf(props: Partial<NetworkLoadBalancerProps>): string {
  return refusal((scope) => new NetworkLoadBalancer(scope, "nlb", { ...PROPS, ...props }));
}

describe("rules on PrivateLink", () => {
  const nlb = synthBalancer({ privateLinkRules: { enforce: true, from: FROM } });

  test("are enforced, and let each range in at each listener, by the protocols that are spoken there", () => {
    expect(nlb.resource("aws_lb").enforce_security_group_inbound_rules_on_private_link_traffic).toBe("on");
    expect(
      nlb
        .resources("aws_vpc_security_group_ingress_rule")
        .map((rule) => [rule.ip_protocol, rule.from_port, rule.to_port, rule.cidr_ipv4, rule.description].join(" "))
        .sort(),
    ).toEqual(
      ["tcp 53 53", "tcp 80 80", "udp 514 514", "udp 53 53"].flatMap((port) => [
        `${port} 10.20.0.0/20 Clients: web`,
        `${port} 172.16.0.0/12 Clients: partners`,
      ]),
    );
  });

  test("are keyed by port and source, and the same in whatever order these are named", () => {
    expect(ids(nlb, "aws_vpc_security_group_ingress_rule").map((id) => id.replace(/_[0-9A-F]{8}$/, ""))).toContain(
      "nlb_ingress-udp-53-web",
    );
    const from = Object.fromEntries(Object.entries(FROM).reverse());
    expect(synthBalancer({ privateLinkRules: { enforce: true, from } }).text).toBe(nlb.text);
  });

  test("are not enforced unless they are asked for", () => {
    for (const props of [{}, { privateLinkRules: { enforce: false } }])
      expect(synthBalancer(props).resource("aws_lb")).toMatchObject({
        enforce_security_group_inbound_rules_on_private_link_traffic: "off",
      });
  });

  test("of ranges that only Terraform knows are not judged", () => {
    const from = { web: unknownText("data.aws_vpc.web.cidr_block") };
    const [rule] = synthBalancer({ privateLinkRules: { enforce: true, from } }).resources(
      "aws_vpc_security_group_ingress_rule",
    );
    expect(rule?.cidr_ipv4).toBe("${data.aws_vpc.web.cidr_block}");
  });
});

describe("prefix lists among the clients", () => {
  const LIST = "pl-0123456789abcdef0";
  const from = { web: "10.20.0.0/20", partners: LIST };
  const rules = { enforce: true, from, prefixLists: { partners: { maxEntries: 10 } } };
  const refusalWith = (change: Partial<typeof rules>, ruleQuota?: number) =>
    refusalOf({ privateLinkRules: { ...rules, ...change }, ruleQuota });

  test("are let in beside ranges", () => {
    const sources = synthBalancer({ privateLinkRules: rules })
      .resources("aws_vpc_security_group_ingress_rule")
      .map(({ description, cidr_ipv4, prefix_list_id }) => [description, cidr_ipv4, prefix_list_id]);
    expect(sources).toHaveLength(8);
    expect(new Set(sources.map((source) => JSON.stringify(source)))).toEqual(
      new Set(['["Clients: partners",null,"pl-0123456789abcdef0"]', '["Clients: web","10.20.0.0/20",null]']),
    );
  });

  test("may have an id that only Terraform knows, where their entries are told", () => {
    const id = unknownText("aws_ec2_managed_prefix_list.partners.id");
    const [rule] = synthBalancer({
      privateLinkRules: { ...rules, from: { partners: id } },
    }).resources("aws_vpc_security_group_ingress_rule");
    expect(rule).toMatchObject({ prefix_list_id: "${aws_ec2_managed_prefix_list.partners.id}" });
    expect(rule).not.toHaveProperty("cidr_ipv4");
  });

  test("of entries that only Terraform knows count once", () => {
    const prefixLists = { partners: { maxEntries: unknownNumber("aws_ec2_managed_prefix_list.partners.max_entries") } };
    expect(
      synthBalancer({ privateLinkRules: { ...rules, prefixLists }, ruleQuota: 8 }).resources("aws_lb"),
    ).toHaveLength(1);
  });

  test("count as many rules as they may have entries", () => {
    expect(synthBalancer({ privateLinkRules: rules, ruleQuota: 44 }).resources("aws_lb")).toHaveLength(1);
    expect(refusalWith({}, 43)).toContain("`privateLinkRules.from`: expected at most 43 rules");
    expect(refusalWith({}, 43)).toContain('got "44 rules"');
  });

  test.each<[string, Partial<typeof rules>, string]>([
    [
      "on a list whose entries are not told",
      { prefixLists: undefined },
      "`privateLinkRules.from.partners`: expected `prefixLists.partners` beside a prefix list: a rule with it counts as its `maxEntries` rules",
    ],
    [
      "on entries of a range",
      { prefixLists: { ...rules.prefixLists, web: { maxEntries: 1 } } } as Partial<typeof rules>,
      '`privateLinkRules.prefixLists.web`: expected the name of a prefix list in `from`; got "web"',
    ],
    [
      "on entries of no source",
      { prefixLists: { ...rules.prefixLists, other: { maxEntries: 1 } } } as Partial<typeof rules>,
      '`privateLinkRules.prefixLists.other`: expected the name of a prefix list in `from`; got "other"',
    ],
    [
      "on more entries than a list takes",
      { prefixLists: { partners: { maxEntries: 1001 } } },
      "`privateLinkRules.prefixLists.partners.maxEntries`: expected a whole number from 1 to 1000; got 1001",
    ],
    [
      "on more ranges than entries",
      { prefixLists: { partners: { maxEntries: 1, ranges: ["10.0.0.0/16", "10.1.0.0/16"] } } } as Partial<typeof rules>,
      '`privateLinkRules.prefixLists.partners.ranges`: expected at most 1 ranges, as `maxEntries` says; got "2 ranges"',
    ],
    [
      "on a range that is none",
      { prefixLists: { partners: { maxEntries: 1, ranges: ["10.0.0.0"] } } } as Partial<typeof rules>,
      "`privateLinkRules.prefixLists.partners.ranges.0`: expected",
    ],
    [
      "on a range twice",
      { prefixLists: { partners: { maxEntries: 2, ranges: ["10.0.0.0/16", "10.0.0.0/16"] } } } as Partial<typeof rules>,
      "`privateLinkRules.prefixLists.partners.ranges.1`: expected each range once",
    ],
    [
      "on a list that is none",
      { from: { ...from, partners: "pl-1" } },
      'or the id of a prefix list (pl-...); got "pl-1"',
    ],
    [
      "on a list twice",
      {
        from: { ...from, others: LIST } as typeof from,
        prefixLists: { ...rules.prefixLists, others: { maxEntries: 10 } } as typeof rules.prefixLists,
      },
      "`privateLinkRules.from.partners`: expected a range or prefix list other than that of others",
    ],
    [
      "where rules are not enforced",
      { enforce: false },
      "`privateLinkRules.prefixLists`: expected no prefix lists where rules are not enforced",
    ],
  ])("fails %s", (_, change, message) => {
    expect(refusalWith(change, 1000)).toContain(message);
  });
});

test("security groups that exist take the place of one that is made", () => {
  const nlb = synthBalancer({ securityGroupIds: ["sg-22222222", GROUP, GROUP].slice(0, 2) });
  expect(nlb.types.filter((type) => type.includes("security_group"))).toEqual([]);
  expect(nlb.resource("aws_lb")).toMatchObject({
    security_groups: [GROUP, "sg-22222222"],
    enforce_security_group_inbound_rules_on_private_link_traffic: "off",
  });
});

describe("a load balancer beside another", () => {
  const beside = (props: Partial<NetworkLoadBalancerProps> = {}) =>
    synth((scope) => {
      const first = new NetworkLoadBalancer(scope, "nlb", {
        ...PROPS,
        privateLinkRules: { enforce: true, from: FROM },
      });
      new NetworkLoadBalancer(scope, "nlb-b", { ...PROPS, name: "prod-orders-b", beside: first, ...props });
    });

  test("shares its security group and the rule whether that applies", () => {
    const both = beside();
    expect(both.resources("aws_security_group")).toHaveLength(1);
    const [second, first] = both.resources("aws_lb");
    expect(second).toMatchObject({
      name: "prod-orders-b",
      security_groups: first?.security_groups,
      enforce_security_group_inbound_rules_on_private_link_traffic: "on",
    });
  });

  test("has listeners and target groups of its own; the listeners outlive the service's letting go", () => {
    const both = beside();
    expect(both.resources("aws_lb_target_group")).toHaveLength(6);
    for (const listener of both.resources("aws_lb_listener"))
      expect(listener.lifecycle).toEqual({ create_before_destroy: true });
  });

  test("leaves the other one as it is alone", () => {
    const alone = synthBalancer({ privateLinkRules: { enforce: true, from: FROM } });
    for (const [type, resources] of Object.entries(alone.json.resource))
      expect(beside().json.resource[type]).toMatchObject(resources as object);
  });

  test.each<[string, Partial<NetworkLoadBalancerProps>, string]>([
    [
      "with security groups of its own",
      { securityGroupIds: [GROUP] },
      "`securityGroupIds`: expected none beside another load balancer, which has them for both",
    ],
    [
      "with rules of its own",
      { privateLinkRules: { enforce: false } },
      "`privateLinkRules`: expected none beside another load balancer, which has them for both",
    ],
    [
      "with other listeners",
      { listeners: { http: { port: 80 } } },
      "`listeners`: expected those of the load balancer beside it, 514 UDP, 53 TCP_UDP, 80 TCP; got",
    ],
  ])("fails %s", (_, props, message) => {
    const error = thrown(() => {
      const scope = newStack();
      const first = new NetworkLoadBalancer(scope, "nlb", PROPS);
      new NetworkLoadBalancer(scope, "nlb-b", { ...PROPS, name: "prod-orders-b", beside: first, ...props });
    });
    expect(error.message).toContain(message);
  });
});

const ranges = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, `10.${index}.0.0/16`]));

test.each<[string, Partial<NetworkLoadBalancerProps>, string]>([
  [
    "on rules that are enforced for consumers of unknown ranges",
    { privateLinkRules: { enforce: true } },
    "`privateLinkRules`: expected `from` with the ranges of all consumers' clients where `enforce` is true: rules see the client's own private address, and drop every client whose range they do not name without a word",
  ],
  [
    "on rules that are enforced for nobody",
    { privateLinkRules: { enforce: true, from: {} } },
    "`privateLinkRules.from`: expected `from` with the ranges of all consumers' clients",
  ],
  [
    "on ranges where rules are not enforced",
    { privateLinkRules: { enforce: false, from: FROM } },
    "`privateLinkRules.from`: expected no ranges where rules are not enforced",
  ],
  [
    "on a range that is none",
    { privateLinkRules: { enforce: true, from: { web: "10.20.0.1/20" } } },
    '`privateLinkRules.from.web`: expected the first address of its range: 10.20.0.0/20, or the id of a prefix list (pl-...); got "10.20.0.1/20"',
  ],
  [
    "on the range of everyone",
    { privateLinkRules: { enforce: true, from: { all: "0.0.0.0/0" } } },
    "`privateLinkRules.from.all`: expected a range narrower than every address",
  ],
  [
    "on a range under a name that none can be made from",
    { privateLinkRules: { enforce: true, from: { a_b: "10.20.0.0/20" } } },
    "`privateLinkRules.from.a_b`: expected letters, digits and hyphens",
  ],
  [
    "on more rules than a security group takes",
    { privateLinkRules: { enforce: true, from: ranges(16) } },
    "`privateLinkRules.from`: expected at most 60 rules",
  ],
  [
    "on more rules than the quota that was granted",
    { privateLinkRules: { enforce: true, from: ranges(2) }, ruleQuota: 7 },
    "`privateLinkRules.from`: expected at most 7 rules",
  ],
  ["on a quota that is none", { ruleQuota: 0 }, "`ruleQuota`: expected a whole number of 1 or more; got 0"],
  [
    "on rules of security groups that exist",
    { privateLinkRules: { enforce: true, from: FROM }, securityGroupIds: [GROUP] },
    "`privateLinkRules.enforce`: expected false with `securityGroupIds`: whom the rules of those groups let in is not known here; got true",
  ],
  [
    "on no security group",
    { securityGroupIds: [] },
    "`securityGroupIds`: expected at least one security group: a load balancer that is made without can never be given one",
  ],
  [
    "on a security group that is none",
    { securityGroupIds: ["default"] },
    '`securityGroupIds.0`: expected the id of a security group, such as sg-0123456789abcdef0; got "default"',
  ],
  [
    "on a security group twice",
    { securityGroupIds: [GROUP, GROUP] },
    "`securityGroupIds.1`: expected each security group once",
  ],
])("fails %s", (_, props, message) => {
  expect(refusalOf(props)).toContain(message);
});

test("as many rules as the quota are accepted", () => {
  expect(
    synthBalancer({ privateLinkRules: { enforce: true, from: ranges(15) } }).resources(
      "aws_vpc_security_group_ingress_rule",
    ),
  ).toHaveLength(60);
});

import { ENVIRONMENT, edit, environmentProblems } from "../../support/environments";

/** The sound file, whose one service has more lines behind its role, from line 10 on. */
function withLines(lines: string): string {
  return edit(ENVIRONMENT, "role: deploy\n", `role: deploy\n${lines}`);
}

/** A sound file with a load balancer in which one part is replaced. */
const SOUND = `${withLines(`    preventDestroy: true
    loadBalancer:
      deletionProtection: true
      capacityUnits: 5500
      secondaryAddresses: 7
      privateAddresses: { use1-az2: 10.10.1.4, use1-az1: 10.10.0.254 }
      privateLinkRules: { enforce: true, from: { web: 10.20.0.0/20 } }
      additional: [b, c]
`)}quotas: { "*": { reservedCapacityUnitsPerRegion: 16500 } }
`;

/** A mistake: its name, the part of the sound file that is replaced, by what, and the one problem that it is. */
type Mistake = [name: string, part: string, by: string, path: string, expected: string, fix?: string];

const MISTAKES: readonly Mistake[] = [
  [
    "too little capacity for the zones",
    "capacityUnits: 5500",
    "capacityUnits: 5499",
    "loadBalancer.capacityUnits",
    "a whole number from 5500: 2750 for each of 2 zone(s)",
  ],
  [
    "reserved capacity with a TLS listener",
    "      http:\n        port: 80\n",
    "      http:\n        port: 80\n        protocol: TLS\n        certificateArn: arn:aws:acm:us-east-1:111111111111:certificate/a\n",
    "loadBalancer.capacityUnits",
    "no reserved capacity with a TLS listener (http), for which AWS reserves none",
    "take it out, or let the targets end TLS and listen with `protocol: TCP`",
  ],
  [
    "too many secondary addresses",
    "secondaryAddresses: 7",
    "secondaryAddresses: 8",
    "loadBalancer.secondaryAddresses",
    "a number of 7 or less",
  ],
  [
    "a zone without a fixed address",
    "use1-az2: 10.10.1.4, ",
    "",
    "loadBalancer.privateAddresses",
    "an address in each zone of the VPC, use1-az1, use1-az2, or none at all",
  ],
  [
    "a fixed address in a zone that the VPC is not in",
    "use1-az2: 10.10.1.4, ",
    "use1-az2: 10.10.1.4, use1-az3: 10.10.2.4, ",
    "loadBalancer.privateAddresses.use1-az3",
    "a zone of the VPC: use1-az1, use1-az2",
  ],
  [
    "a fixed address by the name of a zone",
    "use1-az2: 10.10.1.4, ",
    "use1-az2: 10.10.1.4, us-east-1c: 10.10.2.4, ",
    "loadBalancer.privateAddresses.us-east-1c",
    "the id of an availability zone, such as use1-az1",
    "zone names differ from account to account; look up the id of yours with: aws ec2 describe-availability-zones --region us-east-1 --zone-names us-east-1c",
  ],
  [
    "a fixed address in the subnet of another zone",
    "use1-az2: 10.10.1.4",
    "use1-az2: 10.10.0.9",
    "loadBalancer.privateAddresses.use1-az2",
    "an address in the zone's subnet, 10.10.1.0/24",
  ],
  [
    "a fixed address at the start of its subnet",
    "10.10.1.4",
    "10.10.1.3",
    "loadBalancer.privateAddresses.use1-az2",
    "an address that AWS does not keep for itself: from 10.10.1.4 to 10.10.1.254",
  ],
  [
    "a fixed address at the end of its subnet",
    "10.10.0.254",
    "10.10.0.255",
    "loadBalancer.privateAddresses.use1-az1",
    "an address that AWS does not keep for itself: from 10.10.0.4 to 10.10.0.254",
  ],
  [
    "a fixed address that is none",
    "10.10.0.254",
    "10.10.0",
    "loadBalancer.privateAddresses.use1-az1",
    "an IPv4 address",
  ],
  [
    "rules that are enforced for consumers of unknown ranges",
    "enforce: true, from: { web: 10.20.0.0/20 }",
    "enforce: true",
    "loadBalancer.privateLinkRules",
    "`from` with the ranges of all consumers' clients where `enforce` is true: rules see the client's own private address, and drop every client whose range they do not name without a word",
    "name the ranges under `from`; where they are not known, set `enforce: false`",
  ],
  [
    "ranges where rules are not enforced",
    "enforce: true",
    "enforce: false",
    "loadBalancer.privateLinkRules.from",
    "no ranges where rules are not enforced",
    "set `enforce: true`, or take them out",
  ],
  [
    "the range of everyone",
    "10.20.0.0/20",
    "0.0.0.0/0",
    "loadBalancer.privateLinkRules.from.web",
    "a range narrower than every address: where everyone may connect, no rule needs to be enforced",
  ],
  [
    "a prefix list whose entries are not told",
    "web: 10.20.0.0/20",
    "web: pl-01234567",
    "loadBalancer.privateLinkRules.from.web",
    "`prefixLists.web` beside a prefix list: a rule with it counts as its `maxEntries` rules of the security group",
    "add `prefixLists: { web: { maxEntries: ... } }`, with what `aws ec2 describe-managed-prefix-lists --prefix-list-ids pl-01234567 --query PrefixLists[].MaxEntries` says",
  ],
  [
    "entries of a range",
    "web: 10.20.0.0/20 }",
    "web: 10.20.0.0/20 }, prefixLists: { web: { maxEntries: 4 } }",
    "loadBalancer.privateLinkRules.prefixLists.web",
    "the name of a prefix list in `from`",
    "take it out, or rename it",
  ],
  [
    "rules of security groups that exist",
    "additional: [b, c]",
    "securityGroupIds: [sg-01234567]",
    "loadBalancer.privateLinkRules.enforce",
    "false with `securityGroupIds`: whom the rules of those groups let in is not known here",
    "take `securityGroupIds` out, and a group with rules for the consumers is made",
  ],
  [
    "a security group that is none",
    "privateLinkRules: { enforce: true, from: { web: 10.20.0.0/20 } }",
    "securityGroupIds: [default]",
    "loadBalancer.securityGroupIds[0]",
    "the id of a security group, such as sg-0123456789abcdef0",
  ],
  [
    "an additional load balancer twice",
    "[b, c]",
    "[b, c, b]",
    "loadBalancer.additional[2]",
    "each name once",
    "delete all but one",
  ],
  [
    "an additional load balancer with the name of the first",
    "[b, c]",
    "[b, main]",
    "loadBalancer.additional[1]",
    "a name other than main, which is the first load balancer's",
  ],
  [
    "an additional load balancer with a name that is no key",
    "[b, c]",
    "[b, C]",
    "loadBalancer.additional[1]",
    "a key of lower-case letters, digits and single hyphens, at most 32, that begins with a letter",
  ],
];

test("the file that the mistakes are made in has none", () => {
  expect(environmentProblems(SOUND)).toEqual([]);
});

test.each(MISTAKES)("fails on %s", (_, part, by, ...[path, expected, fix]) => {
  const [only, ...more] = environmentProblems(edit(SOUND, part, by));
  expect(more).toEqual([]);
  expect(only).toMatchObject({ path: `services.orders.${path}`, expected });
  expect(only?.fix).toBe(fix);
});

test("fixed addresses in a VPC that exists are judged by Terraform, the zones at once", () => {
  const existing = (text: string) =>
    edit(
      text,
      "      cidr: 10.10.0.0/20\n      zones: [use1-az1, use1-az2]\n",
      "      id: vpc-0123456789abcdef0\n      subnets: { use1-az1: subnet-01234567, use1-az2: subnet-89abcdef }\n",
    );
  expect(environmentProblems(existing(edit(SOUND, "10.10.1.4", "10.200.0.9")))).toEqual([]);
  expect(environmentProblems(existing(edit(SOUND, "use1-az2: 10.10.1.4, ", "")))).toMatchObject([
    { path: "services.orders.loadBalancer.privateAddresses" },
  ]);
});

test("a problem of one option hides none of another", () => {
  const text = edit(edit(SOUND, "secondaryAddresses: 7", "secondaryAddresses: no"), "10.10.1.4", "10.10.1.3");
  expect(environmentProblems(text).map(({ path }) => path)).toEqual([
    "services.orders.loadBalancer.secondaryAddresses",
    "services.orders.loadBalancer.privateAddresses.use1-az2",
  ]);
});

describe("address types", () => {
  const IPV6 = edit(
    edit(ENVIRONMENT, "role: deploy\n", "role: deploy\n    addressTypes: [ipv4, ipv6]\n"),
    "zones: [use1-az1, use1-az2]\n",
    "zones: [use1-az1, use1-az2]\n      ipv6: true\n",
  );

  test("with IPv6 are accepted where the VPC has it", () => {
    expect(environmentProblems(IPV6)).toEqual([]);
    expect(environmentProblems(edit(IPV6, "[ipv4, ipv6]", "[ipv6, ipv4]"))).toEqual([]);
  });

  test.each<Mistake>([
    [
      "in a VPC without IPv6",
      "      ipv6: true\n",
      "",
      "addressTypes[1]",
      "with ipv6, a VPC whose subnets have IPv6 ranges, `ipv6: true`",
    ],
    [
      "with a UDP listener",
      "port: 80\n",
      "port: 80\n        protocol: TCP_UDP\n",
      "addressTypes[1]",
      "with ipv6, no UDP listener (http): with IPv6 it needs a prefix for source NAT, which the AWS provider cannot set at 6.25",
    ],
    [
      "with fixed addresses",
      "addressTypes",
      "loadBalancer: { privateAddresses: { use1-az1: 10.10.0.9, use1-az2: 10.10.1.9 } }\n    addressTypes",
      "addressTypes[1]",
      "with ipv6, no `privateAddresses`: the AWS provider can take the IPv6 addresses beside them for a change that replaces the load balancer (its issue 49531)",
    ],
    [
      "with rules that are enforced",
      "addressTypes",
      "loadBalancer: { privateLinkRules: { enforce: true, from: { web: 10.20.0.0/20 } } }\n    addressTypes",
      "addressTypes[1]",
      "with ipv6, no `privateLinkRules` that are enforced: which IPv6 ranges consumers' clients will have is not known beforehand",
    ],
    [
      "without IPv4",
      "[ipv4, ipv6]",
      "[ipv6]",
      "addressTypes",
      "ipv4 among them: a dualstack load balancer has both",
      "write `[ipv4, ipv6]`",
    ],
    ["twice", "[ipv4, ipv6]", "[ipv4, ipv6, ipv6]", "addressTypes[2]", "each address type once", "delete all but one"],
    ["of which there are none", "[ipv4, ipv6]", "[]", "addressTypes", "at least 1 in the list"],
    ["that are none", "[ipv4, ipv6]", "[ipv4, ipv5]", "addressTypes[1]", "one of ipv4, ipv6"],
  ])("fail %s", (_, part, by, ...[path, expected, fix]) => {
    const [only, ...more] = environmentProblems(edit(IPV6, part, by));
    expect(more).toEqual([]);
    expect(only).toMatchObject({ path: `services.orders.${path}`, expected });
    expect(only?.fix).toBe(fix);
  });
});

describe("access logs", () => {
  const TLS =
    "        protocol: TLS\n        certificateArn: arn:aws:acm:us-east-1:111111111111:certificate/12345678-1234-1234-1234-123456789012\n";
  const LOGS = edit(
    edit(
      ENVIRONMENT,
      "role: deploy\n",
      "role: deploy\n    loadBalancer: { accessLogs: { prefix: orders, retentionDays: 30 } }\n",
    ),
    "        port: 80\n",
    `        port: 80\n${TLS}`,
  );

  test.each(["{}", "{ bucket: example-logs }", "{ bucket: example.logs, prefix: a/b }", "{ forceDestroy: true }"])(
    "%s are accepted with a TLS listener",
    (logs) => {
      expect(environmentProblems(edit(LOGS, "{ prefix: orders, retentionDays: 30 }", logs))).toEqual([]);
    },
  );

  test.each<Mistake>([
    [
      "without a TLS listener",
      TLS,
      "",
      "accessLogs",
      "access logs only with a TLS listener: AWS writes none of connections over TCP and UDP",
      "take them out; flow logs of the VPC (`vpc.flowLogs`) tell of every connection",
    ],
    [
      "kept for days in a bucket that exists",
      "prefix: orders",
      "bucket: example-logs",
      "accessLogs.retentionDays",
      "none with a bucket that exists, which has its own",
      "take it out, or take `bucket` out to have one made",
    ],
    [
      "destroyed with a bucket that exists",
      "prefix: orders, retentionDays: 30",
      "bucket: example-logs, forceDestroy: true",
      "accessLogs.forceDestroy",
      "none with a bucket that exists, which has its own",
      "take it out, or take `bucket` out to have one made",
    ],
    [
      "in a bucket by its ARN",
      "prefix: orders, retentionDays: 30",
      'bucket: "arn:aws:s3:::example-logs"',
      "accessLogs.bucket",
      "the name of a bucket: 3 to 63 lower-case letters, digits, hyphens and dots, with a letter or digit at each end",
    ],
    [
      "under AWS's own prefix",
      "prefix: orders",
      "prefix: AWSLogs",
      "accessLogs.prefix",
      "a prefix without AWSLogs, which AWS adds itself",
    ],
  ])("fail %s", (_, part, by, ...[path, expected, fix]) => {
    const problems = environmentProblems(edit(LOGS, part, by));
    expect(problems).toMatchObject([{ path: `services.orders.loadBalancer.${path}`, expected }]);
    expect(problems[0]?.fix).toBe(fix);
  });
});

describe("zonal shift", () => {
  const SHIFTED = edit(
    edit(ENVIRONMENT, "role: deploy\n", "role: deploy\n    loadBalancer: { zonalShift: true }\n"),
    "        port: 80\n",
    "        port: 80\n        terminateUnhealthyConnections: false\n",
  );
  const WITHIN = edit(SHIFTED, "zonalShift: true", "crossZone: false, zonalShift: true");

  test("is accepted in two zones", () => {
    expect(environmentProblems(SHIFTED)).toEqual([]);
    expect(environmentProblems(edit(WITHIN, "        terminateUnhealthyConnections: false\n", ""))).toEqual([]);
  });

  test.each<[name: string, text: string, part: string, by: string, expected: string, fix: string]>([
    [
      "with connections that are closed across zones",
      SHIFTED,
      "        terminateUnhealthyConnections: false\n",
      "",
      "false where connections to unhealthy targets are closed across zones (http)",
      "set `terminateUnhealthyConnections: false` for listener http, or `crossZone: false` for the load balancer",
    ],
    [
      "with UDP across zones",
      SHIFTED,
      "        terminateUnhealthyConnections: false\n",
      "        protocol: TCP_UDP\n",
      "false with UDP across zones (http): AWS shifts such target groups only if they are TCP or TLS",
      "set `crossZone: false` for the load balancer",
    ],
    [
      "with addresses in one zone",
      WITHIN,
      "        port: 80\n",
      "        port: 80\n        targets: { type: ip, addresses: [10.10.0.20, 10.10.0.21] }\n",
      "false where all targets are in one zone (http): a shift away from it takes them all",
      "add targets in another zone",
    ],
  ])("fails %s", (_, text, part, by, expected, fix) => {
    expect(environmentProblems(edit(text, part, by))).toMatchObject([
      { path: "services.orders.loadBalancer.zonalShift", expected, fix },
    ]);
  });

  test("fails of a load balancer that exists", () => {
    const arn = "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/main/0123456789abcdef";
    const existing = edit(SHIFTED, "zonalShift: true", `zonalShift: true, existing: { main: { arn: "${arn}" } }`);
    expect(environmentProblems(existing)).toContainEqual(
      expect.objectContaining({
        path: "services.orders.loadBalancer.zonalShift",
        expected: "no `zonalShift` of a load balancer that exists: its owner enables it",
      }),
    );
  });
});

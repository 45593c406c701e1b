import { CONSUMER, consumerProblems, edit, type Mistake, problem } from "../support/environments";

/** A connection with everything that an endpoint to a service of AWS can have, in which nothing is wrong. */
const SOUND = edit(
  edit(CONSUMER, "zones: [use1-az1, use1-az2]", "zones: [use1-az1, use1-az2]\n  ipv6: true"),
  "service: orders",
  `awsService: s3
    inZones: [use1-az1, use1-az2]
    ipAddressType: dualstack
    dnsRecordIpType: service-defined
    privateAddresses:
      use1-az1: { ipv4: 10.20.0.10, ipv6: "2600:1f18::10" }
      use1-az2: { ipv4: 10.20.1.10, ipv6: "2600:1f18:0:1::10" }
    allowFrom: [10.20.0.0/24, "2600:1f18::/64", pl-01234567]
    policy:
      Statement:
        - Sid: ReadOurs
          Effect: Allow
          Principal: "*"
          Action: s3:GetObject
          Resource: arn:aws:s3:::example/\${aws:PrincipalTag/team}/*
    tags: { Team: web }
    timeouts: { create: 20m, update: 20m, delete: 1h }
    endpointDetails: true
    notifications: { events: [Accept, Reject], emails: [web@example.com] }`,
);

test("all of it may stand together", () => {
  expect(consumerProblems(SOUND)).toEqual([]);
});

test("security groups may stand in the place of sources", () => {
  expect(
    consumerProblems(
      edit(SOUND, 'allowFrom: [10.20.0.0/24, "2600:1f18::/64", pl-01234567]', "securityGroupIds: [sg-01234567]"),
    ),
  ).toEqual([]);
});

test("security groups may stand beside sources", () => {
  const beside = "    additionalSecurityGroupIds: [sg-01234567]\n    tags:";
  expect(consumerProblems(edit(SOUND, "    tags:", beside))).toEqual([]);
});

const MISTAKES: readonly Mistake[] = [
  [
    "a zone by name",
    "inZones: [use1-az1,",
    "inZones: [us-east-1a,",
    "9:15 connections.orders.inZones[0]",
    "the id of an availability zone, such as use1-az1",
    '"us-east-1a"',
    "zone names differ from account to account; look up the id of yours with: aws ec2 describe-availability-zones --region us-east-1 --zone-names us-east-1a",
  ],
  [
    "a zone twice",
    "inZones: [use1-az1, use1-az2]",
    "inZones: [use1-az1, use1-az2, use1-az2]",
    "9:35 connections.orders.inZones[2]",
    "each zone once",
    "`use1-az2` twice (line 9, positions 2 and 3)",
    "delete all but one",
  ],
  [
    "a zone that the VPC has not",
    "inZones: [use1-az1, use1-az2]",
    "inZones: [use1-az1, use1-az2, use1-az4]",
    "9:35 connections.orders.inZones[2]",
    "a zone of the VPC: use1-az1, use1-az2",
    '"use1-az4"',
  ],
  [
    "another type of addresses",
    "ipAddressType: dualstack",
    "ipAddressType: dual",
    "10:20 connections.orders.ipAddressType",
    "one of ipv4, ipv6, dualstack",
    '"dual"',
  ],
  [
    "other records",
    "dnsRecordIpType: service-defined",
    "dnsRecordIpType: service",
    "11:22 connections.orders.dnsRecordIpType",
    "one of ipv4, ipv6, dualstack, service-defined",
    '"service"',
  ],
  [
    "an address that is none",
    "ipv4: 10.20.0.10",
    "ipv4: 10.20.0",
    "13:25 connections.orders.privateAddresses.use1-az1.ipv4",
    "an IPv4 address",
    '"10.20.0"',
  ],
  [
    "an address of another subnet",
    "ipv4: 10.20.0.10",
    "ipv4: 10.20.1.11",
    "13:25 connections.orders.privateAddresses.use1-az1.ipv4",
    "an address in the zone's subnet, 10.20.0.0/24",
    '"10.20.1.11"',
  ],
  [
    "an address that AWS keeps",
    "ipv4: 10.20.0.10",
    "ipv4: 10.20.0.255",
    "13:25 connections.orders.privateAddresses.use1-az1.ipv4",
    "an address that AWS does not keep for itself: from 10.20.0.4 to 10.20.0.254",
    '"10.20.0.255"',
  ],
  [
    "a long IPv6 address",
    '"2600:1f18::10"',
    '"2600:1f18:0::10"',
    "13:43 connections.orders.privateAddresses.use1-az1.ipv6",
    "the address as short as can be: 2600:1f18::10",
    '"2600:1f18:0::10"',
  ],
  [
    "one kind of address where it has both",
    '{ ipv4: 10.20.0.10, ipv6: "2600:1f18::10" }',
    "{ ipv4: 10.20.0.10 }",
    "13:7 connections.orders.privateAddresses.use1-az1",
    "`ipv4` and `ipv6`, for an endpoint of dualstack",
    "a mapping with the keys ipv4",
  ],
  [
    "an IPv6 range that is none",
    '"2600:1f18::/64"',
    '"2600:1f18::1/64"',
    "15:31 connections.orders.allowFrom[1]",
    "the first address of its range, as short as can be: 2600:1f18::/64, the id of a security group (sg-...), or the id of a prefix list (pl-...)",
    '"2600:1f18::1/64"',
  ],
  [
    "a policy with another effect",
    "Effect: Allow",
    "Effect: allow",
    "19:19 connections.orders.policy.Statement[0].Effect",
    "Allow or Deny",
    '"allow"',
  ],
  [
    "a policy without a principal",
    '          Principal: "*"\n',
    "",
    "18:11 connections.orders.policy.Statement[0]",
    "either `Principal` or `NotPrincipal` in each statement",
    "a mapping with the keys Sid, Effect, Action, Resource",
  ],
  [
    "an account without quotes in a policy",
    'Principal: "*"',
    "Principal: { AWS: 111111111111 }",
    "20:11 connections.orders.policy.Statement[0].Principal",
    '"*", or a mapping such as { AWS: "arn:aws:iam::111111111111:role/name" }',
    "a mapping with the keys AWS",
  ],
  [
    "a tag of the stacks",
    "Team: web",
    "Consumer: web",
    "23:23 connections.orders.tags.Consumer",
    "no tag Consumer, which the stacks give themselves",
    '"web"',
    "rename it",
  ],
  [
    "a timeout that is none",
    "create: 20m",
    "create: 20",
    "24:25 connections.orders.timeouts.create",
    "a text",
    "20 (number)",
  ],
  [
    "another timeout",
    "delete: 1h",
    "read: 1h",
    "24:43 connections.orders.timeouts.read",
    "one of the keys create, delete, update",
    'the key "read"',
    "take the key out",
  ],
  [
    "another event",
    "events: [Accept, Reject]",
    "events: [Accept, Refuse]",
    "26:39 connections.orders.notifications.events[1]",
    "one of Connect, Accept, Reject, Delete",
    '"Refuse"',
  ],
  [
    "mail from a topic that exists",
    "events: [Accept, Reject]",
    "topicArn: arn:aws:sns:us-east-1:222222222222:connections",
    "26:88 connections.orders.notifications.emails",
    "no `emails` beside `topicArn`",
    "a list of 1",
    "subscribe to the topic that exists where it is made",
  ],
  [
    "a topic in another region",
    "events: [Accept, Reject], emails: [web@example.com]",
    "topicArn: arn:aws:sns:us-east-2:222222222222:connections",
    "26:32 connections.orders.notifications.topicArn",
    "an ARN in the region us-east-1",
    '"arn:aws:sns:us-east-2:222222222222:connections"',
  ],
  [
    "security groups beside sources",
    "    tags:",
    "    securityGroupIds: [sg-01234567]\n    tags:",
    "23:23 connections.orders.securityGroupIds",
    "either `allowFrom` or `securityGroupIds`, not both",
    "a list of 1",
    "take one of them out, or write `additionalSecurityGroupIds` for groups beside the one that is made",
  ],
  [
    "a security group beside the one that is made, twice",
    "    tags:",
    "    additionalSecurityGroupIds: [sg-01234567, sg-01234567]\n    tags:",
    "23:47 connections.orders.additionalSecurityGroupIds[1]",
    "each security group once",
    "`sg-01234567` twice (line 23, positions 1 and 2)",
    "delete all but one",
  ],
];

test.each(MISTAKES)("fails on %s", (_, part, by, place, ...rest) => {
  expect(consumerProblems(edit(SOUND, part, by))).toEqual([problem(`dev/consumers/web.yaml:${place}`, ...rest)]);
});

const EXISTING = edit(
  CONSUMER,
  "cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]",
  "id: vpc-0123456789abcdef0\n  subnets: { use1-az1: subnet-01234567, use1-az2: subnet-89abcdef }",
);

/** Paths and expectations of what is wrong with a connection of the sound consumer. */
const wrongWith = (connection: string, consumer = CONSUMER) =>
  consumerProblems(edit(consumer, "service: orders", connection)).map(({ path, expected }) => [
    path.replace("connections.orders.", ""),
    expected,
  ]);

describe("fails", () => {
  test("on a policy for a service behind a load balancer, however it is named", () => {
    const policy = "policy: { Statement: { Effect: Allow, Principal: '*', Action: '*', Resource: '*' } }";
    const name = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0";
    expect(wrongWith(`service: orders\n    ${policy}`)).toEqual([
      ["policy", "no policy: orders supports none, as services behind load balancers do not"],
    ]);
    expect(wrongWith(`serviceName: ${name}\n    ports: [80]\n    ${policy}`)).toEqual([
      ["policy", "no policy: the service supports none, as services behind load balancers do not"],
    ]);
    expect(wrongWith(`serviceName: com.amazonaws.us-east-1.s3\n    ports: [443]\n    ${policy}`)).toEqual([]);
  });

  test("on a policy of more than 20,480 characters", () => {
    const statement = `{ Effect: Allow, Principal: "*", Action: "*", Resource: ["${"x".repeat(20480)}"] }`;
    expect(wrongWith(`awsService: s3\n    policy: { Statement: ${statement} }`)).toEqual([
      ["policy", "at most 20480 characters as JSON, of which there are 20582"],
    ]);
  });

  test("on IPv6 where the VPC has none, and on IPv6 ranges where the endpoint has none", () => {
    expect(wrongWith("awsService: s3\n    ipAddressType: dualstack")).toEqual([
      ["ipAddressType", "ipv4, since the VPC's subnets have no IPv6 (`ipv6: true`)"],
    ]);
    expect(wrongWith("awsService: s3\n    ipAddressType: ipv6")).toEqual([
      [
        "ipAddressType",
        "ipv4 or dualstack (with `ipv6: true` of the VPC): ipv6 needs subnets without IPv4, which only an existing VPC can have",
      ],
    ]);
    expect(wrongWith('awsService: s3\n    allowFrom: ["2600:1f18::/64"]')).toEqual([
      ["allowFrom[0]", "no IPv6 range: the endpoint has no IPv6 address (`ipAddressType`)"],
    ]);
  });

  test("on private DNS only for inbound resolvers where there is no gateway endpoint of the service", () => {
    const only = "privateDnsOnlyForInboundResolvers: true";
    const wrong = (connection: string) => wrongWith(`${connection}\n    ${only}`, EXISTING);
    const key = "privateDnsOnlyForInboundResolvers";
    const other = [[key, "false for a service other than S3: only S3 has gateway endpoints, too"]];
    expect(wrong("awsService: s3")).toEqual([]);
    expect(wrong("serviceName: com.amazonaws.us-east-1.s3\n    ports: [443]\n    privateDns: true")).toEqual([]);
    expect(wrong("awsService: ecr.api")).toEqual(other);
    expect(wrong("service: orders")).toEqual(other);
    expect(wrong("awsService: s3\n    privateDns: false")).toEqual([[key, "`privateDns: true` beside it"]]);
    expect(wrong("awsService: s3\n    region: eu-west-1")).toEqual([
      [key, "false for S3 in another region: a gateway endpoint leads to S3 in the VPC's region"],
    ]);
    expect(wrongWith(`awsService: s3\n    ${only}`)).toEqual([
      [key, "false, or `gatewayEndpoints.s3` beside it: AWS asks for a gateway endpoint of S3 in the VPC"],
    ]);
    expect(wrongWith("awsService: s3\n    privateDnsOnlyForInboundResolvers: false")).toEqual([]);
  });

  test("on IPv6 alone in a VPC that is made", () => {
    const consumer = edit(CONSUMER, "cidr: 10.20.0.0/20", "cidr: 10.20.0.0/20\n  ipv6: true");
    expect(wrongWith("awsService: s3\n    ipAddressType: ipv6", consumer)).toEqual([
      ["ipAddressType", "ipv4 or dualstack: ipv6 needs subnets without IPv4, which only an existing VPC can have"],
    ]);
  });

  test("on addresses that a service of the environment does not take", () => {
    const consumer = edit(CONSUMER, "cidr: 10.20.0.0/20", "cidr: 10.20.0.0/20\n  ipv6: true");
    expect(wrongWith("service: orders\n    ipAddressType: dualstack", consumer)).toEqual([
      ["ipAddressType", "addresses that the service takes: ipv4"],
    ]);
  });

  test("on records of another kind", () => {
    expect(wrongWith("service: orders\n    dnsRecordIpType: dualstack")).toEqual([
      ["dnsRecordIpType", "ipv4, the addresses that the endpoint has; others need `ipAddressType: dualstack`"],
    ]);
  });

  test("on fixed addresses in fewer zones than needed, or than the endpoint has", () => {
    const one = "privateAddresses: { use1-az1: { ipv4: 10.20.0.10 } }";
    expect(wrongWith(`service: orders\n    ${one}`)).toEqual([
      ["privateAddresses", "at least 2 zone(s), or a lower `minimumZones`"],
    ]);
    expect(wrongWith(`service: orders\n    inZones: [use1-az1, use1-az2]\n    ${one}`)).toEqual([
      ["privateAddresses", "addresses in each zone of the endpoint, use1-az1, use1-az2, or none at all"],
    ]);
    expect(wrongWith(`service: orders\n    minimumZones: 1\n    ${one}`)).toEqual([]);
  });

  test("on a zone that the service has not", () => {
    const consumer = edit(CONSUMER, "[use1-az1, use1-az2]", "[use1-az1, use1-az2, use1-az4]");
    expect(wrongWith("service: orders\n    inZones: [use1-az1, use1-az4]", consumer)).toEqual([
      ["inZones[1]", "a zone of the service: use1-az1, use1-az2"],
    ]);
  });

  test("on fewer zones than needed", () => {
    expect(wrongWith("service: orders\n    inZones: [use1-az1]")).toEqual([
      ["inZones", "at least 2 zone(s), or a lower `minimumZones`"],
    ]);
  });

  test("on keys of endpoints to services, of one to a resource", () => {
    const arn = "arn:aws:vpc-lattice:us-east-1:333333333333:resourceconfiguration/rcfg-0123456789abcdef0";
    const keys = "inZones: [use1-az1]\n    ipAddressType: ipv4\n    timeouts: { create: 20m }";
    expect(wrongWith(`resourceConfigurationArn: ${arn}\n    ports: [443]\n    ${keys}`)).toEqual([
      ["inZones", "no `inZones`: it is for endpoints to services"],
      ["ipAddressType", "no `ipAddressType`: it is for endpoints to services"],
      ["timeouts", "no `timeouts`: it is for endpoints to services"],
    ]);
    expect(
      wrongWith(
        `resourceConfigurationArn: ${arn}\n    ports: [443]\n    tags: { a: b }\n    securityGroupIds: [sg-01234567]`,
      ),
    ).toEqual([]);
  });
});

describe("a service that AWS is not asked for", () => {
  const name = "serviceName: com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0\n    ports: [443]";

  test("may have its zones given, or not", () => {
    expect(wrongWith(`${name}\n    lookup: false`)).toEqual([]);
    expect(wrongWith(`${name}\n    lookup: false\n    inZones: [use1-az1, use1-az2]`)).toEqual([]);
    expect(wrongWith(`${name}\n    lookup: false\n    zones: [use1-az1, use1-az2]`)).toEqual([]);
    expect(wrongWith("awsService: kms\n    region: eu-west-1\n    lookup: false")).toEqual([]);
  });

  test("fails with a look-up beside its zones", () => {
    expect(wrongWith(`${name}\n    lookup: true\n    zones: [use1-az1, use1-az2]`)).toEqual([
      ["lookup", "no `lookup` beside `zones`, which are given so that AWS need not be asked"],
    ]);
  });

  test("fails where it is one of the environment", () => {
    expect(wrongWith("service: orders\n    lookup: false")).toEqual([
      ["lookup", "no `lookup`: it is for a service by `serviceName`, `serviceArn` or `awsService`"],
    ]);
  });
});

describe("services of AWS by their short names", () => {
  test.each(["s3", "ecr.api", "ecr.dkr", "ssm", "logs", "execute-api", "sts", "iam"])("%s", (service) => {
    expect(wrongWith(`awsService: ${service}`)).toEqual([]);
  });

  test("may be given their zones, ports and another region", () => {
    expect(
      wrongWith("awsService: s3\n    ports: [80, 443]\n    httpPaths: { 80: / }\n    zones: [use1-az1, use1-az2]"),
    ).toEqual([]);
    expect(wrongWith("awsService: s3\n    region: us-west-2")).toEqual([]);
  });

  const EXPECTED = "the short name of a service of AWS, such as s3, ecr.api or ssm";

  test.each([
    ["ecr-api", "write `ecr.api`"],
    ["S3", "write `s3`"],
    ["com.amazonaws.us-east-1.ecr.dkr", "write `ecr.dkr`"],
    [
      "quantum-teleportation",
      'see AWS\'s page "AWS services that integrate with AWS PrivateLink", or `aws ec2 describe-vpc-endpoint-services`, for the names of endpoints; for one that is new, give its whole name: `serviceName: com.amazonaws.<region>.<service>`, with its `ports`',
    ],
  ])("fail on %s", (service, fix) => {
    expect(consumerProblems(edit(CONSUMER, "service: orders", `awsService: ${service}`))).toEqual([
      problem("dev/consumers/web.yaml:7:17 connections.orders.awsService", EXPECTED, `"${service}"`, fix),
    ]);
  });

  test("fail with a region where the name says it", () => {
    expect(wrongWith("service: orders\n    region: us-west-2")).toEqual([
      ["region", "no `region`: it is for a service by `awsService`, `serviceName` or `serviceArn`"],
    ]);
  });

  test("fail with paths at ports where they speak TLS", () => {
    expect(wrongWith("awsService: s3\n    httpPaths: { 443: / }")).toEqual([
      ["httpPaths", "no paths: services of AWS speak TLS"],
    ]);
  });

  test("count as interface endpoints of the VPC", () => {
    const more = Array.from(
      { length: 50 },
      (_, index) => `  aws-${index}:\n    awsService: sts\n    privateDns: false\n`,
    ).join("");
    expect(consumerProblems(`${CONSUMER}${more}client: false\n`).map(({ expected }) => expected)).toEqual([
      'at most 50 interface endpoints in the VPC of dev, web (quota "Interface VPC endpoints per VPC")',
    ]);
  });
});

import { edit, environmentProblems, problemsIn } from "../../support/environments";

const ARN = "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/legacy/0123456789abcdef";

/** A service in front of a load balancer that exists, and has listeners. */
const SOUND = `backend:
  type: local
region: us-east-1
services:
  orders:
    account: "111111111111"
    vpc:
      id: vpc-0123456789abcdef0
      subnets: { use1-az1: subnet-01234567, use1-az2: subnet-89abcdef }
    listeners:
      https: { port: 443, protocol: TLS }
    loadBalancer:
      existing:
        main: { arn: ${ARN} }
`;

/** The same, with listeners made on it. */
const WITH_LISTENERS = edit(
  edit(SOUND, `main: { arn: ${ARN} }`, `main: { arn: ${ARN}, makeListeners: true }`),
  "https: { port: 443, protocol: TLS }",
  "http: { port: 80, targetPort: 8080 }\n    targets: { type: ip, addresses: [10.0.0.4] }",
);

const EXISTING_VPC =
  "id: vpc-0123456789abcdef0\n      subnets: { use1-az1: subnet-01234567, use1-az2: subnet-89abcdef }";

/** A service of whose load balancer only the ARN and the zones are known. */
const LOOKED_UP = edit(SOUND, EXISTING_VPC, "zones: [use1-az1, use1-az2]");

/** The same, beside one that is made. */
const BESIDE = edit(edit(SOUND, "main:", "legacy:"), "protocol: TLS", "protocol: TCP");

test.each([
  ["with listeners of its own", SOUND],
  ["with listeners that are made", WITH_LISTENERS],
  ["that is found by its tags", edit(SOUND, `arn: ${ARN}`, "tags: { Service: orders, Tier: '' }")],
  ["beside one that is made", BESIDE],
  ["of which only the zones are known", LOOKED_UP],
  [
    "of which only the zones are known, with IPv6",
    edit(LOOKED_UP, "    listeners:", "    addressTypes: [ipv4, ipv6]\n    listeners:"),
  ],
  [
    "of which only the zones are known, with listeners that are made",
    edit(WITH_LISTENERS, EXISTING_VPC, "zones: [use1-az1, use1-az2]"),
  ],
  [
    "with listeners that are made, each with targets of its own",
    edit(
      WITH_LISTENERS,
      "targetPort: 8080 }\n    targets: { type: ip, addresses: [10.0.0.4] }",
      "targetPort: 8080, targets: { type: ecs } }",
    ),
  ],
  [
    "that enforces rules, with the ranges that they let in",
    edit(
      SOUND,
      "      existing:",
      "      privateLinkRules: { enforce: true, from: { web: 10.20.0.0/20 } }\n      existing:",
    ),
  ],
])("a load balancer that exists is accepted %s", (_, text) => {
  expect(environmentProblems(text)).toEqual([]);
});

describe("of a load balancer that exists", () => {
  test.each([
    ["crossZone", "true", "its owner says whether it forwards to other zones"],
    ["deletionProtection", "false", "its owner protects it, and nothing here deletes it"],
    ["capacityUnits", "5500", "its owner reserves its capacity"],
    ["secondaryAddresses", "1", "its owner gives its nodes their addresses"],
    [
      "privateAddresses",
      "{ use1-az1: 10.0.0.4, use1-az2: 10.0.1.4 }",
      "AWS gives a node its address when the load balancer is made",
    ],
    ["accessLogs", "{}", "its owner says where it writes them"],
    ["securityGroupIds", "[sg-01234567]", "it has its own, which its owner chooses"],
    [
      "additional",
      "[second]",
      "those take the security groups of one that is made; name others that exist under `existing`",
    ],
  ])("fails on %s", (key, value, reason) => {
    const text = edit(SOUND, "      existing:", `      ${key}: ${value}\n      existing:`);
    expect(environmentProblems(text)).toMatchObject([
      {
        path: `services.orders.loadBalancer.${key}`,
        expected: `no \`${key}\` of a load balancer that exists: ${reason}`,
        fix: "take it out",
      },
    ]);
    expect(environmentProblems(edit(edit(text, "main:", "legacy:"), "protocol: TLS", "protocol: TCP"))).not.toEqual(
      expect.arrayContaining([expect.objectContaining({ expected: expect.stringContaining("that exists:") })]),
    );
  });
});

type Mistake = [name: string, text: string, path: string, expected: string, fix?: string];

const OTHER_ACCOUNT = ARN.replace("111111111111", "222222222222");

test.each<Mistake>([
  [
    "one of another account",
    edit(SOUND, ARN, OTHER_ACCOUNT),
    "loadBalancer.existing.main.arn",
    "an ARN of the account 111111111111",
  ],
  [
    "one of another region",
    edit(SOUND, ARN, ARN.replace("us-east-1", "us-west-2")),
    "loadBalancer.existing.main.arn",
    "an ARN in the region us-east-1",
  ],
  [
    "an Application Load Balancer",
    edit(SOUND, ARN, ARN.replace("/net/", "/app/")),
    "loadBalancer.existing.main.arn",
    "the ARN of a Network Load Balancer: an endpoint service takes no Application Load Balancer, which can be a target of one",
  ],
  ["none", edit(BESIDE, `legacy: { arn: ${ARN} }`, "{}"), "loadBalancer.existing", "at least one load balancer"],
  [
    "a new VPC",
    edit(
      SOUND,
      "id: vpc-0123456789abcdef0\n      subnets: { use1-az1: subnet-01234567, use1-az2: subnet-89abcdef }",
      "cidr: 10.0.0.0/20\n      zones: [use1-az1, use1-az2]",
    ),
    "vpc.cidr",
    "the VPC that the load balancers are in: a new one has none",
    "name it by `id`, with the subnets that they have nodes in; or write only `zones`, and Terraform looks it up",
  ],
  [
    "targets where no listeners are made",
    edit(SOUND, "    loadBalancer:", "    targets: { type: instance, ids: [i-01234567] }\n    loadBalancer:"),
    "targets",
    "no targets where no listeners are made: those that exist forward to their own",
    "take them out, or set `makeListeners: true` for `existing.main`",
  ],
  [
    "the sample application on it",
    edit(WITH_LISTENERS, "{ type: ip, addresses: [10.0.0.4] }", "{ type: sample }"),
    "targets",
    "targets of your own, of another type than sample: that application lets in only a load balancer that is made",
  ],
  [
    "the sample application on it by default",
    edit(WITH_LISTENERS, "\n    targets: { type: ip, addresses: [10.0.0.4] }", ""),
    "targets",
    "targets of your own, of another type than sample: that application lets in only a load balancer that is made",
  ],
  [
    "neither an ARN nor tags",
    edit(SOUND, `arn: ${ARN}`, ""),
    "loadBalancer.existing.main.arn",
    "the `arn` of the load balancer, or `tags` that it has",
  ],
  [
    "tags beside an ARN",
    edit(SOUND, `arn: ${ARN}`, `arn: ${ARN}, tags: { Service: orders }`),
    "loadBalancer.existing.main.tags",
    "none beside `arn`: a load balancer is found in one way only",
    "remove `arn`, or remove `tags`",
  ],
  [
    "no tag",
    edit(SOUND, `arn: ${ARN}`, "tags: {}"),
    "loadBalancer.existing.main.tags",
    "at least one tag: without any, each load balancer has them",
  ],
  [
    "a tag that is too long",
    edit(SOUND, `arn: ${ARN}`, `tags: { Service: ${"a".repeat(257)} }`),
    "loadBalancer.existing.main.tags.Service",
    "the value of a tag: at most 256 characters",
  ],
  [
    "the same tags twice",
    edit(SOUND, `main: { arn: ${ARN} }`, "main: { tags: { A: a, B: b } }\n        other: { tags: { B: b, A: a } }"),
    "loadBalancer.existing.other.tags",
    "a load balancer other than that of main",
    "take one of the two out",
  ],
  [
    "more said of a listener than its port and protocol",
    edit(SOUND, "port: 443,", "port: 443, idleTimeoutSeconds: 350,"),
    "listeners.https.idleTimeoutSeconds",
    "only `port` and `protocol` for an existing listener: its owner sets the rest",
    "take it out, or have the listeners made on the load balancer",
  ],
  [
    "the same twice",
    edit(SOUND, `main: { arn: ${ARN} }`, `main: { arn: ${ARN} }\n        other: { arn: ${ARN} }`),
    "loadBalancer.existing.other.arn",
    "a load balancer other than that of main",
    "take one of the two out",
  ],
  [
    "the name of one that is made",
    edit(BESIDE, "      existing:", "      additional: [legacy]\n      existing:"),
    "loadBalancer.existing.legacy",
    "a name other than those under `additional`",
  ],
])("fails on %s", (_, text, ...[path, expected, fix]) => {
  const [only, ...more] = environmentProblems(text);
  expect(more).toEqual([]);
  expect(only).toMatchObject({ path: `services.orders.${path}`, expected });
  expect(only?.fix).toBe(fix);
});

const ONLY_ZONES = "only `zones` where the VPC is looked up by the load balancer";

test.each<Mistake>([
  ...["ipv6: true", "isolation: reported", "flowLogs: {}", "awsEndpoints: [logs]", 'ownerAccount: "222222222222"'].map(
    (line): Mistake => [
      line,
      edit(LOOKED_UP, "zones:", `${line}\n      zones:`),
      `vpc.${line.split(":")[0]}`,
      ONLY_ZONES,
      "name the VPC by `id`, with its `subnets`",
    ],
  ),
  ["a zone twice", edit(LOOKED_UP, "use1-az2]", "use1-az1]"), "vpc.zones[1]", "each zone once"],
  [
    "a zone of another region",
    edit(LOOKED_UP, "use1-az2]", "use2-az1]"),
    "vpc.zones[1]",
    "a zone of us-east-1: use1-az1 and so on",
  ],
  [
    "a load balancer that is made",
    edit(LOOKED_UP, "main:", "legacy:").replace("protocol: TLS", "protocol: TCP"),
    "vpc",
    "either `cidr` (a new VPC) or `id` (one that exists)",
    "add `cidr` or `id`; with `loadBalancer.existing.main`, `zones` are enough: its VPC is looked up",
  ],
  [
    "a zone whose services are offered to no other region",
    edit(LOOKED_UP, "use1-az2]\n", "use1-az3]\n    supportedRegions: [us-west-2]\n"),
    "vpc.zones[1]",
    expect.stringContaining("a zone other than use1-az3"),
    "choose another zone, or take out `supportedRegions`",
  ],
])("fails where the VPC is looked up, on %s", (_, text, ...[path, expected, fix]) => {
  const [only, ...more] = environmentProblems(text);
  expect(more).toEqual([]);
  expect(only).toMatchObject({ path: `services.orders.${path}`, expected });
  if (fix !== undefined) expect(only?.fix).toBe(fix);
});

test.each([
  ["tags as a list", "tags: [Service=orders]", "tags", undefined],
  ["a tag whose value is a number", "tags: { Port: 443 }", "tags.Port", 'write `"443"`'],
  ["tags under another name, which are not missing", "tag: { Service: orders }", "tag", "write `tags`"],
  ["an ARN under another name, which is not missing", `arm: ${ARN}`, "arm", "write `arn`"],
])("fails only on the value that is wrong: %s", (_, keys, path, fix) => {
  const [only, ...more] = environmentProblems(edit(SOUND, `arn: ${ARN}`, keys));
  expect(more).toEqual([]);
  expect(only).toMatchObject({ path: `services.orders.loadBalancer.existing.main.${path}` });
  expect(only?.fix).toBe(fix);
});

test("fails on tags of two services, in one account and region", () => {
  const tagged = edit(SOUND, `arn: ${ARN}`, "tags: { Service: orders }");
  expect(problemsIn({ "a/environment.yaml": tagged, "b/environment.yaml": tagged })).toMatchObject([
    {
      path: "services.orders.loadBalancer.existing.main.tags",
      found: '`{"Service":"orders"}` twice (a/environment.yaml:14 and b/environment.yaml:14)',
    },
  ]);
  const elsewhere = edit(tagged, '"111111111111"', '"222222222222"');
  expect(
    problemsIn({ "a/environment.yaml": tagged, "b/environment.yaml": elsewhere }).map(({ path }) => path),
  ).not.toContain("services.orders.loadBalancer.existing.main.tags");
});

test("fails on a load balancer of two services, of whichever environments", () => {
  const expected = (file: string) =>
    `a load balancer other than that of service orders of ${file}: one serves one endpoint service only`;
  expect(problemsIn({ "a/environment.yaml": SOUND, "b/environment.yaml": SOUND })).toMatchObject([
    {
      file: "b/environment.yaml",
      path: "services.orders.loadBalancer.existing.main.arn",
      expected: expected("a/environment.yaml"),
    },
  ]);
});

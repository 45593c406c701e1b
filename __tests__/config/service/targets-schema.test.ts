import { ENVIRONMENT, edit, environmentProblems } from "../../support/environments";
import { ALB, type Leads, REFUSED_FORWARDING, TARGET_GROUP } from "../../support/refused-forwarding";
import { refusedTargetGroups } from "../../support/refused-target-groups";

const LISTENERS = /listeners:\n[\s\S]*\/health\n/;
const SAMPLE = "    targets:\n      type: sample\n";
const EXISTING_VPC = "id: vpc-01234567\n      subnets: {use1-az1: subnet-00000001, use1-az2: subnet-00000002}";

const LEADS: Readonly<Record<Leads, object>> = {
  alb: { type: "alb", arn: ALB },
  targetGroup: { type: "targetGroup", arn: TARGET_GROUP },
  outside: { type: "ip", outsideAddresses: ["192.168.0.9"] },
};

/** A service in a VPC that exists. */
function inExistingVpc(listeners: object, targets: object, more: object = {}): string {
  const others = Object.entries(more).map(([key, value]) => `    ${key}: ${JSON.stringify(value)}\n`);
  return edit(
    edit(ENVIRONMENT, "cidr: 10.10.0.0/20\n      zones: [use1-az1, use1-az2]", EXISTING_VPC),
    SAMPLE,
    `    targets: ${JSON.stringify(targets)}\n${others.join("")}`,
  ).replace(LISTENERS, `listeners: ${JSON.stringify(listeners)}\n`);
}

/** The same in a VPC that is made. */
function inOwnVpc(targets: object, more: object = {}): string {
  return inExistingVpc({ http: { port: 80 } }, targets, more).replace(
    EXISTING_VPC,
    "cidr: 10.10.0.0/20\n      zones: [use1-az1, use1-az2]",
  );
}

/** What is told: paths within the service, and what was expected. */
function told(text: string): string[] {
  return environmentProblems(text).map(({ path, expected }) => `${path.replace("services.orders.", "")}: ${expected}`);
}

test.each(REFUSED_FORWARDING)(
  "fails on %s, of the service or of the listener",
  (_, leads, listener, path, expected) => {
    const said = [`listeners.http.${path}: ${expected}`];
    expect(told(inExistingVpc({ http: listener }, LEADS[leads]))).toEqual(said);
    const one = { http: { ...listener, targets: LEADS[leads] } };
    expect(told(inExistingVpc(one, { type: "instance", ids: ["i-01234567"] }))).toEqual(said);
  },
);

/** Targets that are refused: in what way, the targets, where in them, what was expected, and what is advised. */
type Refused = [name: string, targets: object, path: string, expected: string, fix?: string];

const REFUSED: readonly Refused[] = [
  [
    "a name that no Auto Scaling group has",
    { type: "autoScalingGroup", names: ["a b"] },
    "names[0]",
    "the name of an Auto Scaling group: 1 to 255 characters of ASCII, without spaces and colons",
  ],
  ["no Auto Scaling group", { type: "autoScalingGroup", names: [] }, "names", "at least 1 in the list"],
  [
    "an Auto Scaling group named twice",
    { type: "autoScalingGroup", names: ["a", "a"] },
    "names[1]",
    "each group once",
    "delete all but one",
  ],
  [
    "a target group as an Application Load Balancer",
    { type: "alb", arn: TARGET_GROUP },
    "arn",
    "the ARN of an Application Load Balancer: arn:<partition>:elasticloadbalancing:<region>:<account>:loadbalancer/app/<name>/<16 hex digits>",
  ],
  [
    "an Application Load Balancer as a target group",
    { type: "targetGroup", arn: ALB },
    "arn",
    "the ARN of a target group: arn:<partition>:elasticloadbalancing:<region>:<account>:targetgroup/<name>/<16 hex digits>",
  ],
  [
    "an Application Load Balancer of another account",
    { type: "alb", arn: ALB.replace("111111111111", "222222222222") },
    "arn",
    "an ARN of the account 111111111111",
  ],
  [
    "a target group of another region",
    { type: "targetGroup", arn: TARGET_GROUP.replace("us-east-1", "eu-west-1") },
    "arn",
    "an ARN in the region us-east-1",
  ],
  ["an unknown network mode", { type: "ecs", networkMode: "none" }, "networkMode", "one of awsvpc, bridge, host"],
  ["Lambda functions", { type: "external", targetType: "lambda" }, "targetType", "one of instance, ip"],
  ["no address", { type: "ip" }, "addresses", "at least one address"],
  [
    "addresses of two families",
    { type: "ip", addresses: ["10.10.0.9", "2600:1f18::9"] },
    "addresses[1]",
    "an address of the same family as the first: a target group has no others",
  ],
  [
    "a public address",
    { type: "ip", outsideAddresses: ["52.0.0.9"] },
    "outsideAddresses[0]",
    "a private address, within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10",
  ],
  [
    "an address outside named twice",
    { type: "ip", outsideAddresses: ["192.168.0.9", "192.168.0.9"] },
    "outsideAddresses[1]",
    "each address once",
    "delete all but one",
  ],
];

test.each(REFUSED)("fails on %s, of the service or of a listener", (_, targets, path, expected, ...advice) => {
  const [fix] = advice.filter((each) => typeof each === "string");
  const ofAll = environmentProblems(inExistingVpc({ http: { port: 80 } }, targets));
  expect(ofAll).toContainEqual(
    expect.objectContaining({ path: `services.orders.targets.${path}`, expected, ...(fix ? { fix } : {}) }),
  );
  expect(told(inExistingVpc({ http: { port: 80, targets } }, { type: "instance", ids: ["i-01234567"] }))).toContain(
    `listeners.http.targets.${path}: ${expected}`,
  );
});

test("fails on the sample application for only one listener, or in target groups", () => {
  const expected = "one of instance, ip, autoScalingGroup, alb, ecs, external, targetGroup";
  const fix = "write `type: sample` under `targets` of the service, for listeners without `targets` and `targetGroups`";
  const of = (listener: object) =>
    environmentProblems(inExistingVpc({ http: { port: 80, ...listener } }, { type: "ecs" }));
  const sample = { type: "sample" };
  expect(of({ targets: sample })).toMatchObject([
    { path: "services.orders.listeners.http.targets.type", expected, fix },
  ]);
  expect(of({ targetGroups: { blue: { weight: 1, targets: sample } } })).toMatchObject([
    { path: "services.orders.listeners.http.targetGroups.blue.targets.type", expected, fix },
  ]);
});

test("fails on addresses outside a VPC that is made, which has no way to them", () => {
  expect(environmentProblems(inOwnVpc({ type: "ip", outsideAddresses: ["192.168.0.9"] }))).toEqual([
    expect.objectContaining({
      path: "services.orders.targets.outsideAddresses",
      expected: "none with a VPC that is made, which has no way out",
      fix: "name a VPC that exists under `vpc.id`, with routes to the targets",
    }),
  ]);
});

test("fails on a listener's address outside the VPC that is made", () => {
  const text = inOwnVpc({ type: "ecs" }).replace(
    '{"port":80}',
    "{port: 80, targets: {type: ip, addresses: [10.9.0.9]}}",
  );
  expect(told(text)).toEqual(["listeners.http.targets.addresses[0]: an address within the VPC, 10.10.0.0/20"]);
});

test("fails on IPv6 addresses without a dualstack load balancer, and on addresses outside beside them", () => {
  const ipv6 = { type: "ip", addresses: ["2600:1f18::9"] };
  expect(environmentProblems(inExistingVpc({ http: { port: 80 } }, ipv6))).toEqual([
    expect.objectContaining({
      path: "services.orders.targets.addresses[0]",
      expected: "an IPv4 address: targets have IPv6 behind a dualstack load balancer alone",
      fix: "set `addressTypes: [ipv4, ipv6]`, and `ipv6: true` of the VPC",
    }),
  ]);
  const dualstack = (targets: object) =>
    inExistingVpc({ http: { port: 80 } }, targets, { addressTypes: ["ipv4", "ipv6"] }).replace(
      "id: vpc-01234567\n",
      "id: vpc-01234567\n      ipv6: true\n",
    );
  expect(told(dualstack(ipv6))).toEqual([]);
  expect(told(dualstack({ ...ipv6, outsideAddresses: ["192.168.0.9"] }))).toEqual([
    "targets.outsideAddresses: none beside IPv6 addresses: a target group has addresses of one family",
  ]);
});

test("fails on target groups that exist, and Application Load Balancers, for more load balancers than they can have", () => {
  const with_ = (targets: object, additional: string[]) =>
    told(inExistingVpc({ http: { port: 80 } }, targets, { loadBalancer: { additional } }));
  expect(with_(LEADS.targetGroup, ["b"])).toEqual([
    "targets.arn: no target group that exists for 2 load balancers: it is of one alone",
  ]);
  expect(with_(LEADS.alb, ["b"])).toEqual([]);
  expect(with_(LEADS.alb, ["b", "c"])).toEqual([
    "targets.arn: at most 2 load balancers in front of an Application Load Balancer, not 3",
  ]);
});

test("counts load balancers that exist among those, where listeners are made on them", () => {
  const arn = (name: string) =>
    `arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/${name}/0123456789abcdef`;
  const existing = (makeListeners: boolean) => ({ a: { arn: arn("a"), makeListeners }, b: { arn: arn("b") } });
  const with_ = (targets: object, makeListeners: boolean) =>
    told(inExistingVpc({ http: { port: 80 } }, targets, { loadBalancer: { existing: existing(makeListeners) } }));
  expect(with_(LEADS.targetGroup, false)).toEqual([]);
  expect(with_(LEADS.targetGroup, true)).toEqual([
    "targets.arn: no target group that exists for 2 load balancers: it is of one alone",
  ]);
  expect(with_(LEADS.alb, true)).toEqual([]);
});

test.each<[string, object]>([
  ["an Application Load Balancer, asked over HTTPS", { type: "alb", arn: ALB }],
  ["an ECS service", { type: "ecs" }],
  ["an ECS service on instances", { type: "ecs", networkMode: "bridge" }],
  ["whatever registers addresses", { type: "external" }],
  ["Auto Scaling groups", { type: "autoScalingGroup", names: ["a", "b/c"] }],
  ["addresses here and there", { type: "ip", addresses: ["10.0.0.9"], outsideAddresses: ["100.64.0.9"] }],
])("%s can be targets", (_, targets) => {
  const healthCheck = { protocol: "HTTPS", path: "/up" };
  expect(told(inExistingVpc({ http: { port: 443, targetPort: 8443, healthCheck } }, targets))).toEqual([]);
});

test("a target group that exists has a port, a type and a port of its health check", () => {
  const targets = { type: "targetGroup", arn: TARGET_GROUP, targetType: "alb", healthCheckPort: 8081 };
  expect(told(inExistingVpc({ http: { port: 443, targetPort: 8443 } }, targets))).toEqual([]);
});

test("the sample application need not speak TLS for listeners that lead elsewhere", () => {
  const listeners = {
    a: { port: 80 },
    b: { port: 443, healthCheck: { protocol: "HTTPS" }, targets: { type: "ecs" } },
  };
  expect(told(inExistingVpc(listeners, { type: "sample" }))).toEqual([]);
});

const ID = "i-01234567";
const BY_ID = { type: "instance", ids: [ID] };

test.each(refusedTargetGroups({ type: "external" }))("fails on %s", (_, listener, path, expected) => {
  const place = path.replace(/\.(\d+)$/, "[$1]");
  expect(told(inExistingVpc({ http: { port: 80, ...listener } }, BY_ID))).toContain(
    `listeners.http.${place}: ${expected}`,
  );
});

test.each<[string, object, string, string]>([
  ["a weight of 1000", { weight: 1000, targets: BY_ID }, ".weight", "a number of 999 or less"],
  ["no weight", { targets: BY_ID }, ".weight", "a number"],
  ["no targets", { weight: 1 }, ".targets", "a mapping"],
  ["a port of 0", { weight: 1, targets: BY_ID, targetPort: 0 }, ".targetPort", "a number of 1 or more"],
  ["an instance named twice", { weight: 1, targets: { type: "instance", ids: [ID, ID] } }, ".targets.ids[1]", "each"],
])("fails on a target group with %s", (_, group, path, expected) => {
  const [first = ""] = told(inExistingVpc({ http: { port: 80, targetGroups: { blue: group } } }, BY_ID));
  expect(first).toContain(`listeners.http.targetGroups.blue${path}: ${expected}`);
});

const FORMER =
  "the former key of the target group, or a list of its former keys, oldest first: a key of lower-case letters, digits and single hyphens, at most 32, that begins with a letter";
const KEY = FORMER.slice(FORMER.indexOf("a key"));
const BLUE = { weight: 1, targets: BY_ID };

test.each<[string, object, string]>([
  ["an empty former key", { targetGroupRenamedFrom: null }, `targetGroupRenamedFrom: ${FORMER}`],
  ["a mapping as a former key", { targetGroupRenamedFrom: {} }, `targetGroupRenamedFrom: ${FORMER}`],
  ["a number as a former key", { targetGroupRenamedFrom: 5 }, `targetGroupRenamedFrom: ${FORMER}`],
  ["no former key", { targetGroupRenamedFrom: [] }, "targetGroupRenamedFrom: at least 1 in the list"],
  ["an empty former key in a list", { targetGroupRenamedFrom: [null] }, "targetGroupRenamedFrom[0]: a text"],
  ["no target groups", { targetGroups: null }, "targetGroups: a mapping"],
  ["target groups that are a list", { targetGroups: [] }, "targetGroups: a mapping"],
  ["an empty mapping of target groups", { targetGroups: {} }, "targetGroups: 1 to 5 target groups"],
  ["a key with a capital letter", { targetGroups: { Blue: BLUE } }, `targetGroups.Blue: ${KEY}`],
  [
    "a key with a capital letter beside a weight of 0",
    { targetGroups: { Blue: BLUE, green: { ...BLUE, weight: 0 } } },
    `targetGroups.Blue: ${KEY}`,
  ],
  ...[null, {}, 5].map((renamedFrom): [string, object, string] => [
    `a target group with the former key ${JSON.stringify(renamedFrom)}`,
    { targetGroups: { blue: { ...BLUE, renamedFrom } } },
    `targetGroups.blue.renamedFrom: ${FORMER}`,
  ]),
  [
    "a target group with a former key with a capital letter",
    { targetGroups: { blue: { ...BLUE, renamedFrom: ["Red"] } } },
    `targetGroups.blue.renamedFrom[0]: ${KEY}`,
  ],
])("fails with one problem on %s", (_, listener, expected) => {
  expect(told(inExistingVpc({ http: { port: 80, ...listener } }, BY_ID))).toEqual([`listeners.http.${expected}`]);
});

test("fails once for each target group whose former key is empty", () => {
  const group = { ...BLUE, renamedFrom: null };
  expect(told(inExistingVpc({ http: { port: 80, targetGroups: { blue: group, green: group } } }, BY_ID))).toEqual(
    ["blue", "green"].map((key) => `listeners.http.targetGroups.${key}.renamedFrom: ${FORMER}`),
  );
});

test("fails on what a listener says of an Application Load Balancer in one of its target groups", () => {
  const targetGroups = { blue: { weight: 1, targets: LEADS.alb }, green: { weight: 1, targets: LEADS.alb } };
  expect(told(inExistingVpc({ http: { port: 80, stickiness: false, targetGroups } }, BY_ID))).toEqual([
    "listeners.http.stickiness: no `stickiness` in front of an Application Load Balancer: AWS keeps such target groups to its defaults",
  ]);
});

test.each<[string, object, string]>([
  ["neither ids nor tags", { type: "instance" }, "targets.ids: `ids` of instances, or `tags` that they have"],
  [
    "ids and tags",
    { ...BY_ID, tags: { Role: "orders" } },
    "targets.tags: none beside `ids`: an instance is registered in one way only",
  ],
  ["no tag", { type: "instance", tags: {} }, "targets.tags: at least one tag"],
  [
    "a wildcard in a tag",
    { type: "instance", tags: { Role: "*" } },
    "targets.tags.Role: the value of a tag: 1 to 256 characters, without `*`, `?` and `\\`, which EC2 reads as wildcards",
  ],
])("fails on instances with %s", (_, spec, expected) => {
  expect(told(inExistingVpc({ http: { port: 80 } }, spec))).toEqual([expected]);
});

test.each<[string, object, string]>([
  ["no tag", {}, "write a tag that only these instances have, or use `ids`"],
  ["an empty value", { Role: "" }, "write the whole value of the tag, which all of the instances have"],
  ["a wildcard", { Role: "or*" }, "write the whole value of the tag, which all of the instances have"],
])("fails on instances with %s, and says what to do", (_, tags, fix) => {
  const problems = environmentProblems(inExistingVpc({ http: { port: 80 } }, { type: "instance", tags }));
  expect(problems.map((problem) => problem.fix)).toEqual([fix]);
});

test("fails where no target group has a weight, and says what to do", () => {
  const targetGroups = { blue: { weight: 0, targets: BY_ID } };
  expect(environmentProblems(inExistingVpc({ http: { port: 80, targetGroups } }, BY_ID))).toMatchObject([
    { fix: "raise the `weight` of a target group that is to get connections" },
  ]);
});

test("fails on instances by their tags in a VPC that is made", () => {
  const tagged = { type: "instance", tags: { Role: "orders" } };
  const expected = "none with a VPC that is made: Terraform finds instances when it plans, before the VPC is there";
  expect(told(inOwnVpc(tagged))).toEqual([`targets.tags: ${expected}`]);
});

test("target groups of a listener are accepted, with the keys that they had", () => {
  const targetGroups = {
    blue: { weight: 90, targets: BY_ID, renamedFrom: "targets" },
    green: { weight: 10, targets: { type: "instance", tags: { Color: "green" } }, targetPort: 8081 },
  };
  expect(told(inExistingVpc({ http: { port: 80, targetGroups } }, BY_ID))).toEqual([]);
});

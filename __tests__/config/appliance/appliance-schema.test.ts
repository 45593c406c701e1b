import { APPLIANCES } from "../../support/appliances";
import { edit, environmentProblems } from "../../support/environments";

test("the environment that the mistakes are made in has none", () => {
  expect(environmentProblems(APPLIANCES)).toEqual([]);
});

test.each([
  ["instances", "type: instance\n      ids: [i-0123456789abcdef0]"],
  ["Auto Scaling groups", "type: autoScalingGroup\n      names: [firewalls]"],
])("appliances may be %s", (_, targets) => {
  expect(environmentProblems(edit(APPLIANCES, "type: ip\n      addresses: [10.10.0.10, 10.10.1.10]", targets))).toEqual(
    [],
  );
});

test("appliances may be registered by something else", () => {
  const text = edit(APPLIANCES, "    targets:\n      type: ip\n      addresses: [10.10.0.10, 10.10.1.10]\n", "");
  expect(environmentProblems(text)).toEqual([]);
});

type Mistake = [name: string, part: string, by: string, path: string, expected: string, fix?: string];

function withKey(name: string, lines: string, path: string, expected: string, fix?: string): Mistake {
  const [part, by] = ["    role: deploy\n", `    role: deploy\n    ${lines}\n`];
  return fix === undefined ? [name, part, by, path, expected] : [name, part, by, path, expected, fix];
}

const many = Array.from({ length: 301 }, (_, index) => `10.10.${index >> 8}.${index & 255}`).join(", ");

const MISTAKES: readonly Mistake[] = [
  withKey(
    "notifications",
    "notifications: {}",
    "notifications",
    "no notifications: AWS notifies only of connections through interface endpoints",
    "take it out",
  ),
  withKey(
    "a private DNS name",
    "privateDns: { name: a.example.com }",
    "privateDns",
    "no private DNS name: nothing is addressed to appliances, packets are routed through them",
    "take it out",
  ),
  withKey(
    "other regions",
    "supportedRegions: [eu-west-1]",
    "supportedRegions",
    "no other regions: a Gateway Load Balancer endpoint is in the service's own",
    "take it out",
  ),
  withKey(
    "listeners",
    "listeners: {}",
    "listeners",
    "no listeners: a Gateway Load Balancer hears every packet, whatever its port and protocol",
    "take it out",
  ),
  withKey(
    "a card",
    "card: {}",
    "card",
    "no service card: cards are for interface endpoints, which are connected to; the outputs tell what a route needs",
    "take it out",
  ),
  withKey(
    "an alarm on what AWS does not count of a Gateway Load Balancer",
    "monitoring: { alarms: { clientResets: 1 } }",
    "monitoring.alarms.clientResets",
    "one of the keys connectedEndpoints, healthyTargets, rejectedFlows, unhealthyTargets",
  ),
  withKey(
    "a topic of another region",
    'monitoring: { alarmTopicArns: ["arn:aws:sns:eu-west-1:111111111111:pager"] }',
    "monitoring.alarmTopicArns[0]",
    "an ARN in the region us-east-1",
  ),
  [
    "everyone with automatic acceptance",
    "      - arn:aws:iam::777777777777:root\n",
    '      - "*"\n    acceptance: automatic\n',
    "acceptance",
    "acceptance with the principal `*`: without it, everyone in AWS could connect",
    "set `acceptance: registered` or `manual`, or name the principals",
  ],
  [
    "a principal twice",
    "      - arn:aws:iam::777777777777:root\n",
    "      - arn:aws:iam::777777777777:root\n      - arn:aws:iam::777777777777:root\n",
    "allowedPrincipals[1]",
    "each principal once",
    "delete all but one",
  ],
  [
    "a principal of another partition",
    "arn:aws:iam::777777777777:root",
    "arn:aws-cn:iam::777777777777:root",
    "allowedPrincipals[0]",
    "a principal of the region's partition, arn:aws:iam::...",
  ],
  [
    "an address twice",
    "[10.10.0.10, 10.10.1.10]",
    "[10.10.0.10, 10.10.0.10]",
    "targets.addresses[1]",
    "each address once",
    "delete all but one",
  ],
  [
    "an address beyond the VPC",
    "10.10.1.10",
    "10.99.1.10",
    "targets.addresses[1]",
    "an address within the VPC, 10.10.0.0/20",
  ],
  ["too many addresses", "10.10.0.10, 10.10.1.10", many, "targets.addresses", "at most 300 in the list"],
  [
    "an instance twice",
    "type: ip\n      addresses: [10.10.0.10, 10.10.1.10]",
    "type: instance\n      ids: [i-01234567, i-01234567]",
    "targets.ids[1]",
    "each instance once",
    "delete all but one",
  ],
  [
    "a group twice",
    "type: ip\n      addresses: [10.10.0.10, 10.10.1.10]",
    "type: autoScalingGroup\n      names: [a, a]",
    "targets.names[1]",
    "each group once",
    "delete all but one",
  ],
  [
    "a path with a health check over TCP",
    "protocol: HTTP",
    "protocol: TCP\n      path: /",
    "healthCheck.path",
    "no path with protocol TCP",
  ],
  withKey(
    "IPv6 in a VPC without",
    "addressTypes: [ipv4, ipv6]",
    "addressTypes[1]",
    "with ipv6, a VPC whose subnets have IPv6 ranges, `ipv6: true`",
  ),
  [
    "IPv6 alone",
    "zones: [use1-az1, use1-az2]\n",
    "zones: [use1-az1, use1-az2]\n      ipv6: true\n    addressTypes: [ipv6]\n",
    "addressTypes",
    "ipv4 among them: a dualstack load balancer has both",
    "write `[ipv4, ipv6]`",
  ],
  withKey("an address type twice", "addressTypes: [ipv4, ipv4]", "addressTypes[1]", "each address type once"),
  withKey(
    "a delay beyond AWS's",
    "deregistrationDelaySeconds: 3601",
    "deregistrationDelaySeconds",
    "a number of 3600 or less",
  ),
  withKey("an idle timeout below AWS's", "idleTimeoutSeconds: 59", "idleTimeoutSeconds", "a number of 60 or more"),
  withKey(
    "a tag that the stacks give themselves",
    "tags: { Appliance: a }",
    "tags.Appliance",
    "no tag Appliance, which the stacks give themselves",
    "rename it",
  ),
];

test.each(MISTAKES)("fails on %s", (_, part, by, ...[path, expected, fix]) => {
  const [only, ...more] = environmentProblems(edit(APPLIANCES, part, by));
  expect(more).toEqual([]);
  expect(only).toMatchObject({ path: `appliances.inspection.${path}`, expected });
  if (fix !== undefined) expect(only?.fix).toBe(fix);
});

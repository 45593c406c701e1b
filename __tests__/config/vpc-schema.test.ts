import { serviceSchema } from "../../config/service/service-schema";
import { ENVIRONMENT, edit, environmentProblems, keysOf, type Mistake, problem } from "../support/environments";

const MISTAKES: readonly Mistake[] = [
  [
    "a range that a VPC cannot have",
    "cidr: 10.10.0.0/20",
    "cidr: 10.10.0.0/8",
    "11:13 services.orders.vpc.cidr",
    "the first address of its range: 10.0.0.0/8",
    '"10.10.0.0/8"',
  ],
  [
    "a range with host bits",
    "cidr: 10.10.0.0/20",
    "cidr: 10.10.0.1/20",
    "11:13 services.orders.vpc.cidr",
    "the first address of its range: 10.10.0.0/20",
    '"10.10.0.1/20"',
  ],
  [
    "a public range",
    "cidr: 10.10.0.0/20",
    "cidr: 8.8.0.0/20",
    "11:13 services.orders.vpc.cidr",
    "a private range, within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10",
    '"8.8.0.0/20"',
  ],
  [
    "a range too small to compute subnets",
    "cidr: 10.10.0.0/20",
    "cidr: 10.10.0.0/25",
    "11:13 services.orders.vpc.cidr",
    "/24 or larger where subnets are computed",
    '"10.10.0.0/25"',
    "choose a larger range, or say how large subnets are with `subnetPrefixLength`, or name their ranges under `subnets`",
  ],
  [
    "neither range nor id",
    "      cidr: 10.10.0.0/20\n",
    "",
    "10:5 services.orders.vpc",
    "either `cidr` (a new VPC) or `id` (one that exists)",
    "a mapping with the keys zones",
    "add `cidr` or `id`; with `loadBalancer.existing.main`, `zones` are enough: its VPC is looked up",
  ],
  [
    "an existing VPC without subnets",
    "cidr: 10.10.0.0/20\n      zones: [use1-az1, use1-az2]",
    "id: vpc-0123456789abcdef0",
    "10:5 services.orders.vpc",
    "`subnets` of the VPC that exists: ids by zone id",
    "a mapping with the keys id",
  ],
  [
    "an existing VPC of a bad id",
    "cidr: 10.10.0.0/20\n      zones: [use1-az1, use1-az2]",
    "id: vpc-1\n      subnets:\n        use1-az1: subnet-01234567",
    "11:11 services.orders.vpc.id",
    "the id of a VPC, such as vpc-0123456789abcdef0",
    '"vpc-1"',
  ],
  [
    "an existing VPC with ranges",
    "cidr: 10.10.0.0/20\n      zones: [use1-az1, use1-az2]",
    "id: vpc-01234567\n      subnets:\n        use1-az1: 10.0.0.0/24",
    "13:19 services.orders.vpc.subnets.use1-az1",
    "the id of a subnet, such as subnet-0123456789abcdef0",
    '"10.0.0.0/24"',
  ],
  [
    "neither zones nor subnets",
    "\n      zones: [use1-az1, use1-az2]",
    "",
    "10:5 services.orders.vpc",
    "either `zones` (subnets are computed) or `subnets` (ranges by zone id)",
    "a mapping with the keys cidr",
  ],
  [
    "both zones and subnets",
    "zones: [use1-az1, use1-az2]",
    "zones: [use1-az1]\n      subnets: {use1-az1: 10.10.0.0/24}",
    "13:7 services.orders.vpc.subnets",
    "either `zones` (subnets are computed) or `subnets` (ranges by zone id), not both",
    "a mapping with the keys use1-az1",
  ],
  [
    "no zone",
    "[use1-az1, use1-az2]",
    "[]",
    "12:14 services.orders.vpc.zones",
    "at least 1 in the list",
    "an empty list",
  ],
  [
    "no subnet",
    "zones: [use1-az1, use1-az2]",
    "subnets: {}",
    "12:7 services.orders.vpc.subnets",
    "at least one subnet",
    "an empty mapping",
  ],
  [
    "a zone by name",
    "[use1-az1, use1-az2]",
    "[us-east-1a, use1-az2]",
    "12:15 services.orders.vpc.zones[0]",
    "the id of an availability zone, such as use1-az1",
    '"us-east-1a"',
    "zone names differ from account to account; look up the id of yours with: aws ec2 describe-availability-zones --region us-east-1 --zone-names us-east-1a",
  ],
  [
    "zones without a list",
    "[use1-az1, use1-az2]",
    "use1-az1, use1-az2",
    "12:14 services.orders.vpc.zones",
    "a list",
    '"use1-az1, use1-az2"',
    'write `["use1-az1","use1-az2"]`',
  ],
  [
    "a zone twice",
    "[use1-az1, use1-az2]",
    "[use1-az1, use1-az1]",
    "12:25 services.orders.vpc.zones[1]",
    "each zone once",
    "`use1-az1` twice (line 12, positions 1 and 2)",
    "delete all but one",
  ],
  [
    "a zone number beyond 16",
    "[use1-az1, use1-az2]",
    "[use1-az17, use1-az2]",
    "12:15 services.orders.vpc.zones[0]",
    "the id of an availability zone, such as use1-az1",
    '"use1-az17"',
  ],
  [
    "subnets so large that a zone has none",
    "zones: [use1-az1, use1-az2]",
    "zones: [use1-az1, use1-az6]\n      subnetPrefixLength: 22",
    "13:27 services.orders.vpc.subnetPrefixLength",
    "/23 or longer, since use1-az6 takes subnet 6 of the VPC",
    "22 (number)",
  ],
  [
    "a size of subnets that have ranges",
    "zones: [use1-az1, use1-az2]",
    "subnets: {use1-az1: 10.10.0.0/24}\n      subnetPrefixLength: 24",
    "13:27 services.orders.vpc.subnetPrefixLength",
    "none with `subnets`, which have ranges of their own",
    "24 (number)",
    "take it out",
  ],
  [
    "a network ACL for a VPC that exists",
    "cidr: 10.10.0.0/20\n      zones: [use1-az1, use1-az2]",
    "id: vpc-01234567\n      subnets: {use1-az1: subnet-01234567}\n      networkAcl: open",
    "13:19 services.orders.vpc.networkAcl",
    "no `networkAcl` for a VPC that exists, which has its own",
    '"open"',
    "take it out",
  ],
  [
    "an isolation that a new VPC has anyway",
    "zones: [use1-az1, use1-az2]",
    "zones: [use1-az1, use1-az2]\n      isolation: reported",
    "13:18 services.orders.vpc.isolation",
    "none for a new VPC, which is isolated by how it is made",
    '"reported"',
    "take it out",
  ],
  [
    "a network ACL of another kind",
    "zones: [use1-az1, use1-az2]",
    "zones: [use1-az1, use1-az2]\n      networkAcl: none",
    "13:19 services.orders.vpc.networkAcl",
    "one of vpc, open",
    '"none"',
  ],
  [
    "a subnet's range that is a number",
    "zones: [use1-az1, use1-az2]",
    "subnets: {use1-az1: 10}",
    "12:27 services.orders.vpc.subnets.use1-az1",
    "a text",
    "10 (number)",
  ],
];

test.each(MISTAKES)("fails on %s", (_, part, by, place, ...rest) => {
  expect(environmentProblems(edit(ENVIRONMENT, part, by))).toEqual([problem(`dev/environment.yaml:${place}`, ...rest)]);
});

test("fails on a VPC whose keys are indented too little, with where they belong", () => {
  const keys = `one of the keys ${keysOf(serviceSchema)}`;
  expect(
    environmentProblems(
      edit(ENVIRONMENT, "      cidr: 10.10.0.0/20\n      zones:", "    cidr: 10.10.0.0/20\n    zones:"),
    ),
  ).toEqual([
    problem("dev/environment.yaml:10:9 services.orders.vpc", "a mapping", "nothing: the value is empty"),
    problem("dev/environment.yaml:11:5 services.orders.cidr", keys, 'the key "cidr"', "move it in, under `vpc`"),
    problem("dev/environment.yaml:12:5 services.orders.zones", keys, 'the key "zones"', "move it in, under `vpc`"),
  ]);
});

const VPC = "cidr: 10.10.0.0/20\n      zones: [use1-az1, use1-az2]";

test("fails on a VPC that exists and has zones, and is new at once", () => {
  expect(environmentProblems(edit(ENVIRONMENT, VPC, `id: vpc-0123456789abcdef0\n      ${VPC}`))).toEqual([
    problem(
      "dev/environment.yaml:10:5 services.orders.vpc",
      "`subnets` of the VPC that exists: ids by zone id",
      "a mapping with the keys id, cidr, zones",
    ),
    problem(
      "dev/environment.yaml:11:11 services.orders.vpc.id",
      "either `cidr` (a new VPC) or `id` (one that exists), not both",
      '"vpc-0123456789abcdef0"',
    ),
    problem(
      "dev/environment.yaml:13:14 services.orders.vpc.zones",
      "no `zones` for a VPC that exists",
      "a list of 2",
      "name its subnets under `subnets`, by zone id",
    ),
  ]);
});

test("fails on a VPC of which nothing is said, with what is enough for a load balancer that exists", () => {
  const [first] = environmentProblems(edit(ENVIRONMENT, `\n      ${VPC}`, " {}"));
  expect(first).toMatchObject({
    path: "services.orders.vpc",
    fix: "add `cidr` or `id`; with `loadBalancer.existing.main`, `zones` are enough: its VPC is looked up",
  });
});

test("fails on a subnet whose zone is given by name, with the way to its id", () => {
  expect(
    environmentProblems(edit(ENVIRONMENT, VPC, "cidr: 10.10.0.0/20\n      subnets: {us-east-1a: 10.10.0.0/24}")),
  ).toEqual([
    problem(
      "dev/environment.yaml:12:17 services.orders.vpc.subnets.us-east-1a",
      "the id of an availability zone, such as use1-az1",
      'the key "us-east-1a"',
      "zone names differ from account to account; look up the id of yours with: aws ec2 describe-availability-zones --region us-east-1 --zone-names us-east-1a",
    ),
  ]);
});

test.each([
  "cidr: 10.10.0.0/26\n      zones: [use1-az4]\n      subnetPrefixLength: 28\n      networkAcl: vpc",
  "cidr: 10.10.0.0/24\n      zones: [use1-az6]",
  "cidr: 10.10.0.0/28\n      subnets: {use1-az1: 10.10.0.0/28}",
  "id: vpc-01234567\n      subnets: {use1-az1: subnet-0123456789abcdef0}",
])("%j is accepted", (vpc) => {
  expect(environmentProblems(edit(ENVIRONMENT, VPC, vpc))).toEqual([]);
});

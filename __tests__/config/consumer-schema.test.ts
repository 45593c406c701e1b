import { connectionSchema } from "../../config/connection/connection-schema";
import { vpc } from "../../config/vpc-schema";
import { CONSUMER, consumerProblems, EXTERNAL, edit, keysOf, type Mistake, problem } from "../support/environments";

test("the consumers that the mistakes are made in have none", () => {
  expect(consumerProblems(CONSUMER)).toEqual([]);
  expect(consumerProblems(EXTERNAL)).toEqual([]);
});

const ONE_WAY =
  "exactly one of `service` and `resource` (of this environment), `card`, `serviceName`, `serviceArn`, `awsService`, `resourceConfigurationArn` and `serviceNetworkArn`";
const CONNECTION_KEYS = `one of the keys ${keysOf(connectionSchema)}`;
const PORT = 'a port from 1 to 65535: 443 for TCP, "5432-5440" for several, or with the protocol, "53/udp"';

const MISTAKES: readonly Mistake[] = [
  [
    "no account",
    'account: "222222222222"\n',
    "",
    "1:1 account",
    "a text: Account of the consumer.",
    "nothing: the key is missing",
  ],
  [
    "an account without quotes",
    'account: "222222222222"',
    "account: 022222222222",
    "1:10 account",
    "an account id in quotes: 12 digits",
    "022222222222 (number)",
    'write `"022222222222"`',
  ],
  [
    "a consumer that is not external, in a word of older YAML",
    'account: "222222222222"',
    'account: "222222222222"\nexternal: no',
    "2:11 external",
    "true or false",
    '"no"',
    "write `false`",
  ],
  [
    "everyone as its principal",
    'account: "222222222222"',
    'account: "222222222222"\nprincipal: "*"',
    "2:12 principal",
    "one principal, not `*`",
    '"*"',
  ],
  [
    "no VPC",
    "vpc:\n  cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n",
    "",
    "1:1 vpc",
    "a mapping: VPC of the consumer: a new isolated one (cidr), or one that exists (id).",
    "nothing: the key is missing",
  ],
  [
    "a VPC that is a text",
    "vpc:\n  cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n",
    "vpc: 10.20.0.0/20\n",
    "2:6 vpc",
    "a mapping",
    '"10.20.0.0/20"',
  ],
  [
    "no connections",
    "connections:\n  orders:\n    service: orders\n",
    "",
    "1:1 connections",
    "connections by a name of your choice, or `gatewayEndpoints`",
    "nothing: the key is missing",
  ],
  [
    "no connection",
    "connections:\n  orders:\n    service: orders\n",
    "connections: {}\n",
    "5:1 connections",
    "at least one connection, or no `connections` where there are `gatewayEndpoints`",
    "an empty mapping",
  ],
  [
    "a connection's key with a space",
    "  orders:",
    "  my orders:",
    "6:3 connections.my orders",
    "a key of lower-case letters, digits and single hyphens, at most 32, that begins with a letter",
    'the key "my orders"',
  ],
  [
    "a connection to nothing",
    "service: orders",
    "ports: [80]",
    "6:3 connections.orders",
    ONE_WAY,
    "a mapping with the keys ports",
  ],
  [
    "a connection to two services",
    "service: orders",
    "service: orders\n    serviceName: com.amazonaws.us-east-1.s3",
    "6:3 connections.orders",
    ONE_WAY,
    "a mapping with the keys service, serviceName",
  ],
  [
    "a service that is a number",
    "service: orders",
    "service: 1",
    "7:14 connections.orders.service",
    "a text",
    "1 (number)",
  ],
  [
    "a service name that is none",
    "service: orders",
    "serviceName: vpce-svc-0123456789abcdef0\n    ports: [80]",
    "7:18 connections.orders.serviceName",
    "a service name: com.amazonaws.vpce.<region>.vpce-svc-<17 hex digits>, or com.amazonaws.<region>.<service> for a service of AWS",
    '"vpce-svc-0123456789abcdef0"',
  ],
  [
    "a service name with an expression",
    "service: orders",
    "serviceName: com.amazonaws.us-east-1.${var.x}\n    ports: [80]",
    "7:18 connections.orders.serviceName",
    "a service name: com.amazonaws.vpce.<region>.vpce-svc-<17 hex digits>, or com.amazonaws.<region>.<service> for a service of AWS",
    '"com.amazonaws.us-east-1.${var.x}"',
  ],
  [
    "a service ARN that is none",
    "service: orders",
    "serviceArn: vpce-svc-0123456789abcdef0\n    ports: [80]",
    "7:17 connections.orders.serviceArn",
    "the ARN of an endpoint service: arn:<partition>:ec2:<region>:<12-digit account>:vpc-endpoint-service/vpce-svc-<17 hex digits>",
    '"vpce-svc-0123456789abcdef0"',
  ],
  [
    "somebody else's service without ports",
    "service: orders",
    "serviceName: com.amazonaws.us-east-1.s3",
    "6:3 connections.orders",
    "`ports` of the service, which is not of this environment",
    "a mapping with the keys serviceName",
  ],
  [
    "an empty list of ports",
    "service: orders",
    "service: orders\n    ports: []",
    "8:12 connections.orders.ports",
    "at least 1 in the list",
    "an empty list",
  ],
  [
    "a port without a list",
    "service: orders",
    "service: orders\n    ports: 443",
    "8:12 connections.orders.ports",
    "a list",
    "443 (number)",
    "write `[443]`",
  ],
  [
    "ports without a list",
    "service: orders",
    "service: orders\n    ports: 80, 443",
    "8:12 connections.orders.ports",
    "a list",
    '"80, 443"',
    "write `[80,443]`",
  ],
  [
    "a port in quotes in the list",
    "service: orders",
    'service: orders\n    ports: ["80"]',
    "8:13 connections.orders.ports[0]",
    PORT,
    '"80"',
    "write `80`",
  ],
  [
    "a port with a protocol that endpoints do not carry",
    "service: orders",
    "service: orders\n    ports: [53/sctp]",
    "8:13 connections.orders.ports[0]",
    PORT,
    '"53/sctp"',
  ],
  [
    "a port that is none",
    "service: orders",
    "service: orders\n    ports: [80, 65536]",
    "8:17 connections.orders.ports[1]",
    PORT,
    "65536 (number)",
  ],
  [
    "a port that is a mapping",
    "service: orders",
    "service: orders\n    ports: [{udp: 53}]",
    "8:13 connections.orders.ports[0]",
    PORT,
    "a mapping with the keys udp",
  ],
  [
    "a path for a port over UDP",
    "service: orders",
    "service: orders\n    ports: [80, 53/udp]\n    httpPaths: {53: /}",
    "9:21 connections.orders.httpPaths.53",
    "a TCP port of the connection: 80",
    '"/"',
  ],
  [
    "a path where all is over UDP",
    "service: orders",
    "service: orders\n    ports: [53/udp]\n    httpPaths: {53: /}",
    "9:21 connections.orders.httpPaths.53",
    "no path: the connection has no TCP port",
    '"/"',
  ],
  [
    "a source without a list",
    "service: orders",
    "service: orders\n    allowFrom: sg-01234567",
    "8:16 connections.orders.allowFrom",
    "a list",
    '"sg-01234567"',
    'write `["sg-01234567"]`',
  ],
  [
    "every address as a source",
    "service: orders",
    "service: orders\n    allowFrom: [0.0.0.0/0]",
    "8:17 connections.orders.allowFrom[0]",
    "a range narrower than every address",
    '"0.0.0.0/0"',
  ],
  [
    "a source that is none",
    "service: orders",
    "service: orders\n    allowFrom: [10.0.0.1/24]",
    "8:17 connections.orders.allowFrom[0]",
    "the first address of its range: 10.0.0.0/24, the id of a security group (sg-...), or the id of a prefix list (pl-...)",
    '"10.0.0.1/24"',
  ],
  [
    "a source with an expression",
    "service: orders",
    'service: orders\n    allowFrom: ["${var.x}"]',
    "8:17 connections.orders.allowFrom[0]",
    "an IPv4 range in CIDR notation, such as 10.0.0.0/16, the id of a security group (sg-...), or the id of a prefix list (pl-...)",
    '"${var.x}"',
  ],
  [
    "zones of a service of this environment",
    "service: orders",
    "service: orders\n    zones: [use1-az1, use1-az2]",
    "8:12 connections.orders.zones",
    "no `zones`: they are for a service by `serviceName`, `serviceArn` or `awsService`",
    "a list of 2",
    "take them out",
  ],
  [
    "a zone by name",
    "service: orders",
    "serviceName: com.amazonaws.us-east-1.s3\n    ports: [443]\n    zones: [us-east-1a]",
    "9:13 connections.orders.zones[0]",
    "the id of an availability zone, such as use1-az1",
    '"us-east-1a"',
    "zone names differ from account to account; look up the id of yours with: aws ec2 describe-availability-zones --region us-east-1 --zone-names us-east-1a",
  ],
  [
    "a zone twice",
    "service: orders",
    "serviceName: com.amazonaws.us-east-1.s3\n    ports: [443]\n    zones: [use1-az1, use1-az1]",
    "9:23 connections.orders.zones[1]",
    "each zone once",
    "`use1-az1` twice (line 9, positions 1 and 2)",
    "delete all but one",
  ],
  [
    "no zone at all",
    "service: orders",
    "service: orders\n    minimumZones: 0",
    "8:19 connections.orders.minimumZones",
    "a number of 1 or more",
    "0 (number)",
  ],
  [
    "a path without a slash",
    "service: orders",
    "service: orders\n    httpPaths: {80: health}",
    "8:21 connections.orders.httpPaths.80",
    "a path that begins with /, of at most 1024 letters, digits and -._~:/?#@!$&'()*+,;=%",
    '"health"',
    "write `/health`",
  ],
  [
    "a path with an expression",
    "service: orders",
    "service: orders\n    httpPaths: {80: '/${path.module}'}",
    "8:21 connections.orders.httpPaths.80",
    "a path that begins with /, of at most 1024 letters, digits and -._~:/?#@!$&'()*+,;=%",
    '"/${path.module}"',
    "take other characters out, or percent-encode them: a space is %20",
  ],
  [
    "an endpoint id, which only external consumers give",
    "service: orders",
    "service: orders\n    endpointId: vpce-0123456789abcdef0",
    "8:5 connections.orders.endpointId",
    CONNECTION_KEYS,
    'the key "endpointId"',
    "write `external: true` if the consumer runs their own side, else take the key out",
  ],
  [
    "a key of the client that is indented too little",
    'account: "222222222222"',
    'account: "222222222222"\nschedule: rate(1 hour)',
    "2:1 schedule",
    "one of the keys account, client, connections, external, gatewayEndpoints, hubPath, inspection, monitoring, principal, principals, reason, region, role, since, state, tags, until, vpc",
    'the key "schedule"',
    "move it in, under `client`",
  ],
  [
    "a key of the consumer that is indented too far",
    "vpc:\n",
    "vpc:\n  client: false\n",
    "3:3 vpc.client",
    `one of the keys ${keysOf(vpc)}`,
    'the key "client"',
    "move it out, to the top of the file",
  ],
  [
    "a misspelt VPC, which is not missing as well",
    "vpc:\n",
    "vcp:\n",
    "2:1 vcp",
    "one of the keys account, client, connections, external, gatewayEndpoints, hubPath, inspection, monitoring, principal, principals, reason, region, role, since, state, tags, until, vpc",
    'the key "vcp"',
    "write `vpc`",
  ],
  [
    "a client that is true",
    'account: "222222222222"',
    'account: "222222222222"\nclient: true',
    "2:9 client",
    "false, or a mapping",
    "true (boolean)",
  ],
  [
    "a schedule that is none",
    'account: "222222222222"',
    'account: "222222222222"\nclient:\n  schedule: hourly',
    "3:13 client.schedule",
    "a schedule of EventBridge, such as rate(5 minutes) or cron(0 * * * ? *)",
    '"hourly"',
  ],
  [
    "a schedule with an expression",
    'account: "222222222222"',
    'account: "222222222222"\nclient:\n  schedule: cron(${var.x} * * * ? *)',
    "3:13 client.schedule",
    "a schedule of EventBridge, such as rate(5 minutes) or cron(0 * * * ? *)",
    '"cron(${var.x} * * * ? *)"',
  ],
  [
    "a key that the client has not",
    'account: "222222222222"',
    'account: "222222222222"\nclient:\n  shedule: rate(1 hour)',
    "3:3 client.shedule",
    "one of the keys alarmTopicArns, connectionAlarms, instance, logRetentionDays, schedule",
    'the key "shedule"',
    "write `schedule`",
  ],
  [
    "a topic of the client that is none",
    'account: "222222222222"',
    'account: "222222222222"\nclient: {alarmTopicArns: [pager]}',
    "2:27 client.alarmTopicArns[0]",
    "the ARN of a standard SNS topic: arn:<partition>:sns:<region>:<12-digit account>:<name>",
    '"pager"',
  ],
  [
    "a topic of the client that is in another region",
    'account: "222222222222"',
    'account: "222222222222"\nclient: {alarmTopicArns: ["arn:aws:sns:eu-west-1:222222222222:pager"]}',
    "2:27 client.alarmTopicArns[0]",
    "an ARN in the region us-east-1",
    '"arn:aws:sns:eu-west-1:222222222222:pager"',
    "name a topic in this region: a CloudWatch alarm notifies only topics in its own region",
  ],
  [
    "days of the client's log that CloudWatch does not take",
    'account: "222222222222"',
    'account: "222222222222"\nclient: {logRetentionDays: 2}',
    "2:28 client.logRetentionDays",
    "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
    "2 (number)",
  ],
  [
    "a tag with an expression",
    'account: "222222222222"',
    'account: "222222222222"\ntags: {Owner: "${var.x}"}',
    "2:15 tags.Owner",
    "a tag value: up to 256 letters, digits, spaces or _.:/=+-@",
    '"${var.x}"',
  ],
  [
    "a key of external consumers",
    'account: "222222222222"',
    'account: "222222222222"\ncontact: us',
    "2:1 contact",
    "one of the keys account, client, connections, external, gatewayEndpoints, hubPath, inspection, monitoring, principal, principals, reason, region, role, since, state, tags, until, vpc",
    'the key "contact"',
    "write `external: true` if the consumer runs their own side, else take the key out",
  ],
];

test.each(MISTAKES)("fails on %s", (_, part, by, place, ...rest) => {
  expect(consumerProblems(edit(CONSUMER, part, by))).toEqual([problem(`dev/consumers/web.yaml:${place}`, ...rest)]);
});

const MISTAKES_OF_EXTERNAL: readonly Mistake[] = [
  [
    "a VPC of an external consumer",
    "external: true",
    "external: true\nvpc: {cidr: 10.0.0.0/16}",
    "2:1 vpc",
    "one of the keys account, accounts, connections, contact, external, principal, principals, reason, since, state, until",
    'the key "vpc"',
    "take the key out",
  ],
  [
    "an endpoint id that is none",
    "endpointId: vpce-0123456789abcdef0",
    "endpointId: vpce-1",
    "6:17 connections.orders.endpointId",
    "the id of a VPC endpoint, such as vpce-0123456789abcdef0",
    '"vpce-1"',
  ],
  [
    "no service",
    "    service: orders\n",
    "",
    "4:3 connections.orders",
    "exactly one of `service`, `resource` and `appliance`, a key in this environment's environment.yaml",
    "a mapping with the keys endpointId",
  ],
  [
    "no connections",
    "connections:\n  orders:\n    service: orders\n    endpointId: vpce-0123456789abcdef0\n",
    "",
    "1:1 connections",
    "a mapping: Connections by a name of your choice.",
    "nothing: the key is missing",
    "write, for example, `connections: { orders: { service: orders } }`: by a name of your choice, the key of a service, a resource or appliances in environment.yaml",
  ],
  [
    "a contact that is empty",
    "external: true",
    'external: true\ncontact: ""',
    "2:10 contact",
    "a length of 1 or more",
    '""',
  ],
  [
    "a role",
    "external: true",
    "external: true\nrole: deploy",
    "2:1 role",
    "one of the keys account, accounts, connections, contact, external, principal, principals, reason, since, state, until",
    'the key "role"',
    "take the key out",
  ],
];

test.each(MISTAKES_OF_EXTERNAL)("fails on %s, external", (_, part, by, place, ...rest) => {
  expect(consumerProblems(edit(EXTERNAL, part, by))).toEqual([problem(`dev/consumers/web.yaml:${place}`, ...rest)]);
});

test("fails on a misspelt service, as an unknown key and a missing one", () => {
  expect(consumerProblems(edit(CONSUMER, "service: orders", "servce: orders"))).toEqual([
    problem("dev/consumers/web.yaml:6:3 connections.orders", ONE_WAY, "a mapping with the keys servce"),
    problem(
      "dev/consumers/web.yaml:7:5 connections.orders.servce",
      CONNECTION_KEYS,
      'the key "servce"',
      "write `service`",
    ),
  ]);
});

test("fails where an external consumer connects to somebody else's service", () => {
  expect(consumerProblems(edit(EXTERNAL, "service: orders", "serviceName: com.amazonaws.us-east-1.s3"))).toEqual([
    problem(
      "dev/consumers/web.yaml:4:3 connections.orders",
      "exactly one of `service`, `resource` and `appliance`, a key in this environment's environment.yaml",
      "a mapping with the keys serviceName, endpointId",
    ),
    problem(
      "dev/consumers/web.yaml:5:5 connections.orders.serviceName",
      "one of the keys appliance, clientRanges, endpointId, endpointIds, regions, resource, service",
      'the key "serviceName"',
      "take the key out",
    ),
  ]);
});

test("fails on an external consumer that does not say so, with what to write", () => {
  const fix = "write `external: true` if the consumer runs their own side, else take the key out";
  expect(consumerProblems(edit(EXTERNAL, "external: true\n", "contact: us\n"))).toEqual([
    problem(
      "dev/consumers/web.yaml:1:1 contact",
      "one of the keys account, client, connections, external, gatewayEndpoints, hubPath, inspection, monitoring, principal, principals, reason, region, role, since, state, tags, until, vpc",
      'the key "contact"',
      fix,
    ),
    problem(
      "dev/consumers/web.yaml:1:1 vpc",
      "a mapping: VPC of the consumer: a new isolated one (cidr), or one that exists (id).",
      "nothing: the key is missing",
    ),
    problem("dev/consumers/web.yaml:6:5 connections.orders.endpointId", CONNECTION_KEYS, 'the key "endpointId"', fix),
  ]);
});

test.each([
  "client: false",
  "client: {}",
  "client: {schedule: rate(1 hour)}",
  "external: false",
  "principal: arn:aws:iam::222222222222:role/web",
  "role: team/deploy",
  "tags: {Team: Büro 7}",
])("%s is accepted", (line) => {
  expect(consumerProblems(`${CONSUMER}${line}\n`)).toEqual([]);
});

test("fails on a consumer that is external, in a word of older YAML: it is read as one", () => {
  expect(consumerProblems(EXTERNAL.replace("external: true", "external: yes"))).toEqual([
    problem("dev/consumers/web.yaml:1:11 external", "true or false", '"yes"', "write `true`"),
  ]);
});

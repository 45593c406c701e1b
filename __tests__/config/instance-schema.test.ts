import { CONSUMER, consumerProblems, edit, type Mistake, problem } from "../support/environments";

/** A consumer with an instance for people, in which nothing is wrong. */
const SOUND = edit(
  `${CONSUMER}client:
  instance:
    zone: use1-az2
`,
  "zones: [use1-az1, use1-az2]\n",
  "zones: [use1-az1, use1-az2]\n  awsEndpoints: [session-manager, logs]\n",
);

const EXISTING = "id: vpc-01234567\n  subnets: {use1-az1: subnet-01234567, use1-az2: subnet-01234568}\n";
const NEW = "cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n";

test("an instance goes with endpoints of Session Manager, by their set or one by one", () => {
  expect(consumerProblems(SOUND)).toEqual([]);
  expect(consumerProblems(edit(SOUND, "[session-manager, logs]", "[ssm, ssmmessages]"))).toEqual([]);
});

test("an instance may use endpoints that a VPC that exists has", () => {
  const text = edit(SOUND, `${NEW}  awsEndpoints: [session-manager, logs]\n`, EXISTING);
  expect(consumerProblems(`${text}    sessionEndpoints: existing\n`)).toEqual([]);
});

const MISTAKES: readonly Mistake[] = [
  [
    "an instance that nobody can reach",
    "[session-manager, logs]",
    "[ssm, logs]",
    "10:3 client.instance",
    "endpoints of Session Manager, which it is reached by: `vpc.awsEndpoints` with session-manager",
    "a mapping with the keys zone",
    "write `awsEndpoints: [session-manager]` under `vpc`; or, if a VPC that exists has them, `sessionEndpoints: existing`",
  ],
  [
    "endpoints that a new VPC cannot have yet",
    "  awsEndpoints: [session-manager, logs]\n",
    "",
    "11:23 client.instance.sessionEndpoints",
    "none in a new VPC, which has no endpoints yet",
    '"existing"',
    "write `awsEndpoints: [session-manager]` under `vpc` instead",
  ],
  [
    "a zone that the VPC is not in",
    "zone: use1-az2",
    "zone: use1-az6",
    "11:11 client.instance.zone",
    "a zone of the VPC: use1-az1, use1-az2",
    '"use1-az6"',
  ],
  [
    "a key in another region",
    "zone: use1-az2",
    "kmsKeyArn: arn:aws:kms:eu-west-1:222222222222:key/12345678-1234-1234-1234-123456789012",
    "11:16 client.instance.kmsKeyArn",
    "an ARN in the region us-east-1",
    '"arn:aws:kms:eu-west-1:222222222222:key/12345678-1234-1234-1234-123456789012"',
  ],
  [
    "an instance type under the last word of its key",
    "zone: use1-az2",
    "type: t3.micro",
    "11:5 client.instance.type",
    "one of the keys architecture, imageId, instanceType, kmsKeyArn, reachability, sessionEndpoints, zone",
    'the key "type"',
    "write `instanceType`",
  ],
  [
    "an image that is none",
    "zone: use1-az2",
    "imageId: al2023",
    "11:14 client.instance.imageId",
    "the id of an image, such as ami-0123456789abcdef0",
    '"al2023"',
  ],
  [
    "a service that is none",
    "[session-manager, logs]",
    "[session-manager, loggs]",
    "5:35 vpc.awsEndpoints[1]",
    "the short name of a service of AWS, such as logs or kms, or a set of them: session-manager, container-images, observability, secrets",
    '"loggs"',
    "write `logs`",
  ],
  [
    "a service twice",
    "[session-manager, logs]",
    "[session-manager, session-manager]",
    "5:35 vpc.awsEndpoints[1]",
    "each service or set once",
    "`session-manager` twice (line 5, positions 1 and 2)",
    "delete all but one",
  ],
  [
    "a service that a connection leads to as well",
    "  orders:\n    service: orders\n",
    "  orders:\n    service: orders\n  logs:\n    awsService: logs\n",
    "10:17 connections.logs.awsService",
    "a service other than those of `vpc.awsEndpoints`: one endpoint in a VPC has a service's private DNS name",
    "`logs` twice (lines 5 and 10)",
    "take it out of one of the two, or write `privateDns: false` for connection logs",
  ],
];

test.each(MISTAKES)("fails on %s", (name, part, by, place, ...rest) => {
  const text = name.startsWith("endpoints that") ? `${SOUND}    sessionEndpoints: existing\n` : SOUND;
  expect(consumerProblems(edit(text, part, by))).toEqual([problem(`dev/consumers/web.yaml:${place}`, ...rest)]);
});

test("fails on endpoints that are both made and there already", () => {
  const text = edit(SOUND, NEW, EXISTING);
  expect(consumerProblems(`${text}    sessionEndpoints: existing\n`)).toEqual([
    problem(
      "dev/consumers/web.yaml:12:23 client.instance.sessionEndpoints",
      "either this or session-manager in `vpc.awsEndpoints`",
      '"existing"',
      "take one of them out",
    ),
  ]);
});

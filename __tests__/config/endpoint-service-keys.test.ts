import { crossRegionRule } from "../../config/service/cross-region-rule";
import { notifications } from "../../config/service/notifications-schema";
import { privateDns } from "../../config/service/private-dns-schema";
import {
  CONSUMER,
  ENVIRONMENT,
  edit,
  environmentProblems,
  keysOf,
  type Mistake,
  problem,
  problemsIn,
} from "../support/environments";

/** The sound file with lines of the service's in the place of its role, line 9. */
const withLine = (line: string) => edit(ENVIRONMENT, "role: deploy", line);

/** A second service, in a VPC of its own. */
const secondService = (lines: string) => `  stock:
    account: "111111111111"
    vpc: {cidr: 10.11.0.0/20, zones: [use1-az1, use1-az2]}
    listeners: {http: {port: 80}}
${lines}`;

const MISTAKES: readonly Mistake[] = [
  [
    "a private DNS name with capitals",
    "role: deploy",
    "privateDns: {name: Orders.example.com}",
    "9:24 services.orders.privateDns.name",
    "a DNS name in lower case",
    '"Orders.example.com"',
    "write `orders.example.com`",
  ],
  [
    "a private DNS name with a dot at its end",
    "role: deploy",
    "privateDns: {name: orders.example.com.}",
    "9:24 services.orders.privateDns.name",
    "a DNS name without a dot at its end",
    '"orders.example.com."',
    "write `orders.example.com`",
  ],
  [
    "a wildcard in the middle of a private DNS name",
    "role: deploy",
    'privateDns: {name: "a.*.example.com"}',
    "9:24 services.orders.privateDns.name",
    "a wildcard for the whole first label alone: *.example.com",
    '"a.*.example.com"',
  ],
  [
    "no private DNS name",
    "role: deploy",
    "privateDns: {verify: true}",
    "9:5 services.orders.privateDns.name",
    "a text: DNS name that consumers may use for the service, such as orders.example.com or *.example.com, in lower case. Its domain must be in public DNS.",
    "nothing: the key is missing",
  ],
  [
    "an unknown key of a private DNS name",
    "role: deploy",
    "privateDns: {name: a.example.com, hostedZones: {id: Z0123456789ABCDEFGHIJ}}",
    "9:39 services.orders.privateDns.hostedZones",
    `one of the keys ${keysOf(privateDns)}`,
    'the key "hostedZones"',
    "write `hostedZone`",
  ],
  [
    "a domain in place of a hosted zone's id",
    "role: deploy",
    "privateDns: {name: a.example.com, hostedZone: {id: example.com}}",
    "9:56 services.orders.privateDns.hostedZone.id",
    "the id of a hosted zone, such as Z0123456789ABCDEFGHIJ",
    '"example.com"',
  ],
  [
    "no verification in a hosted zone",
    "role: deploy",
    "privateDns: {name: a.example.com, verify: false, hostedZone: {id: Z0123}}",
    "9:47 services.orders.privateDns.verify",
    "no `verify: false` beside `hostedZone`, where verification is always awaited",
    "false (boolean)",
    "take it out",
  ],
  [
    "an unknown event",
    "role: deploy",
    "notifications: {events: [Connect, Accepted]}",
    "9:39 services.orders.notifications.events[1]",
    "one of Connect, Accept, Reject, Delete",
    '"Accepted"',
    "write `Accept`",
  ],
  [
    "no event",
    "role: deploy",
    "notifications: {events: []}",
    "9:29 services.orders.notifications.events",
    "at least 1 in the list",
    "an empty list",
  ],
  [
    "an event twice",
    "role: deploy",
    "notifications: {events: [Connect, Connect]}",
    "9:39 services.orders.notifications.events[1]",
    "each event once",
    "`Connect` twice (line 9, positions 1 and 2)",
    "delete all but one",
  ],
  [
    "an unknown key of notifications",
    "role: deploy",
    "notifications: {topic: x}",
    "9:21 services.orders.notifications.topic",
    `one of the keys ${keysOf(notifications)}`,
    'the key "topic"',
    "write `topicArn`",
  ],
  [
    "an address that is none",
    "role: deploy",
    "notifications: {emails: [orders]}",
    "9:30 services.orders.notifications.emails[0]",
    "an email address",
    '"orders"',
  ],
  [
    "an address twice",
    "role: deploy",
    "notifications: {emails: [a@example.com, a@example.com]}",
    "9:45 services.orders.notifications.emails[1]",
    "each address once",
    "`a@example.com` twice (line 9, positions 1 and 2)",
    "delete all but one",
  ],
  [
    "a FIFO topic",
    "role: deploy",
    "notifications: {topicArn: arn:aws:sns:us-east-1:333333333333:a.fifo}",
    "9:31 services.orders.notifications.topicArn",
    "the ARN of a standard SNS topic: arn:<partition>:sns:<region>:<12-digit account>:<name>",
    '"arn:aws:sns:us-east-1:333333333333:a.fifo"',
  ],
  [
    "a topic in another region",
    "role: deploy",
    "notifications: {topicArn: arn:aws:sns:eu-west-1:333333333333:a}",
    "9:31 services.orders.notifications.topicArn",
    "an ARN in the region us-east-1",
    '"arn:aws:sns:eu-west-1:333333333333:a"',
  ],
  [
    "a topic in another partition",
    "role: deploy",
    "notifications: {topicArn: arn:aws-cn:sns:cn-north-1:333333333333:a}",
    "9:31 services.orders.notifications.topicArn",
    "an ARN of the region's partition, arn:aws:...",
    '"arn:aws-cn:sns:cn-north-1:333333333333:a"',
  ],
  [
    "addresses for a topic that exists",
    "role: deploy",
    "notifications: {emails: [a@example.com], topicArn: arn:aws:sns:us-east-1:333333333333:a}",
    "9:29 services.orders.notifications.emails",
    "no `emails` beside `topicArn`",
    "a list of 1",
    "subscribe to the topic that exists where it is made",
  ],
  [
    "a supported region that is none",
    "role: deploy",
    "supportedRegions: [eu-wst-1]",
    "9:24 services.orders.supportedRegions[0]",
    "a region of AWS, such as us-east-1",
    '"eu-wst-1"',
    "write `eu-west-1`",
  ],
  [
    "a supported region twice",
    "role: deploy",
    "supportedRegions: [eu-west-1, eu-west-1]",
    "9:35 services.orders.supportedRegions[1]",
    "each region once",
    "`eu-west-1` twice (line 9, positions 1 and 2)",
    "delete all but one",
  ],
  [
    "the service's own region among the supported ones",
    "role: deploy",
    "supportedRegions: [us-east-1]",
    "9:24 services.orders.supportedRegions[0]",
    "a region besides the service's own, to which it is always offered",
    '"us-east-1"',
    "take it out",
  ],
  [
    "a supported region of another partition",
    "role: deploy",
    "supportedRegions: [cn-north-1]",
    "9:24 services.orders.supportedRegions[0]",
    "a region of the same partition as us-east-1, aws",
    '"cn-north-1"',
  ],
  [
    "a tag that differs from the environment's by its case alone",
    "role: deploy",
    "tags: {owner: orders}",
    "9:19 services.orders.tags.owner",
    "a key that differs from the environment's Owner by more than its case",
    "`Owner` and `owner` (lines 5 and 9)",
    "write both alike, or rename one: IAM takes them for one key",
  ],
  [
    "a tag that the stacks give themselves",
    "role: deploy",
    "tags: {Service: orders}",
    "9:21 services.orders.tags.Service",
    "no tag Service, which the stacks give themselves",
    '"orders"',
    "rename it",
  ],
  [
    "an allowed principal twice",
    "role: deploy",
    'allowedPrincipals: ["arn:aws:iam::333333333333:root", "arn:aws:iam::333333333333:root"]',
    "9:59 services.orders.allowedPrincipals[1]",
    "each principal once",
    "`arn:aws:iam::333333333333:root` twice (line 9, positions 1 and 2)",
    "delete all but one",
  ],
  [
    "a service of AWS with a name of China",
    "role: deploy",
    "allowedPrincipals: [appflow.amazonaws.com, appflow.amazonaws.com.cn]",
    "9:48 services.orders.allowedPrincipals[1]",
    "a principal of the region's partition, arn:aws:iam::...",
    '"appflow.amazonaws.com.cn"',
  ],
  [
    "a service of AWS of a region that the service is not offered to",
    "role: deploy",
    "allowedPrincipals: [logs.us-east-1.amazonaws.com, logs.us-west-2.amazonaws.com]",
    "9:55 services.orders.allowedPrincipals[1]",
    "a service of AWS in a region that it is offered to, us-east-1: an endpoint in us-west-2 gets no connection",
    '"logs.us-west-2.amazonaws.com"',
    "add us-west-2 to `supportedRegions`, or correct the region in the name",
  ],
  [
    "an organization as a principal",
    "role: deploy",
    "allowedPrincipals: [o-a1b2c3d4e5]",
    "9:25 services.orders.allowedPrincipals[0]",
    "the ARN of each account: an endpoint service allows no organization or organizational unit, as a private resource does under `sharing.principals`",
    '"o-a1b2c3d4e5"',
  ],
];

test.each(MISTAKES)("fails on %s", (...[, part, by, place, expected, found, fix]) => {
  expect(environmentProblems(edit(ENVIRONMENT, part, by))).toEqual([
    problem(`dev/environment.yaml:${place}`, expected, found, fix),
  ]);
});

test.each([
  "privateDns: {name: orders.example.com}",
  "privateDns: {name: orders.example.com, verify: true}",
  'privateDns: {name: "*.example.com", hostedZone: {id: Z0123, account: "333333333333", role: dns}}',
  "privateDns: {name: orders.example.com, verify: true, hostedZone: {id: Z0123}}",
  "notifications: {}",
  "notifications: {events: [Reject], emails: [a@example.com]}",
  "notifications: {topicArn: arn:aws:sns:us-east-1:333333333333:a}",
  "supportedRegions: []",
  "supportedRegions: [us-west-2]\n    allowedPrincipals: [logs.us-west-2.amazonaws.com, appflow.amazonaws.com]",
  "supportedRegions: [eu-west-1, us-east-2]",
  "tags: {Owner: orders, Team: a}",
])("takes %s", (line) => {
  expect(environmentProblems(withLine(line))).toEqual([]);
});

test("fails on two services of one private DNS name", () => {
  const both = `${withLine("privateDns: {name: orders.example.com}")}${secondService("    privateDns: {name: orders.example.com}\n")}`;
  expect(environmentProblems(both)).toEqual([
    problem(
      "dev/environment.yaml:26:24 services.stock.privateDns.name",
      "a private DNS name other than that of the service orders: a VPC cannot have endpoints of both under one name",
      "`orders.example.com` twice (lines 9 and 26)",
    ),
  ]);
  const apart = `${withLine("privateDns: {name: orders.example.com}")}${secondService("    privateDns: {name: stock.example.com}\n")}`;
  expect(environmentProblems(apart)).toEqual([]);
});

describe("a service that is offered to other regions", () => {
  const offered = withLine("supportedRegions: [eu-west-1]");

  test("fails in a zone whose services are offered to none", () => {
    const expected =
      "a zone other than use1-az3, usw1-az2, apne1-az3, apne2-az2, apne2-az4, whose services AWS offers to no other region";
    const fix = "choose another zone, or take out `supportedRegions`";
    expect(environmentProblems(edit(offered, "[use1-az1, use1-az2]", "[use1-az1, use1-az3]"))).toEqual([
      problem("dev/environment.yaml:12:25 services.orders.vpc.zones[1]", expected, '"use1-az3"', fix),
    ]);
    const existing = edit(
      edit(offered, "cidr: 10.10.0.0/20", "id: vpc-0123456789abcdef0"),
      "zones: [use1-az1, use1-az2]",
      "subnets: {use1-az3: subnet-0123456789abcdef0}",
    );
    expect(environmentProblems(existing)).toEqual([
      problem(
        "dev/environment.yaml:12:27 services.orders.vpc.subnets.use1-az3",
        expected,
        '"subnet-0123456789abcdef0"',
        fix,
      ),
    ]);
  });

  test("may be in such a zone while it is offered to none", () => {
    const text = edit(withLine("supportedRegions: []"), "[use1-az1, use1-az2]", "[use1-az1, use1-az3]");
    expect(environmentProblems(text)).toEqual([]);
  });

  test("fails with an idle timeout other than the default", () => {
    const found = (listener: object, supportedRegions: readonly string[] = ["eu-west-1"]) => {
      const problems: unknown[] = [];
      crossRegionRule({ supportedRegions, listeners: { tcp: listener } }, (...each) => problems.push(each));
      return problems;
    };
    expect(found({ idleTimeoutSeconds: 600 })).toEqual([
      [
        ["listeners", "tcp", "idleTimeoutSeconds"],
        "the default of 350 seconds for a service that is offered to other regions: AWS supports no other there",
        "take it out, or take out `supportedRegions`",
      ],
    ]);
    expect([found({ idleTimeoutSeconds: 350 }), found({}), found({ idleTimeoutSeconds: 600 }, [])]).toEqual([
      [],
      [],
      [],
    ]);
  });
});

test("rules between files bear a service that is broken", () => {
  for (const line of [
    "privateDns: [a]",
    "notifications: a",
    "supportedRegions: {a: b}",
    "tags: [a]",
    "privateDns: {name: }",
  ]) {
    const problems = problemsIn({ "dev/environment.yaml": withLine(line), "dev/consumers/web.yaml": CONSUMER });
    expect(problems.map(({ path }) => path.split(/[.[]/).slice(0, 2).join("."))).toEqual(["services.orders"]);
  }
});

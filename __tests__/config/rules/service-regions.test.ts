import { renderCard, serviceCard } from "../../../modules/card";
import { CARD } from "../../support/card";
import { CONSUMER, consumerProblems, ENVIRONMENT, edit, problem, problemsIn } from "../../support/environments";

const PLACE = "dev/consumers/web.yaml";
const NAME = "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0";
const ARN = "arn:aws:ec2:eu-west-1:333333333333:vpc-endpoint-service/vpce-svc-0123456789abcdef0";
const OFFERED = edit(ENVIRONMENT, "    targets:", "    supportedRegions: [eu-west-1]\n    targets:");

/** A consumer in Ireland, by default of the service of the environment, which is in Virginia. */
function inIreland(connection = "service: orders"): string {
  const text = edit(CONSUMER, "[use1-az1, use1-az2]", "[euw1-az1, euw1-az2]");
  return edit(`region: eu-west-1\n${text}`, "service: orders", connection);
}

/** What is wrong with the connection of a consumer in Virginia. */
const fromVirginia = (connection: string) => consumerProblems(edit(CONSUMER, "service: orders", connection));

describe("passes", () => {
  test("a consumer in another region, of a service that is offered to it", () => {
    expect(consumerProblems(inIreland(), OFFERED)).toEqual([]);
  });

  test("a consumer in another region, of one whose card says that it is offered", () => {
    const card = `${renderCard(serviceCard(CARD))}\n`;
    const files = { "dev/environment.yaml": ENVIRONMENT, "dev/cards/shop.json": card };
    expect(problemsIn({ ...files, [PLACE]: inIreland("card: shop") })).toEqual([]);
  });

  test.each([
    `serviceName: ${NAME}\n    region: eu-west-1\n    ports: [443]`,
    `serviceArn: ${ARN}\n    region: eu-west-1\n    ports: [443]`,
    "awsService: ecr.api\n    region: eu-west-1",
    "awsService: iam",
    "serviceName: com.amazonaws.us-east-2.sqs\n    region: us-east-2\n    ports: [443]",
    "serviceName: com.amazonaws.iam\n    ports: [443]",
  ])("a connection to another region by %s", (connection) => {
    expect(fromVirginia(connection)).toEqual([]);
  });

  test("names that say their own region beside it, and one of a service that is in one region of the partition", () => {
    const here = NAME.replace("eu-west-1", "us-east-1");
    expect(fromVirginia(`serviceName: ${here}\n    region: us-east-1\n    ports: [443]`)).toEqual([]);
    expect(consumerProblems(inIreland("serviceName: com.amazonaws.iam\n    ports: [443]"))).toEqual([]);
  });

  test("names of one region from a consumer in the same", () => {
    expect(
      consumerProblems(inIreland(`serviceName: ${NAME}\n    ports: [443]\n    zones: [euw1-az1, euw1-az2]`)),
    ).toEqual([]);
    expect(consumerProblems(inIreland("awsService: sqs"))).toEqual([]);
  });
});

describe("fails on", () => {
  test("a service of the environment that is not offered to the consumer's region", () => {
    expect(consumerProblems(inIreland())).toEqual([
      problem(
        `${PLACE}:8:14 connections.orders.service`,
        "a service that is offered to eu-west-1, the consumer's region; orders is not",
        '"orders"',
        "add eu-west-1 to `supportedRegions` of orders in dev/environment.yaml",
      ),
    ]);
  });

  test("a card of a service that is not offered to the consumer's region", () => {
    const card = `${renderCard(serviceCard({ ...CARD, supportedRegions: ["us-east-1", "us-west-2"] }))}\n`;
    const files = { "dev/environment.yaml": ENVIRONMENT, "dev/cards/shop.json": card };
    expect(problemsIn({ ...files, [PLACE]: inIreland("card: shop") })).toEqual([
      problem(
        `${PLACE}:8:11 connections.orders.card`,
        "the card of a service that is offered to eu-west-1, the consumer's region: this is to us-east-1, us-west-2",
        '"shop"',
        "ask the provider to add eu-west-1 to its supported regions, then for the new card",
      ),
    ]);
  });

  test("a service of another partition", () => {
    const name = "cn.com.amazonaws.vpce.cn-north-1.vpce-svc-0123456789abcdef0";
    expect(fromVirginia(`serviceName: ${name}\n    ports: [443]`)).toEqual([
      problem(
        `${PLACE}:7:18 connections.orders.serviceName`,
        "a region of the same partition as us-east-1, aws",
        `"${name}"`,
      ),
    ]);
  });

  test("a service of AWS that is not reached from other regions", () => {
    expect(fromVirginia("awsService: sqs\n    region: us-east-2")).toEqual([
      problem(
        `${PLACE}:8:13 connections.orders.region`,
        "the consumer's region, us-east-1: AWS connects sqs to no other, as far as is known here",
        '"us-east-2"',
        "take it out; or, where AWS does by now, give `serviceName` and `ports` beside it, in place of `awsService`",
      ),
    ]);
  });

  test("the name of a service of AWS that is not reached from other regions", () => {
    const named = (name: string, more = "") => fromVirginia(`serviceName: ${name}\n    ports: [443]${more}`);
    expect(named("com.amazonaws.eu-west-1.logs")).toEqual([
      problem(
        `${PLACE}:7:18 connections.orders.serviceName`,
        "the consumer's region, us-east-1: AWS connects logs to no other, as far as is known here",
        '"com.amazonaws.eu-west-1.logs"',
        "write `com.amazonaws.us-east-1.logs`; or, where AWS does by now, `region: eu-west-1` beside this",
      ),
    ]);
    expect(named("com.amazonaws.eu-west-1.brand.new")[0]?.expected).toContain("AWS connects brand.new to no other");
    expect(named("com.amazonaws.eu-west-1.kms")[0]?.fix).toContain("write `region: eu-west-1` beside it");
    expect(named("com.amazonaws.eu-west-1.kms", "\n    region: eu-west-1")).toEqual([]);
    expect(named("com.amazonaws.eu-west-1.logs", "\n    region: eu-west-1")).toEqual([]);
  });

  test.each([
    ["serviceName", "name", NAME, 18],
    ["serviceArn", "ARN", ARN, 17],
  ])("a %s of another region without `region`", (key, what, text, column) => {
    expect(fromVirginia(`${key}: ${text}\n    ports: [443]`)).toEqual([
      problem(
        `${PLACE}:7:${column} connections.orders.${key}`,
        "a service in us-east-1, the consumer's region, or `region` beside it: this is in eu-west-1",
        JSON.stringify(text),
        `write \`region: eu-west-1\` beside it if that is meant, else correct the ${what}`,
      ),
    ]);
  });

  test("a `region` other than that of the name", () => {
    expect(fromVirginia(`serviceName: ${NAME}\n    region: us-east-2\n    ports: [443]`)).toEqual([
      problem(
        `${PLACE}:8:13 connections.orders.region`,
        "eu-west-1, the region of the service by its `serviceName`",
        '"us-east-2"',
        "write `eu-west-1`",
      ),
    ]);
  });

  test("zones of a service in another region, which need not match", () => {
    expect(
      fromVirginia(`serviceName: ${NAME}\n    region: eu-west-1\n    ports: [443]\n    zones: [euw1-az1]`),
    ).toEqual([
      problem(
        `${PLACE}:10:12 connections.orders.zones`,
        "no `zones`: the service is in eu-west-1, and its zones need not match those of us-east-1",
        "a list of 1",
        "take them out; `inZones` chooses among the VPC's",
      ),
    ]);
  });

  test("too few zones that AWS connects to other regions", () => {
    const text = edit(CONSUMER, "[use1-az1, use1-az2]", "[use1-az1, use1-az3]");
    expect(
      consumerProblems(edit(text, "service: orders", `serviceName: ${NAME}\n    region: eu-west-1\n    ports: [443]`)),
    ).toEqual([
      problem(
        `${PLACE}:6:3 connections.orders`,
        "at least 2 zone(s) that both the service and the VPC are in",
        "the VPC in use1-az1, as far as AWS connects its zones to other regions",
        "add a zone on either side, or set `minimumZones` lower (with one zone, the connection fails when that zone fails)",
      ),
    ]);
  });

  test("a private resource in another region", () => {
    const environment = `${ENVIRONMENT}resources:
  ledger:
    account: "111111111111"
    vpc: { cidr: 10.12.0.0/20, zones: [use1-az1, use1-az2] }
    resource: { dnsName: ledger.example.com }
    ports: [5432]
`;
    expect(consumerProblems(inIreland("resource: ledger"), environment)).toContainEqual(
      problem(
        `${PLACE}:8:15 connections.orders.resource`,
        "a resource in the consumer's region: this is in us-east-1, and AWS shares resources within a region alone",
        '"ledger"',
        "put a consumer there, or offer it as a service with `supportedRegions`",
      ),
    );
  });

  test("a consumer in another partition", () => {
    const text = edit(CONSUMER, "[use1-az1, use1-az2]", "[cnn1-az1, cnn1-az2]");
    const found = consumerProblems(`region: cn-north-1\n${text}`);
    expect(found.map(({ path, expected }) => [path, expected])).toContainEqual([
      "region",
      "a region of the same partition as us-east-1, aws",
    ]);
  });

  test("zones that are not of the consumer's own region", () => {
    const found = consumerProblems(`region: eu-west-1\n${CONSUMER}`, OFFERED);
    expect(found.map(({ path, expected }) => [path, expected])).toEqual([
      ["vpc.zones[0]", "a zone of eu-west-1: euw1-az1 and so on"],
      ["vpc.zones[1]", "a zone of eu-west-1: euw1-az1 and so on"],
    ]);
  });

  test("topics of the client's alarm that are not in the consumer's own region", () => {
    const text = `${inIreland()}client: { alarmTopicArns: [arn:aws:sns:us-east-1:222222222222:pager] }\n`;
    expect(consumerProblems(text, OFFERED).map(({ path, expected }) => [path, expected])).toEqual([
      ["client.alarmTopicArns[0]", "an ARN in the region eu-west-1"],
    ]);
    expect(consumerProblems(text.replace("sns:us-east-1", "sns:eu-west-1"), OFFERED)).toEqual([]);
  });

  test("a region that is none, and judges no connection by it", () => {
    expect(consumerProblems(`region: eu-west-9\n${CONSUMER}`).map(({ path }) => path)).toEqual(["region"]);
  });
});

test("quotas are counted in the consumer's own region", () => {
  const files: Record<string, string> = { "dev/environment.yaml": OFFERED };
  for (let index = 0; index < 10; index++) {
    const text = index % 2 ? CONSUMER : inIreland();
    files[`dev/consumers/web-${index}.yaml`] = text.replace("10.20.0.0/20", `10.20.${index * 16}.0/20`);
  }
  expect(problemsIn(files)).toEqual([]);
  files["dev/consumers/web-a.yaml"] = inIreland().replace("10.20.0.0/20", "10.21.0.0/20");
  expect(problemsIn(files).map(({ expected }) => expected)).toEqual([
    'at most 5 VPCs in account 222222222222 and eu-west-1 (quota "VPCs per Region")',
  ]);
});

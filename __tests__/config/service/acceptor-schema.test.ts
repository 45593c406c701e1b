import { loadEnvironments } from "../../../config/load";
import { ENVIRONMENT, edit, environmentProblems, folderOf, problem } from "../../support/environments";

const withKeys = (...lines: string[]) =>
  edit(ENVIRONMENT, "    targets:\n", `${lines.map((line) => `    ${line}\n`).join("")}    targets:\n`);
const at = (place: string, ...rest: [expected: string, found: string, fix?: string]) =>
  problem(`dev/environment.yaml:${place}`, ...rest);

const FIX = "take it out, or set `acceptance: registered`";
const TOPIC = "arn:aws:sns:us-east-1:111111111111:alarms";

test.each([
  [
    "shards without an acceptance stack",
    ["acceptance: manual", "acceptanceShards: 2"],
    at(
      "21:23 services.orders.acceptanceShards",
      "no shards with `acceptance: manual`, which has no acceptance stack",
      "2 (number)",
      FIX,
    ),
  ],
  [
    "an acceptor with manual acceptance",
    ["acceptance: automatic", "acceptor: {}"],
    at(
      "21:5 services.orders.acceptor",
      "no acceptor with `acceptance: automatic`: it accepts registered consumers",
      "an empty mapping",
      FIX,
    ),
  ],
  [
    "shards beside an acceptor",
    ["acceptanceShards: 2", "acceptor: {}"],
    at(
      "20:23 services.orders.acceptanceShards",
      "no shards beside `acceptor`, which takes the place of the acceptance stacks",
      "2 (number)",
      "take one of the two out",
    ),
  ],
  [
    "too many shards",
    ["acceptanceShards: 257"],
    at("20:23 services.orders.acceptanceShards", "a number of 256 or less", "257 (number)"),
  ],
  [
    "a schedule that is none",
    ["acceptor: { schedule: hourly }"],
    at(
      "20:27 services.orders.acceptor.schedule",
      "a rate of EventBridge of at most 8 hours, such as rate(5 minutes): an alarm watches that the function runs",
      '"hourly"',
    ),
  ],
  [
    "another policy for unknown endpoints",
    ["acceptor: { unknown: accept }"],
    at("20:26 services.orders.acceptor.unknown", "one of leave, reject", '"accept"'),
  ],
  [
    "days that CloudWatch does not keep",
    ["acceptor: { logRetentionDays: 31 }"],
    at(
      "20:35 services.orders.acceptor.logRetentionDays",
      "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
      "31 (number)",
    ),
  ],
  [
    "a topic twice",
    [`acceptor: { alarmTopicArns: [${TOPIC}, ${TOPIC}] }`],
    at(
      "20:77 services.orders.acceptor.alarmTopicArns[1]",
      "each topic once",
      `\`${TOPIC}\` twice (line 20, positions 1 and 2)`,
      "delete all but one",
    ),
  ],
  [
    "a topic of another region",
    [`acceptor: { alarmTopicArns: [${TOPIC.replace("us-east-1", "eu-west-1")}] }`],
    at(
      "20:34 services.orders.acceptor.alarmTopicArns[0]",
      "an ARN in the region us-east-1",
      `"${TOPIC.replace("us-east-1", "eu-west-1")}"`,
      "name a topic in this region: a CloudWatch alarm notifies only topics in its own region",
    ),
  ],
])("fails on %s", (_, lines, expected) => {
  expect(environmentProblems(withKeys(...lines))).toEqual([expected]);
});

test("an acceptor has defaults for each key", () => {
  const [dev] = loadEnvironments(folderOf({ "dev/environment.yaml": withKeys("acceptor: {}") }));
  expect(dev?.services.orders?.acceptor).toEqual({
    schedule: "rate(5 minutes)",
    unknown: "leave",
    mostRejections: 10,
    alarmTopicArns: [],
  });
});

test("fails on an acceptor of appliances, with the reason", () => {
  const appliances = `appliances:
  inspection:
    account: "111111111114"
    vpc: { cidr: 10.13.0.0/20, zones: [use1-az1, use1-az2] }
    acceptor: {}
`;
  const [first] = environmentProblems(`${ENVIRONMENT}${appliances}`);
  expect(first).toMatchObject({ path: "appliances.inspection.acceptor", fix: "take it out" });
  expect(first?.expected).toMatch(/^no acceptor: for appliances, the acceptance stack accepts/);
});

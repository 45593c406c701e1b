import { monitoring } from "../../config/service/monitoring-schema";
import { THRESHOLDS } from "../../modules/provider/monitoring";
import { ENVIRONMENT, edit, environmentProblems, keysOf, type Mistake, problem } from "../support/environments";

/** An environment whose service has this written under `monitoring`. */
const monitored = (text: string) => edit(ENVIRONMENT, "role: deploy", `monitoring: ${text}`);

const MISTAKES: readonly Mistake[] = [
  [
    "an unknown key",
    "role: deploy",
    "monitoring: {alarm: false}",
    "9:18 services.orders.monitoring.alarm",
    `one of the keys ${keysOf(monitoring)}`,
    'the key "alarm"',
    "write `alarms`",
  ],
  [
    "an unknown alarm",
    "role: deploy",
    "monitoring: {alarms: {healthyTarget: 1}}",
    "9:27 services.orders.monitoring.alarms.healthyTarget",
    `one of the keys ${Object.keys(THRESHOLDS).sort().join(", ")}`,
    'the key "healthyTarget"',
    "write `healthyTargets`",
  ],
  [
    "a threshold below the least",
    "role: deploy",
    "monitoring: {alarms: {healthyTargets: 0}}",
    "9:43 services.orders.monitoring.alarms.healthyTargets",
    "a number of 1 or more",
    "0 (number)",
  ],
  [
    "a threshold of true",
    "role: deploy",
    "monitoring: {alarms: {targetResets: true}}",
    "9:41 services.orders.monitoring.alarms.targetResets",
    "false, or a number",
    "true (boolean)",
  ],
  [
    "a text in place of alarms",
    "role: deploy",
    "monitoring: {alarms: all}",
    "9:26 services.orders.monitoring.alarms",
    "false, or a mapping",
    '"all"',
  ],
  [
    "a topic that is none",
    "role: deploy",
    "monitoring: {alarmTopicArns: [pager]}",
    "9:35 services.orders.monitoring.alarmTopicArns[0]",
    "the ARN of a standard SNS topic: arn:<partition>:sns:<region>:<12-digit account>:<name>",
    '"pager"',
  ],
  [
    "a topic in another region",
    "role: deploy",
    "monitoring: {alarmTopicArns: [arn:aws:sns:us-east-2:111111111111:pager]}",
    "9:35 services.orders.monitoring.alarmTopicArns[0]",
    "an ARN in the region us-east-1",
    '"arn:aws:sns:us-east-2:111111111111:pager"',
    "name a topic in this region: a CloudWatch alarm notifies only topics in its own region",
  ],
  [
    "a topic in another partition",
    "role: deploy",
    "monitoring: {alarmTopicArns: [arn:aws-cn:sns:cn-north-1:111111111111:pager]}",
    "9:35 services.orders.monitoring.alarmTopicArns[0]",
    "an ARN of the region's partition, arn:aws:...",
    '"arn:aws-cn:sns:cn-north-1:111111111111:pager"',
    "name a topic in this region: a CloudWatch alarm notifies only topics in its own region",
  ],
  [
    "topics without alarms",
    "role: deploy",
    "monitoring: {alarms: false, alarmTopicArns: [arn:aws:sns:us-east-1:111111111111:pager]}",
    "9:49 services.orders.monitoring.alarmTopicArns",
    "no topics without alarms",
    "a list of 1",
    "remove `alarms: false`, or the topics",
  ],
  [
    "neither alarms nor a dashboard",
    "role: deploy",
    "monitoring: {alarms: false, dashboard: false}",
    "9:44 services.orders.monitoring.dashboard",
    "alarms or a dashboard",
    "false (boolean)",
    "remove `monitoring`: without either, nothing is monitored",
  ],
];

test.each(MISTAKES)("fails on %s", (_, part, by, place, ...rest) => {
  expect(environmentProblems(edit(ENVIRONMENT, part, by))).toEqual([problem(`dev/environment.yaml:${place}`, ...rest)]);
});

test("fails on six topics", () => {
  const topics = Array.from({ length: 6 }, (_, index) => `arn:aws:sns:us-east-1:111111111111:pager-${index}`);
  expect(environmentProblems(monitored(`{alarmTopicArns: [${topics.join(", ")}]}`))).toEqual([
    problem(
      "dev/environment.yaml:9:34 services.orders.monitoring.alarmTopicArns",
      "at most 5 in the list",
      "a list of 6",
    ),
  ]);
});

test.each(["{}", "{alarms: false}", "{alarms: {healthyTargets: false, clientResets: 0}}", "{dashboard: false}"])(
  "%s is accepted",
  (text) => {
    expect(environmentProblems(monitored(text))).toEqual([]);
  },
);

test("what is not said takes the defaults of the module", () => {
  expect(monitoring.parse({})).toEqual({
    alarms: Object.fromEntries(Object.entries(THRESHOLDS).map(([kind, threshold]) => [kind, threshold.default])),
    alarmTopicArns: [],
    dashboard: true,
  });
});

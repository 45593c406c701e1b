import { ENVIRONMENT, edit } from "../support/environments";
import { synthesizeFiles } from "../support/stacks";
import type { Synthesized } from "../support/synth";

/** The stack of a service with this written under `monitoring`. */
function monitored(text: string, environment: string = ENVIRONMENT): Synthesized {
  const files = { "dev/environment.yaml": edit(environment, "role: deploy", `monitoring: ${text}`) };
  return synthesizeFiles(files).stack("dev-service-orders");
}

const alarmNames = (stack: Synthesized) =>
  stack.resources("aws_cloudwatch_metric_alarm").map(({ alarm_name: name }) => name);

test("a service without the key has no alarms and no dashboard", () => {
  const { types } = synthesizeFiles({ "dev/environment.yaml": ENVIRONMENT }).stack("dev-service-orders");
  expect(types.filter((type) => type.startsWith("aws_cloudwatch"))).toEqual([]);
});

test("alarms watch every listener in every zone of the service", () => {
  const two = edit(ENVIRONMENT, "    listeners:\n", "    listeners:\n      admin: {port: 9000}\n");
  const names = alarmNames(monitored("{}", two));
  for (const listener of ["admin", "http"])
    for (const zone of ["use1-az1", "use1-az2"])
      expect(names).toContain(`dev-orders/healthy-targets/main/${listener}/${zone}`);
});

test("alarms take their thresholds and topics from the environment", () => {
  const topic = "arn:aws:sns:us-east-1:111111111111:pager";
  const stack = monitored(`{alarms: {clientResets: 7, unhealthyTargets: false}, alarmTopicArns: ["${topic}"]}`);
  expect(alarmNames(stack)).not.toContain("dev-orders/unhealthy-targets/main/http");
  const alarm = stack
    .resources("aws_cloudwatch_metric_alarm")
    .find(({ alarm_name: name }) => name === "dev-orders/client-resets/main");
  expect(alarm).toMatchObject({ threshold: 7, alarm_actions: [topic], ok_actions: [topic] });
});

test("a zone without targets is a fault where its node forwards to no other", () => {
  const apart = edit(ENVIRONMENT, "    listeners:\n", "    loadBalancer: {crossZone: false}\n    listeners:\n");
  const missing = (stack: Synthesized) =>
    stack
      .resources("aws_cloudwatch_metric_alarm")
      .find(({ alarm_name: name }) => name === "dev-orders/healthy-targets/main/http/use1-az1")?.treat_missing_data;
  expect([missing(monitored("{}")), missing(monitored("{}", apart))]).toEqual(["notBreaching", "breaching"]);
});

test("what security groups refuse is watched where their rules are enforced, of every load balancer", () => {
  const rules = "privateLinkRules: { enforce: true, from: { web: 10.20.0.0/20 } }, additional: [b]";
  const enforced = edit(ENVIRONMENT, "    listeners:\n", `    loadBalancer: { ${rules} }\n    listeners:\n`);
  const blocked = (stack: Synthesized) => alarmNames(stack).filter((name) => name.includes("blocked-flows"));
  expect(blocked(monitored("{}", enforced)).sort()).toEqual([
    "dev-orders/blocked-flows-tcp/b",
    "dev-orders/blocked-flows-tcp/main",
  ]);
  expect(blocked(monitored("{}"))).toEqual([]);
});

test("a stack without a dashboard has no output for one", () => {
  expect(monitored("{}").json.output).toHaveProperty("dashboard_name");
  expect(monitored("{dashboard: false}").json.output).not.toHaveProperty("dashboard_name");
});

test("a renamed listener keeps its alarms: their names, and the state, which moves", () => {
  const alarms = (stack: Synthesized) => Object.keys(stack.json.resource.aws_cloudwatch_metric_alarm);
  const before = monitored("{}");
  const after = monitored("{}", edit(ENVIRONMENT, "      http:\n", "      api:\n        renamedFrom: [http, web]\n"));
  expect(alarmNames(after).sort()).toEqual(alarmNames(before).sort());
  const next = new Map((after.json.moved as { from: string; to: string }[]).map(({ from, to }) => [from, to]));
  for (const alarm of alarms(before)) {
    let address = `aws_cloudwatch_metric_alarm.${alarm}`;
    for (let to = next.get(address); to !== undefined; to = next.get(address)) address = to;
    expect(alarms(after)).toContain(address.split(".")[1]);
  }
});

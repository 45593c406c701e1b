import { ENVIRONMENT, edit } from "../support/environments";
import { ALB, TARGET_GROUP } from "../support/refused-forwarding";
import { synthesizeFiles } from "../support/stacks";
import { ids, type Synthesized } from "../support/synth";

const HTTP = "    listeners:\n      http:\n";

/** The stack of a service with listeners beside its own, which leads to the sample application unless said otherwise. */
function stackWith(listeners: Readonly<Record<string, object>>, more: string = ""): Synthesized {
  const others = Object.entries(listeners).map(([name, listener]) => `      ${name}: ${JSON.stringify(listener)}\n`);
  const text = edit(ENVIRONMENT, HTTP, `${more}    listeners:\n${others.join("")}      http:\n`);
  return synthesizeFiles({ "dev/environment.yaml": text }).stack("dev-service-orders");
}

const groupOf = (stack: Synthesized, listener: string) =>
  `\${aws_lb_target_group.${ids(stack, "aws_lb_target_group").find((id) => id.includes(`target-group-${listener}-`))}.arn}`;

test("the sample application answers for the listeners that lead nowhere else, and hands nothing out", () => {
  const stack = stackWith({ tasks: { port: 9000, targets: { type: "ecs" } } });
  expect(stack.resource("aws_autoscaling_group").target_group_arns).toEqual([groupOf(stack, "http")]);
  expect(stack.resources("aws_vpc_security_group_ingress_rule").map((rule) => rule.from_port)).toEqual([8080]);
  expect(stackWith({}).json.output).not.toHaveProperty("target_group_arns");
  expect(stackWith({}).json.output).not.toHaveProperty("load_balancer_security_group_id");
});

test("there is no sample application where every listener leads elsewhere", () => {
  const text = edit(ENVIRONMENT, "        port: 80\n", "        port: 80\n        targets: { type: external }\n");
  const stack = synthesizeFiles({ "dev/environment.yaml": text }).stack("dev-service-orders");
  expect(stack.types).not.toContain("aws_autoscaling_group");
});

test("the stack hands out the target groups, and the security group that targets must let in", () => {
  const stack = stackWith({ tasks: { port: 9000, targets: { type: "ecs", networkMode: "bridge" } } });
  expect(stack.json.output.target_group_arns.value).toEqual({
    http: groupOf(stack, "http"),
    tasks: groupOf(stack, "tasks"),
  });
  const group = ids(stack, "aws_security_group").find((id) => id.startsWith("load-balancer"));
  expect(stack.json.output.load_balancer_security_group_id.value).toBe(`\${aws_security_group.${group}.id}`);
  expect(stack.json.output).not.toHaveProperty("additional_target_group_arns");
  const ports = stack
    .resources("aws_vpc_security_group_egress_rule")
    .map(({ from_port: from, to_port: to }) => [from, to]);
  expect(ports).toContainEqual([32768, 65535]);
});

test("the target groups of load balancers beside the main one are handed out by its name", () => {
  const more = "    loadBalancer: { additional: [b] }\n";
  const stack = stackWith({ tasks: { port: 9000, targets: { type: "ecs" } } }, more);
  expect(Object.keys(stack.json.output.additional_target_group_arns.value)).toEqual(["b"]);
  expect(Object.keys(stack.json.output.additional_target_group_arns.value.b)).toEqual(["http", "tasks"]);
});

test.each([
  ["an Application Load Balancer", { type: "alb", arn: ALB }],
  ["one in a target group that exists", { type: "targetGroup", arn: TARGET_GROUP, targetType: "alb" }],
])("no alarm watches hosts of %s, which CloudWatch does not count", (_, targets) => {
  const stack = stackWith({ web: { port: 9000, targets } }, "    monitoring: {}\n");
  const alarms = stack.resources("aws_cloudwatch_metric_alarm").map(({ alarm_name: name }) => name);
  expect(alarms).toContain("dev-orders/unhealthy-targets/main/http");
  expect(alarms).not.toContain("dev-orders/unhealthy-targets/main/web");
});

describe("several target groups of a listener", () => {
  const targetGroups = {
    blue: { weight: 90, targets: { type: "external" } },
    green: { weight: 10, targets: { type: "external" } },
  };
  const stack = stackWith(
    { pods: { port: 9000, targetGroups } },
    "    loadBalancer: { additional: [b] }\n    monitoring: {}\n",
  );

  test("are handed out by listener and key, of each load balancer", () => {
    expect(Object.keys(stack.json.output.target_group_arns.value)).toEqual(["http", "pods/blue", "pods/green"]);
    expect(Object.keys(stack.json.output.additional_target_group_arns.value.b)).toEqual([
      "http",
      "pods/blue",
      "pods/green",
    ]);
  });

  test("are not those of the sample application", () => {
    expect(stack.resource("aws_autoscaling_group").target_group_arns).toHaveLength(2);
    expect(stack.resources("aws_vpc_security_group_ingress_rule").map((rule) => rule.from_port)).toEqual([8080]);
  });

  test("are watched each", () => {
    const alarms = stack.resources("aws_cloudwatch_metric_alarm").map(({ alarm_name: name }) => name);
    for (const name of ["main/pods/blue", "main/pods/green", "b/pods/blue"])
      expect(alarms).toContain(`dev-orders/unhealthy-targets/${name}`);
  });
});

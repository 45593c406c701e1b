import { loadPolicy } from "../../policies/checker/policy";
import type { JudgedVerdict } from "../../policies/checker/verdict";
import { plans, type Resources, stacks, VPCS } from "./documents";

/** What accepts connections beside a service, with all types that it is made of. */
const ACCEPTOR: Resources = {
  aws_cloudwatch_event_rule: { run: { name: "run", schedule_expression: "rate(5 minutes)" } },
  aws_cloudwatch_event_target: { run: { rule: "run", arn: "${aws_lambda_function.acceptor.arn}" } },
  aws_cloudwatch_log_group: { acceptor: { name: "/aws/lambda/acceptor", retention_in_days: 30 } },
  aws_cloudwatch_log_metric_filter: { failed: { name: "failed", pattern: "", log_group_name: "/aws/lambda/acceptor" } },
  aws_cloudwatch_metric_alarm: { failed: { alarm_name: "failed", comparison_operator: "GreaterThanThreshold" } },
  aws_iam_role: { acceptor: { name: "acceptor", assume_role_policy: "{}" } },
  aws_iam_role_policy: { acceptor: { role: "acceptor", policy: "{}" } },
  aws_lambda_function: { acceptor: { function_name: "acceptor", role: "${aws_iam_role.acceptor.arn}" } },
  aws_lambda_function_event_invoke_config: { acceptor: { function_name: "acceptor", maximum_retry_attempts: 2 } },
  aws_lambda_permission: {
    schedule: {
      function_name: "acceptor",
      action: "lambda:InvokeFunction",
      principal: "events.amazonaws.com",
      source_arn: "arn:aws:events:us-east-1:111111111111:rule/run",
    },
    topic: {
      function_name: "acceptor",
      action: "lambda:InvokeFunction",
      principal: "sns.amazonaws.com",
      source_arn: "arn:aws:sns:us-east-1:111111111111:connections",
    },
  },
  aws_sns_topic_subscription: {
    connections: { topic_arn: "arn:aws:sns:us-east-1:111111111111:connections", protocol: "lambda", endpoint: "x" },
  },
  aws_sqs_queue: { failed: { name: "failed" } },
  aws_sqs_queue_policy: { failed: { queue_url: "x", policy: "{}" } },
};

test.each(["service", undefined])("what accepts connections passes in a stack of role %s", async (role) => {
  const policy = await loadPolicy();
  for (const document of [...Object.values(stacks(role, ACCEPTOR)), ...Object.values(plans(role, ACCEPTOR))])
    expect((policy.judge(document) as JudgedVerdict).findings).toEqual([]);
});

test("what accepts connections opens no way out of a consumer's VPC beside it", async () => {
  const policy = await loadPolicy();
  for (const document of Object.values(stacks("service", { ...VPCS, ...ACCEPTOR }))) {
    const { consumer_vpcs, findings } = policy.judge(document) as JudgedVerdict;
    expect([consumer_vpcs.map(({ result }) => result), findings]).toEqual([["PROVEN"], []]);
  }
});

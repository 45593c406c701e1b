import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import type { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import type { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import type { Construct } from "constructs";
import { ConnectionNotification } from "../connection-notification";

/** What starts an acceptor. */
export interface TriggersProps {
  /** Name of the function. */
  readonly name: string;
  readonly lambda: LambdaFunction;
  /** Queue of events that failed. */
  readonly queue: SqsQueue;
}

/** Starts an acceptor when a connection of the service changes. What cannot be delivered goes to the queue. */
export function startOnNotifications(
  scope: Construct,
  { name, lambda, queue }: TriggersProps,
  service: { readonly serviceId: string; readonly serviceArn: string },
): void {
  const { topicArn } = new ConnectionNotification(scope, "notification", { name, ...service });
  const permission = new LambdaPermission(scope, "notification-permission", {
    statementId: "notification",
    action: "lambda:InvokeFunction",
    functionName: lambda.functionName,
    principal: "sns.amazonaws.com",
    sourceArn: topicArn,
  });
  const policy = new SqsQueuePolicy(scope, "queue-policy", {
    queueUrl: queue.url,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "TopicKeepsUndelivered",
          Effect: "Allow",
          Principal: { Service: "sns.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: queue.arn,
          Condition: { ArnEquals: { "aws:SourceArn": topicArn } },
        },
      ],
    }),
  });
  new SnsTopicSubscription(scope, "notification-subscription", {
    topicArn,
    protocol: "lambda",
    endpoint: lambda.arn,
    redrivePolicy: JSON.stringify({ deadLetterTargetArn: queue.arn }),
    dependsOn: [permission, policy],
  });
}

/** Starts an acceptor on a schedule: a notification may be lost, and an access may end. */
export function startOnSchedule(scope: Construct, { name, lambda }: TriggersProps, expression: string): void {
  const rule = new CloudwatchEventRule(scope, "schedule", {
    name,
    description: "Starts the acceptor, whatever notifications say",
    scheduleExpression: expression,
  });
  const permission = new LambdaPermission(scope, "schedule-permission", {
    statementId: "schedule",
    action: "lambda:InvokeFunction",
    functionName: lambda.functionName,
    principal: "events.amazonaws.com",
    sourceArn: rule.arn,
  });
  new CloudwatchEventTarget(scope, "schedule-target", {
    rule: rule.name,
    targetId: "acceptor",
    arn: lambda.arn,
    dependsOn: [permission],
  });
}

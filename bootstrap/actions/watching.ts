import { type ActionTable, inRegion, on } from "./grant";

const group = (...names: readonly string[]) =>
  ["/aws/lambda/{env}", "/privatelink/flow-logs/{env}"].map((name) =>
    on(`logs:{region}:{account}:log-group:${name}`, ...names.map((each) => `logs:${each}`)),
  );
const alarm = (...names: readonly string[]) =>
  on("cloudwatch:{region}:{account}:alarm:{env}", ...names.map((name) => `cloudwatch:${name}`));
const dashboard = (...names: readonly string[]) =>
  on("cloudwatch::{account}:dashboard/{env}", ...names.map((name) => `cloudwatch:${name}`));
const rule = (...names: readonly string[]) =>
  on("events:{region}:{account}:rule/{env}", ...names.map((name) => `events:${name}`));
const topic = (...names: readonly string[]) =>
  on("sns:{region}:{account}:{topic}", ...names.map((name) => `sns:${name}`));
const queue = (...names: readonly string[]) =>
  on("sqs:{region}:{account}:{queue}", ...names.map((name) => `sqs:${name}`));
const TOPIC_READ = topic("GetTopicAttributes", "ListSubscriptionsByTopic", "ListTagsForResource");
const QUEUE_READ = queue("GetQueueAttributes", "GetQueueUrl", "ListQueueTags");

/** Logs, alarms, schedules, topics and queues. */
export const WATCHING: ActionTable = {
  aws_cloudwatch_log_group: {
    read: [inRegion("logs:DescribeLogGroups"), ...group("ListTagsForResource")],
    write: group(
      "CreateLogGroup",
      "DeleteLogGroup",
      "PutRetentionPolicy",
      "DeleteRetentionPolicy",
      "AssociateKmsKey",
      "DisassociateKmsKey",
      "TagResource",
      "UntagResource",
    ),
  },
  aws_cloudwatch_metric_alarm: {
    read: [inRegion("cloudwatch:DescribeAlarms"), alarm("ListTagsForResource")],
    write: [alarm("PutMetricAlarm", "DeleteAlarms", "TagResource", "UntagResource")],
  },
  aws_cloudwatch_dashboard: {
    read: [dashboard("GetDashboard")],
    write: [dashboard("PutDashboard", "DeleteDashboards")],
  },
  aws_cloudwatch_event_rule: {
    read: [rule("DescribeRule", "ListTagsForResource")],
    write: [rule("PutRule", "DeleteRule", "EnableRule", "DisableRule", "TagResource", "UntagResource")],
  },
  aws_cloudwatch_event_target: { read: [rule("ListTargetsByRule")], write: [rule("PutTargets", "RemoveTargets")] },
  aws_sns_topic: {
    read: [TOPIC_READ],
    write: [topic("CreateTopic", "DeleteTopic", "SetTopicAttributes", "TagResource", "UntagResource")],
  },
  aws_sns_topic_policy: { read: [TOPIC_READ], write: [topic("SetTopicAttributes")] },
  aws_sns_topic_subscription: {
    // Of these, only `Subscribe` is for a topic; the others know no resource.
    read: [inRegion("sns:GetSubscriptionAttributes")],
    write: [topic("Subscribe"), inRegion("sns:Unsubscribe", "sns:SetSubscriptionAttributes")],
  },
  aws_sqs_queue: {
    read: [QUEUE_READ],
    write: [queue("CreateQueue", "DeleteQueue", "SetQueueAttributes", "TagQueue", "UntagQueue")],
  },
  aws_sqs_queue_policy: { read: [QUEUE_READ], write: [queue("SetQueueAttributes")] },
};

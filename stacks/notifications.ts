import type { Construct } from "constructs";
import type { NotificationsSpec } from "../config/service/notifications-schema";
import {
  ConnectionNotification,
  type EndpointService,
  notificationKeyStatement,
  notificationTopicStatement,
  policyDocument,
} from "../modules/provider";

/** Outputs of the stack of a service that has notifications. */
export interface NotificationOutputs {
  /** ARN of the SNS topic that is told of connections. */
  readonly notification_topic_arn: string;
}

/** Outputs of the stack of a service that notifies a topic which exists. */
export interface NotificationPolicyOutputs {
  readonly notification_policies: NotificationPolicies;
}

/** Policy documents, as text: what those of a topic that exists, and of its key where it has one, must say. */
export interface NotificationPolicies {
  readonly topic: string;
  readonly key: string;
}

/** Tells a topic about connections to a service, as its file says. @returns policies only for a topic that exists. */
export function notify(
  scope: Construct,
  name: string,
  { events, topicArn, emails }: NotificationsSpec,
  { serviceId, serviceArn }: Pick<EndpointService, "serviceId" | "serviceArn">,
): { readonly topicArn: string; readonly policies?: NotificationPolicies } {
  const adopted = topicArn === undefined ? {} : { topicArn };
  const notification = new ConnectionNotification(scope, "notification", {
    name,
    serviceId,
    serviceArn,
    events,
    emails,
    ...adopted,
  });
  if (topicArn === undefined) return { topicArn: notification.topicArn };
  const topic = policyDocument([notificationTopicStatement(topicArn, serviceArn)]);
  return { topicArn, policies: { topic, key: policyDocument([notificationKeyStatement(serviceArn)]) } };
}

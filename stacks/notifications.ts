import type { Construct } from "constructs";
import type { NotificationsSpec } from "../config/service/notifications-schema";
import { EndpointNotification, type InterfaceEndpoint } from "../modules/consumer";
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

/** Outputs of a consumer's stack that has notifications of endpoints. */
export interface EndpointNotificationOutputs {
  /** ARNs of the SNS topics that are told of endpoints, by connection. */
  readonly endpoint_notification_topic_arns: Readonly<Record<string, string>>;
}

/** Outputs of a consumer's stack that notifies topics which exist. */
export interface EndpointNotificationPolicyOutputs {
  /** What the policies must say, by connection. */
  readonly endpoint_notification_policies: Readonly<Record<string, NotificationPolicies>>;
}

/** A topic that is told of connections. */
export interface NotifiedTopic {
  readonly topicArn: string;
  /** What its policies must say, where it exists. @default - it is made, with its policies */
  readonly policies?: NotificationPolicies;
}

/** Tells a topic about connections to a service, as its file says. */
export function notify(
  scope: Construct,
  name: string,
  { events, topicArn, emails }: NotificationsSpec,
  { serviceId, serviceArn }: Pick<EndpointService, "serviceId" | "serviceArn">,
): NotifiedTopic {
  const props = { name, serviceId, serviceArn, events, emails, topicArn };
  return notified(new ConnectionNotification(scope, "notification", props), topicArn, serviceArn);
}

/** Tells a topic about the endpoint of a connection, as the file says. @param key name of the connection. */
export function notifyOfEndpoint(
  scope: Construct,
  key: string,
  name: string,
  { events, topicArn, emails }: NotificationsSpec,
  { endpointId, endpointArn }: Pick<InterfaceEndpoint, "endpointId" | "endpointArn">,
): NotifiedTopic {
  const props = { name, endpointId, endpointArn, events, emails, topicArn };
  return notified(new EndpointNotification(scope, `notification-${key}`, props), topicArn, endpointArn);
}

function notified(made: { readonly topicArn: string }, adopted: string | undefined, sourceArn: string): NotifiedTopic {
  if (adopted === undefined) return { topicArn: made.topicArn };
  const topic = policyDocument([notificationTopicStatement(adopted, sourceArn)]);
  return { topicArn: adopted, policies: { topic, key: policyDocument([notificationKeyStatement(sourceArn)]) } };
}

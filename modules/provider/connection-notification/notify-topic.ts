import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { VpcEndpointConnectionNotification } from "@cdktf/provider-aws/lib/vpc-endpoint-connection-notification";
import type { Construct } from "constructs";
import { known, PropertyProblems } from "../../aws/property-problems";
import { topicArnProblem } from "../../aws/topic-arn";
import { CONNECTION_EVENTS, type ConnectionEvent } from "./connection-events";
import { emailProblem } from "./email";
import { keyOwnerStatement, notificationKeyStatement, notificationTopicStatement, policyDocument } from "./policies";

/** What can be chosen of notifications, of a service's connections or of an endpoint's. */
export interface NotifiedTopicProps {
  /** Name that the topic's begins with, and for tags. */
  readonly name: string;
  /** What to tell: at least one event. @default - all: Connect, Accept, Reject, Delete */
  readonly events?: readonly ConnectionEvent[] | undefined;
  /**
   * ARN of a standard topic that exists, in the same region. Its policy must have what {@link
   * notificationTopicStatement} gives, and that of its key, where it has one, {@link notificationKeyStatement}.
   *
   * @default - a topic is made, encrypted with a key of its own
   */
  readonly topicArn?: string | undefined;
  /**
   * Addresses that the topic which is made sends mail to, once each has confirmed. The address is part of the Terraform
   * address.
   *
   * @default - none: whoever wants to know subscribes to the topic
   */
  readonly emails?: readonly string[] | undefined;
}

/** What AWS notifies of. */
export interface NotificationSource {
  /** Its ARN: only for this one may AWS publish to a topic that is made. */
  readonly arn: string;
  /** The argument of the notification that names it. */
  readonly argument: { readonly vpcEndpointServiceId: string } | { readonly vpcEndpointId: string };
  /** Name of the topic that is made. */
  readonly topicName: string;
  /** Description of the topic's key. */
  readonly description: string;
}

/**
 * Tells a topic about connections, in the scope of a construct. The topic is made where none is given.
 *
 * @returns the ARN of the topic.
 * @throws UserError that lists every invalid property.
 */
export function notifyTopic(scope: Construct, props: NotifiedTopicProps, source: NotificationSource): string {
  validate(scope, props);
  // The policy gives the topic's ARN, too, to those who must not be before it.
  const topicArn = props.topicArn ?? makeTopic(scope, props, source).arn;
  new VpcEndpointConnectionNotification(scope, "notification", {
    ...source.argument,
    connectionNotificationArn: topicArn,
    connectionEvents: [...new Set(props.events ?? CONNECTION_EVENTS)].sort(),
  });
  return topicArn;
}

/** Makes a topic. @returns its policy. */
function makeTopic(
  scope: Construct,
  { emails = [] }: NotifiedTopicProps,
  { arn, topicName, description }: NotificationSource,
): SnsTopicPolicy {
  const key = new KmsKey(scope, "key", {
    description,
    enableKeyRotation: true,
    policy: policyDocument([keyOwnerStatement(arn), notificationKeyStatement(arn)]),
    tags: { Name: topicName },
  });
  const topic = new SnsTopic(scope, "topic", {
    name: topicName,
    kmsMasterKeyId: key.arn,
    tags: { Name: topicName },
  });
  for (const email of [...new Set(emails)].sort())
    new SnsTopicSubscription(scope, `email-${email}`, { topicArn: topic.arn, protocol: "email", endpoint: email });
  return new SnsTopicPolicy(scope, "topic-policy", {
    arn: topic.arn,
    policy: policyDocument([notificationTopicStatement(topic.arn, arn)]),
  });
}

function validate(scope: Construct, props: NotifiedTopicProps): void {
  const { events, topicArn, emails = [] } = props;
  const problems = new PropertyProblems(scope);
  problems.checkName(props.name);
  if (events?.length === 0) problems.add("events", "at least one event", events);
  if (known(topicArn)) problems.check("topicArn", topicArnProblem(topicArn), topicArn);
  if (topicArn !== undefined && emails.length > 0)
    problems.add("emails", "none for a topic that exists, which its owner subscribes to", emails);
  for (const email of emails)
    problems.check("emails", known(email) ? emailProblem(email) : "addresses that are known at synthesis", email);
  problems.throwIfAny();
}

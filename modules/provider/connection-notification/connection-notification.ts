import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { VpcEndpointConnectionNotification } from "@cdktf/provider-aws/lib/vpc-endpoint-connection-notification";
import { Construct } from "constructs";
import { known, PropertyProblems } from "../../aws/property-problems";
import { topicArnProblem } from "../../aws/topic-arn";
import { CONNECTION_EVENTS, type ConnectionEvent } from "./connection-events";
import { emailProblem } from "./email";
import { keyOwnerStatement, notificationKeyStatement, notificationTopicStatement, policyDocument } from "./policies";

/** Properties of {@link ConnectionNotification}. */
export interface ConnectionNotificationProps {
  /** Name that the topic's begins with, and for tags. */
  readonly name: string;
  /** Id of the endpoint service, `vpce-svc-...`: one of interface endpoints, of which alone AWS notifies. */
  readonly serviceId: string;
  /** ARN of the endpoint service, which alone may publish to the topic that is made. */
  readonly serviceArn: string;
  /** What to tell: at least one event. @default - all: Connect, Accept, Reject, Delete */
  readonly events?: readonly ConnectionEvent[];
  /**
   * ARN of a standard topic that exists, in the service's region. Its policy must have what
   * {@link notificationTopicStatement} gives, and that of its key, where it has one, {@link notificationKeyStatement}.
   *
   * @default - a topic is made, encrypted with a key of its own
   */
  readonly topicArn?: string;
  /**
   * Addresses that the topic which is made sends mail to, once each has confirmed. The address is part of the Terraform
   * address.
   *
   * @default - none: whoever wants to know subscribes to the topic
   */
  readonly emails?: readonly string[];
}

/** Tells an SNS topic about connections to an endpoint service. */
export class ConnectionNotification extends Construct {
  /** ARN of the topic, made or adopted. */
  readonly topicArn: string;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: ConnectionNotificationProps) {
    super(scope, id);
    validate(this, props);
    const policy = props.topicArn === undefined ? this.topic(props) : undefined;
    this.topicArn = policy?.arn ?? (props.topicArn as string);
    new VpcEndpointConnectionNotification(this, "notification", {
      vpcEndpointServiceId: props.serviceId,
      connectionNotificationArn: this.topicArn,
      connectionEvents: [...new Set(props.events ?? CONNECTION_EVENTS)].sort(),
    });
  }

  /** The policy of a topic that is made. It gives the topic's ARN, too, to those who must not be before it. */
  private topic({ name, serviceArn, emails = [] }: ConnectionNotificationProps): SnsTopicPolicy {
    const topicName = `${name}-connections`;
    const key = new KmsKey(this, "key", {
      description: `Notifications of connections to ${name}`,
      enableKeyRotation: true,
      policy: policyDocument([keyOwnerStatement(serviceArn), notificationKeyStatement(serviceArn)]),
      tags: { Name: topicName },
    });
    const topic = new SnsTopic(this, "topic", {
      name: topicName,
      kmsMasterKeyId: key.arn,
      tags: { Name: topicName },
    });
    for (const email of [...new Set(emails)].sort())
      new SnsTopicSubscription(this, `email-${email}`, { topicArn: topic.arn, protocol: "email", endpoint: email });
    return new SnsTopicPolicy(this, "topic-policy", {
      arn: topic.arn,
      policy: policyDocument([notificationTopicStatement(topic.arn, serviceArn)]),
    });
  }
}

function validate(notification: ConnectionNotification, props: ConnectionNotificationProps): void {
  const { events, topicArn, emails = [] } = props;
  const problems = new PropertyProblems(notification);
  problems.checkName(props.name);
  if (events?.length === 0) problems.add("events", "at least one event", events);
  if (known(topicArn)) problems.check("topicArn", topicArnProblem(topicArn), topicArn);
  if (topicArn !== undefined && emails.length > 0)
    problems.add("emails", "none for a topic that exists, which its owner subscribes to", emails);
  for (const email of emails)
    problems.check("emails", known(email) ? emailProblem(email) : "addresses that are known at synthesis", email);
  problems.throwIfAny();
}

import { Construct } from "constructs";
import { type NotifiedTopicProps, notifyTopic } from "../provider/connection-notification/notify-topic";

/** Properties of {@link EndpointNotification}. */
export interface EndpointNotificationProps extends NotifiedTopicProps {
  /** Id of the endpoint, `vpce-...`: AWS notifies only of interface endpoints. */
  readonly endpointId: string;
  /** ARN of the endpoint: only for it may AWS publish to the topic that is made. */
  readonly endpointArn: string;
}

/**
 * Tells an SNS topic of the consumer what becomes of an interface endpoint: the provider accepts or rejects it, or it
 * is deleted.
 *
 * AWS tells of `Connect` as the endpoint is created (AWS PrivateLink Guide, "Receive alerts for interface endpoint
 * events"). The notification needs the endpoint's id, so that it comes after that, and goes before Terraform deletes
 * the endpoint.
 */
export class EndpointNotification extends Construct {
  /** ARN of the topic, made or adopted. */
  readonly topicArn: string;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: EndpointNotificationProps) {
    super(scope, id);
    this.topicArn = notifyTopic(this, props, {
      arn: props.endpointArn,
      argument: { vpcEndpointId: props.endpointId },
      topicName: `${props.name}-endpoint`,
      description: `Notifications of the endpoint ${props.name}`,
    });
  }
}

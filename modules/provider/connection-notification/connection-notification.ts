import { Construct } from "constructs";
import { type NotifiedTopicProps, notifyTopic } from "./notify-topic";

/** Properties of {@link ConnectionNotification}. */
export interface ConnectionNotificationProps extends NotifiedTopicProps {
  /** Id of the endpoint service, `vpce-svc-...`: AWS notifies only of services for interface endpoints. */
  readonly serviceId: string;
  /** ARN of the endpoint service, which alone may publish to the topic that is made. */
  readonly serviceArn: string;
}

/** Tells an SNS topic about connections to an endpoint service. */
export class ConnectionNotification extends Construct {
  /** ARN of the topic, made or adopted. */
  readonly topicArn: string;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: ConnectionNotificationProps) {
    super(scope, id);
    this.topicArn = notifyTopic(this, props, {
      arn: props.serviceArn,
      argument: { vpcEndpointServiceId: props.serviceId },
      topicName: `${props.name}-connections`,
      description: `Notifications of connections to ${props.name}`,
    });
  }
}

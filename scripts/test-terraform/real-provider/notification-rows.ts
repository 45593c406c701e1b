import { EndpointNotification, type EndpointNotificationProps, InterfaceEndpoint } from "../../../modules/consumer";
import { type Planned, type Row, ZONES, zonesOf } from "./row";

/** A change of the notification of an interface endpoint. */
function notification(id: string, change: string, expected: Planned, after: Partial<EndpointNotificationProps>): Row {
  const make = (given: Partial<EndpointNotificationProps>): Row["before"] => {
    return (scope, construct, { vpc }) => {
      const { endpointId, endpointArn } = new InterfaceEndpoint(scope, `${construct}-endpoint`, {
        name: id,
        vpc: zonesOf(vpc, 2),
        service: { serviceName: "com.amazonaws.us-east-1.kms", zoneIds: [...ZONES] },
        ports: [443],
      });
      const topicArn = "arn:aws:sns:us-east-1:111111111111:endpoints";
      new EndpointNotification(scope, construct, { name: id, endpointId, endpointArn, topicArn, ...given });
    };
  };
  const type = "aws_vpc_endpoint_connection_notification";
  return { id, change: `EndpointNotification: ${change}`, type, expected, before: make({}), after: make(after) };
}

export const NOTIFICATION_ROWS: readonly Row[] = [
  notification("nfn-events", "events", "update", { events: ["Accept", "Reject"] }),
  notification("nfn-topic", "topicArn", "update", {
    topicArn: "arn:aws:sns:us-east-1:111111111111:others",
  }),
];

import { z } from "zod";
import { topicArnProblem } from "../../modules/aws/topic-arn";
import { CONNECTION_EVENTS } from "../../modules/provider/connection-notification/connection-events";
import { emailProblem } from "../../modules/provider/connection-notification/email";
import { acrossKeys, asList, checked, eachOnce } from "../fields";

/** Whom to tell of connections to a service. */
export const notifications = z
  .strictObject({
    events: z
      .array(z.enum(CONNECTION_EVENTS))
      .min(1)
      .default([...CONNECTION_EVENTS])
      .describe(
        "What to tell: a consumer asks for a connection (Connect), it is accepted or rejected, its endpoint is deleted. Default: all four.",
      ),
    topicArn: checked(topicArnProblem)
      .optional()
      .describe(
        "ARN of an SNS topic that exists, whose policy must let AWS PrivateLink publish: see the output notification_policies of a service, and endpoint_notification_policies of a consumer. Default: a topic is made, encrypted with a key of its own.",
      ),
    emails: z
      .array(checked(emailProblem))
      .default([])
      .describe("Addresses that the topic which is made sends mail to, once each has confirmed. Default: none."),
  })
  .check(
    acrossKeys(({ events, topicArn, emails }, report) => {
      eachOnce(["events"], asList(events), "event", report);
      eachOnce(["emails"], asList(emails), "address", report);
      if (topicArn !== undefined && asList(emails).length > 0)
        report(["emails"], "no `emails` beside `topicArn`", "subscribe to the topic that exists where it is made");
    }),
  )
  .describe("Notifications of connections to the service, by way of SNS. Default: none.");

/** Notifications as an environment file gives them. */
export type NotificationsSpec = z.output<typeof notifications>;

import { TerraformOutput } from "cdktf";
import { EndpointNotification, type EndpointNotificationProps } from "../../../modules/consumer";
import { refusal, synth, unknownText } from "../../support/synth";

const TOPIC = "arn:aws:sns:us-east-1:222222222222:connections";
const PROPS: EndpointNotificationProps = {
  name: "prod-web-orders",
  endpointId: unknownText("aws_vpc_endpoint.own.id"),
  endpointArn: "arn:aws:ec2:us-east-1:222222222222:vpc-endpoint/vpce-0123456789abcdef0",
};

function notification(props: Partial<EndpointNotificationProps> = {}) {
  return synth((scope) => {
    const { topicArn } = new EndpointNotification(scope, "notification", { ...PROPS, ...props });
    new TerraformOutput(scope, "topic", { value: topicArn, staticId: true });
  });
}

describe("a topic that is made", () => {
  const made = notification({ emails: ["web@example.com"] });

  test("is encrypted with a key of its own, and named for the endpoint", () => {
    expect(made.resource("aws_sns_topic")).toMatchObject({
      name: "prod-web-orders-endpoint",
      kms_master_key_id: expect.stringMatching(/^\$\{aws_kms_key\.[\w-]+\.arn}$/),
    });
    expect(made.resource("aws_kms_key")).toMatchObject({
      enable_key_rotation: true,
      description: "Notifications of the endpoint prod-web-orders",
    });
    expect(made.resource("aws_sns_topic_subscription").endpoint).toBe("web@example.com");
  });

  test("lets AWS publish for this endpoint, and for no other", () => {
    for (const { policy } of [made.resource("aws_sns_topic_policy"), made.resource("aws_kms_key")])
      expect(policy).toMatch(
        /"Principal" = \{"Service" = "vpce\.amazonaws\.com"}.*"aws:SourceArn" = "arn:aws:ec2:us-east-1:222222222222:vpc-endpoint\/vpce-0123456789abcdef0".*"aws:SourceAccount" = element\(split\(":", "arn:aws:ec2:[^"]*"\), 4\)/,
      );
  });

  test("is told of the endpoint only once its policy is there", () => {
    const fromPolicy = expect.stringMatching(/^\$\{aws_sns_topic_policy\.[\w-]+\.arn}$/);
    const told = made.resource("aws_vpc_endpoint_connection_notification");
    expect(told).toMatchObject({
      vpc_endpoint_id: "${aws_vpc_endpoint.own.id}",
      connection_notification_arn: fromPolicy,
      connection_events: ["Accept", "Connect", "Delete", "Reject"],
    });
    expect(told).not.toHaveProperty("vpc_endpoint_service_id");
    expect(made.json.output.topic.value).toEqual(fromPolicy);
  });
});

test("a topic that exists is told of the events that are asked for", () => {
  const adopted = notification({ topicArn: TOPIC, events: ["Reject", "Accept"] });
  expect(adopted.types).toEqual(["aws_vpc_endpoint_connection_notification"]);
  expect(adopted.resource("aws_vpc_endpoint_connection_notification")).toMatchObject({
    connection_notification_arn: TOPIC,
    connection_events: ["Accept", "Reject"],
  });
});

test.each<[string, Partial<EndpointNotificationProps>, string]>([
  ["on no event", { events: [] }, "`events`: expected at least one event; got []"],
  ["on a topic that is none", { topicArn: "topic" }, "`topicArn`: expected the ARN of a standard SNS topic"],
  [
    "on mail from a topic that exists",
    { topicArn: TOPIC, emails: ["web@example.com"] },
    "`emails`: expected none for a topic that exists, which its owner subscribes to",
  ],
  ["on an address that is none", { emails: ["web"] }, '`emails`: expected an email address; got "web"'],
])("fails %s", (_, props, message) => {
  expect(refusal((scope) => new EndpointNotification(scope, "notification", { ...PROPS, ...props }))).toContain(
    message,
  );
});

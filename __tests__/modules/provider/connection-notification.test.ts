import "../../support/matchers";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { TerraformOutput } from "cdktf";
import {
  ConnectionNotification,
  type ConnectionNotificationProps,
  notificationKeyStatement,
  notificationTopicStatement,
} from "../../../modules/provider";
import { refusal, synth, unknownText } from "../../support/synth";

const SERVICE = "arn:aws:ec2:us-east-1:111111111111:vpc-endpoint-service/vpce-svc-0123456789abcdef0";
const TOPIC = "arn:aws:sns:us-east-1:333333333333:connections";
const PROPS: ConnectionNotificationProps = {
  name: "prod-orders",
  serviceId: "vpce-svc-0123456789abcdef0",
  serviceArn: SERVICE,
};

function notification(props: Partial<ConnectionNotificationProps> = {}) {
  return synth((scope) => {
    const { topicArn } = new ConnectionNotification(scope, "notification", { ...PROPS, ...props });
    new TerraformOutput(scope, "topic", { value: topicArn, staticId: true });
  });
}

const made = notification({ emails: ["b@example.com", "a@example.com"] });

describe("a topic that is made", () => {
  test("is encrypted with a key of its own, which rotates", () => {
    expect(made.resource("aws_sns_topic")).toMatchObject({
      name: "prod-orders-connections",
      kms_master_key_id: expect.stringMatching(/^\$\{aws_kms_key\.[\w-]+\.arn}$/),
    });
    expect(made.text).toHaveResourceWithProperties(KmsKey, { enable_key_rotation: true });
  });

  test("lets this service publish, and no other", () => {
    expect(made.resource("aws_sns_topic_policy").policy).toMatch(
      /"Principal" = \{"Service" = "vpce\.amazonaws\.com"}.*"aws:SourceArn" = "arn:aws:ec2:.*"aws:SourceAccount" = element\(split\(":", "arn:aws:ec2:[^"]*"\), 4\)/,
    );
    expect(made.resource("aws_sns_topic_policy").policy).toContain('"Action" = "sns:Publish"');
  });

  test("has a key that the service may use, and the account administer", () => {
    const { policy } = made.resource("aws_kms_key");
    expect(policy).toContain('"Action" = ["kms:GenerateDataKey*", "kms:Decrypt"]');
    expect(policy).toMatch(/"AWS" = join\("", \["arn:", element\(.*, 1\), ":iam::", element\(.*, 4\), ":root"]\)/);
  });

  test("is told of connections only once its policy is there", () => {
    const fromPolicy = expect.stringMatching(/^\$\{aws_sns_topic_policy\.[\w-]+\.arn}$/);
    expect(made.resource("aws_vpc_endpoint_connection_notification")).toMatchObject({
      vpc_endpoint_service_id: PROPS.serviceId,
      connection_notification_arn: fromPolicy,
      connection_events: ["Accept", "Connect", "Delete", "Reject"],
    });
    expect(made.json.output.topic.value).toEqual(fromPolicy);
  });

  test("sends mail to each address once, in whatever order they are named", () => {
    expect(made.resources("aws_sns_topic_subscription").map(({ protocol, endpoint }) => [protocol, endpoint])).toEqual([
      ["email", "a@example.com"],
      ["email", "b@example.com"],
    ]);
    const emails = ["a@example.com", "b@example.com", "a@example.com"];
    expect(notification({ emails }).text).toBe(made.text);
  });
});

test("a topic that exists is used as it is", () => {
  const { types, resource, json } = notification({ topicArn: TOPIC, events: ["Reject", "Connect", "Reject"] });
  expect(types).toEqual(["aws_vpc_endpoint_connection_notification"]);
  expect(resource("aws_vpc_endpoint_connection_notification")).toMatchObject({
    connection_notification_arn: TOPIC,
    connection_events: ["Connect", "Reject"],
  });
  expect(json.output.topic.value).toBe(TOPIC);
});

test("the owner of a topic that exists learns what its policies must say", () => {
  const { output } = synth((scope) => {
    const value = [notificationTopicStatement(TOPIC, SERVICE), notificationKeyStatement(SERVICE)];
    new TerraformOutput(scope, "statements", { value, staticId: true });
  }).json;
  const condition = {
    ArnLike: { "aws:SourceArn": SERVICE },
    StringEquals: { "aws:SourceAccount": `\${element(split(":", "${SERVICE}"), 4)}` },
  };
  const principal = { Service: "vpce.amazonaws.com" };
  expect(output.statements.value).toEqual([
    {
      Sid: "PrivateLinkPublishes",
      Effect: "Allow",
      Principal: principal,
      Action: "sns:Publish",
      Resource: TOPIC,
      Condition: condition,
    },
    {
      Sid: "PrivateLinkEncrypts",
      Effect: "Allow",
      Principal: principal,
      Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
      Resource: "*",
      Condition: condition,
    },
  ]);
});

test("what only Terraform knows is not judged", () => {
  const { resource } = notification({ topicArn: unknownText("var.topic"), serviceArn: unknownText("var.service") });
  expect(resource("aws_vpc_endpoint_connection_notification").connection_notification_arn).toBe("${var.topic}");
});

test.each<[string, Partial<ConnectionNotificationProps>, string]>([
  ["on a bad name", { name: "a_b" }, "`name`: expected letters, digits and hyphens"],
  ["without an event", { events: [] }, "`events`: expected at least one event; got []"],
  [
    "on a FIFO topic",
    { topicArn: `${TOPIC}.fifo` },
    "`topicArn`: expected the ARN of a standard SNS topic: arn:<partition>:sns:<region>:<12-digit account>:<name>",
  ],
  [
    "on addresses for a topic that exists",
    { topicArn: TOPIC, emails: ["a@example.com"] },
    "`emails`: expected none for a topic that exists, which its owner subscribes to",
  ],
  ["on an address that is none", { emails: ["orders"] }, '`emails`: expected an email address; got "orders"'],
  ["on an expression", { emails: ["${var.a}@example.com"] }, "`emails`: expected an email address"],
  [
    "on an address that only Terraform knows",
    { emails: [unknownText("var.email")] },
    "`emails`: expected addresses that are known at synthesis",
  ],
])("fails %s", (_, props, message) => {
  expect(refusal((scope) => new ConnectionNotification(scope, "notification", { ...PROPS, ...props }))).toContain(
    message,
  );
});

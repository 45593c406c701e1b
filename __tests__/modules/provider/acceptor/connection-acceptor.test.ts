import { ConnectionAcceptor, type ConnectionAcceptorProps } from "../../../../modules/provider";
import { type Block, refusal, synth, unknownText } from "../../../support/synth";

const SERVICE_ARN = "arn:aws:ec2:us-east-1:111111111111:vpc-endpoint-service/vpce-svc-0123456789abcdef0";
const PROPS: ConnectionAcceptorProps = {
  name: "prod-orders",
  serviceId: "vpce-svc-0123456789abcdef0",
  serviceArn: SERVICE_ARN,
  ledger: {
    environment: "prod",
    kind: "service",
    service: "orders",
    entries: [
      { customer: "globex", connection: "orders", state: "allowed", managed: false, accounts: ["888888888888"] },
    ],
  },
};

function acceptor(props: Partial<ConnectionAcceptorProps> = {}) {
  return synth((scope) => new ConnectionAcceptor(scope, "acceptor", { ...PROPS, ...props }));
}

const made = acceptor();

test("the function runs one at a time, in less than Lambda's longest time, and knows its service", () => {
  expect(made.resource("aws_lambda_function")).toMatchObject({
    function_name: "prod-orders-acceptor",
    runtime: "nodejs22.x",
    architectures: ["arm64"],
    handler: "acceptor.handler",
    reserved_concurrent_executions: 1,
    timeout: 300,
    environment: { variables: { SERVICE_ID: PROPS.serviceId } },
  });
});

test("the function is made after its log group and its permissions", () => {
  expect(made.resource("aws_lambda_function").depends_on).toEqual([
    expect.stringMatching(/^aws_cloudwatch_log_group\./),
    expect.stringMatching(/^aws_iam_role_policy\./),
  ]);
});

/** Statements of the role's policy by what they are for. */
function statementsOf(text: string): Record<string, Block> {
  const { Statement: statements } = JSON.parse(text) as { Statement: (Block & { Sid: string })[] };
  return Object.fromEntries(statements.map(({ Sid, ...rest }) => [Sid, rest]));
}

describe("the role", () => {
  const statements = statementsOf(made.resource("aws_iam_role_policy").policy);

  test("may change the connections of its service only", () => {
    expect(statements.ChangeConnections).toEqual({
      Effect: "Allow",
      Action: ["ec2:AcceptVpcEndpointConnections", "ec2:RejectVpcEndpointConnections"],
      Resource: SERVICE_ARN,
    });
  });

  test("may write to its own log group and its own queue", () => {
    expect(statements.WriteLog).toMatchObject({
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: expect.stringMatching(/^\$\{aws_cloudwatch_log_group\.[\w-]+\.arn}:\*$/),
    });
    expect(statements.KeepFailedEvents).toMatchObject({
      Action: ["sqs:SendMessage"],
      Resource: expect.stringMatching(/^\$\{aws_sqs_queue\.[\w-]+\.arn}$/),
    });
  });

  test("may do nothing else, but see connections, which AWS does not scope", () => {
    expect(Object.keys(statements).sort()).toEqual([
      "ChangeConnections",
      "KeepFailedEvents",
      "SeeConnections",
      "WriteLog",
    ]);
    const everywhere = Object.values(statements).filter(({ Resource }) => Resource === "*");
    expect(everywhere).toEqual([{ Effect: "Allow", Action: ["ec2:DescribeVpcEndpointConnections"], Resource: "*" }]);
  });

  test("is assumed by Lambda only, and has no managed policy", () => {
    const { Statement } = JSON.parse(made.resource("aws_iam_role").assume_role_policy);
    expect(Statement).toEqual([
      { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
    expect(made.types).not.toContain("aws_iam_role_policy_attachment");
  });
});

describe("what starts it", () => {
  const function_name = expect.stringMatching(/^\$\{aws_lambda_function\.[\w-]+\.function_name}$/);
  const topic = /^\$\{aws_sns_topic_policy\.[\w-]+\.arn}$/;

  test("is each event of the service's connections, by an encrypted topic of its own", () => {
    expect(made.resource("aws_vpc_endpoint_connection_notification")).toMatchObject({
      vpc_endpoint_service_id: PROPS.serviceId,
      connection_notification_arn: expect.stringMatching(topic),
      connection_events: ["Accept", "Connect", "Delete", "Reject"],
    });
    expect(made.resource("aws_sns_topic")).toMatchObject({
      name: "prod-orders-acceptor-connections",
      kms_master_key_id: expect.any(String),
    });
  });

  test("is a subscription that keeps what it cannot deliver, made once it may", () => {
    const subscription = made.resource("aws_sns_topic_subscription");
    expect(subscription).toMatchObject({ protocol: "lambda", topic_arn: expect.stringMatching(topic) });
    expect(JSON.parse(subscription.redrive_policy).deadLetterTargetArn).toMatch(/^\$\{aws_sqs_queue\.[\w-]+\.arn}$/);
    expect(subscription.depends_on).toEqual([
      expect.stringMatching(/^aws_lambda_permission\./),
      expect.stringMatching(/^aws_sqs_queue_policy\./),
    ]);
  });

  test("is a schedule", () => {
    expect(made.resource("aws_cloudwatch_event_rule").schedule_expression).toBe("rate(5 minutes)");
    expect(acceptor({ schedule: "rate(1 hour)" }).resource("aws_cloudwatch_event_rule").schedule_expression).toBe(
      "rate(1 hour)",
    );
  });

  test("is let in by the topic and the rule only", () => {
    const permissions = made.resources("aws_lambda_permission");
    expect(permissions.map(({ principal }) => principal).sort()).toEqual(["events.amazonaws.com", "sns.amazonaws.com"]);
    for (const permission of permissions)
      expect(permission).toMatchObject({
        function_name,
        action: "lambda:InvokeFunction",
        source_arn: expect.any(String),
      });
  });
});

describe("the queue of events that failed", () => {
  test("is encrypted, and keeps them for fourteen days", () => {
    expect(made.resource("aws_sqs_queue")).toMatchObject({
      name: "prod-orders-acceptor",
      message_retention_seconds: 1_209_600,
      sqs_managed_sse_enabled: true,
    });
  });

  test("takes messages of its own topic only", () => {
    const { Statement } = JSON.parse(made.resource("aws_sqs_queue_policy").policy);
    expect(Statement).toHaveLength(1);
    expect(Statement[0]).toMatchObject({
      Principal: { Service: "sns.amazonaws.com" },
      Action: "sqs:SendMessage",
      Condition: { ArnEquals: { "aws:SourceArn": expect.stringMatching(/^\$\{aws_sns_topic_policy/) } },
    });
  });

  test("gets what the function failed at three times, or did not come to within six hours", () => {
    expect(made.resource("aws_lambda_function_event_invoke_config")).toMatchObject({
      maximum_retry_attempts: 2,
      maximum_event_age_in_seconds: 21_600,
      destination_config: { on_failure: { destination: expect.stringMatching(/^\$\{aws_sqs_queue/) } },
    });
  });
});

describe("alarms", () => {
  const alarms = (synthesized = made) =>
    Object.fromEntries(
      synthesized.resources("aws_cloudwatch_metric_alarm").map((alarm) => [alarm.alarm_name.split("/")[1], alarm]),
    );

  test("watch errors, given-up events, rejections that are held back, and that it runs at all", () => {
    expect(Object.keys(alarms()).sort()).toEqual(["dead-letters", "did-not-run", "errors", "held-back"]);
    expect(alarms()["held-back"]).toMatchObject({
      alarm_name: "prod-orders-acceptor/held-back",
      namespace: "PrivateLink/Acceptor",
      metric_name: "HeldBack",
      dimensions: { Service: "prod-orders" },
      threshold: 0,
      comparison_operator: "GreaterThanThreshold",
      treat_missing_data: "ignore",
    });
  });

  test.each([
    ["rate(1 minute)", 900],
    ["rate(5 minutes)", 900],
    ["rate(1 hour)", 10_800],
    ["rate(8 hours)", 86_400],
  ])("a function on %s is missed after %i seconds without a run", (schedule, period) => {
    expect(alarms(acceptor({ schedule }))["did-not-run"]).toMatchObject({
      metric_name: "Invocations",
      period,
      evaluation_periods: 1,
      threshold: 1,
      comparison_operator: "LessThanThreshold",
      treat_missing_data: "breaching",
    });
  });

  test("tell topics, each once, in whatever order they are named", () => {
    const [a, b] = ["a", "b"].map((name) => `arn:aws:sns:us-east-1:111111111111:${name}`) as [string, string];
    for (const alarm of Object.values(alarms(acceptor({ alarmTopicArns: [b, a, b] }))))
      expect(alarm).toMatchObject({ alarm_actions: [a, b], ok_actions: [a, b] });
    expect(alarms().errors).not.toHaveProperty("alarm_actions");
  });
});

test("a long name is cut to what Lambda and IAM take, and two long names stay two", () => {
  const name = (end: string) =>
    acceptor({ name: `${"n".repeat(80)}${end}` }).resource("aws_lambda_function").function_name;
  expect(name("a")).toHaveLength(64);
  expect(name("a")).not.toBe(name("b"));
});

test("the code moves with the ledger and the settings, and with nothing else", () => {
  const hash = (props: Partial<ConnectionAcceptorProps> = {}) =>
    acceptor(props).resource("aws_lambda_function").source_code_hash;
  const others: Partial<ConnectionAcceptorProps>[] = [
    { unknown: "reject" },
    { mostRejections: 0 },
    { ledger: { ...PROPS.ledger, entries: [] } },
  ];
  expect(new Set([hash(), ...others.map(hash)]).size).toBe(4);
  expect(hash({ unknown: "leave", mostRejections: 10 })).toBe(hash());
  expect(hash({ schedule: "rate(1 hour)", logRetentionDays: 7 })).toBe(hash());
});

test("fails with every property that is wrong", () => {
  const text = refusal(
    (scope) =>
      new ConnectionAcceptor(scope, "acceptor", {
        ...PROPS,
        name: "-",
        schedule: "cron(0 * * * ? *)",
        mostRejections: -1,
        logRetentionDays: 2,
        alarmTopicArns: ["topic"],
      }),
  );
  expect(text).toContain("Invalid properties of ConnectionAcceptor at stack/acceptor:");
  for (const property of ["name", "schedule", "mostRejections", "logRetentionDays", "alarmTopicArns"])
    expect(text).toContain(`- \`${property}\`: expected `);
  expect(text).toContain("expected a rate of EventBridge of at most 8 hours, such as rate(5 minutes)");
});

test("fails for a schedule that is not known at synthesis: an alarm is made of it", () => {
  expect(
    refusal((scope) => new ConnectionAcceptor(scope, "acceptor", { ...PROPS, schedule: unknownText("local.x") })),
  ).toContain("`schedule`: expected a value that is known at synthesis");
});

test("fails for more topics than an alarm takes", () => {
  const alarmTopicArns = [1, 2, 3, 4, 5, 6].map((number) => `arn:aws:sns:us-east-1:111111111111:t${number}`);
  expect(refusal((scope) => new ConnectionAcceptor(scope, "acceptor", { ...PROPS, alarmTopicArns }))).toContain(
    "`alarmTopicArns`: expected at most 5 topics; got 6",
  );
});

import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import type { UnknownPolicy } from "../../../ledger/decide";
import type { ServiceLedger } from "../../../ledger/service-ledger";
import { boundedName } from "../../aws/names";
import { acceptorAlarms } from "./alarms";
import { acceptorArchive } from "./archive";
import { acceptorRole } from "./role";
import { DEFAULT_ACCEPTOR_LOG_RETENTION, DEFAULT_ACCEPTOR_SCHEDULE, DEFAULT_ACCEPTOR_SETTINGS } from "./settings";
import { startOnNotifications, startOnSchedule } from "./triggers";
import { validate } from "./validation";

/** Properties of {@link ConnectionAcceptor}. */
export interface ConnectionAcceptorProps {
  /** Name of the service. What the acceptor makes takes names from it: `<name>-acceptor`. */
  readonly name: string;
  /** Id of the endpoint service, `vpce-svc-...`: for interface endpoints: AWS notifies only of these. */
  readonly serviceId: string;
  /** ARN of the endpoint service. The function may change connections of this service only. */
  readonly serviceArn: string;
  /** What is declared of the customers. It is deployed with the code. */
  readonly ledger: ServiceLedger;
  /** What is done with endpoints that no record names: they are left as they are, or rejected. @default "leave" */
  readonly unknown?: UnknownPolicy | undefined;
  /**
   * Most live connections that one run rejects. If more would be rejected, it rejects none, and an alarm is in state
   * ALARM.
   *
   * @default 10
   */
  readonly mostRejections?: number | undefined;
  /**
   * How often it runs besides on notifications: a `rate(...)` of EventBridge, at most 8 hours. @default "rate(5
   * minutes)"
   */
  readonly schedule?: string | undefined;
  /**
   * ARNs of SNS topics that get a message when an alarm changes its state, at most 5, in the region of the
   * service. Their policies must let `cloudwatch.amazonaws.com` publish.
   *
   * @default - none: alarms are only in CloudWatch
   */
  readonly alarmTopicArns?: readonly string[] | undefined;
  /** Days that the log is kept, one of the numbers that CloudWatch Logs takes. @default 30 */
  readonly logRetentionDays?: number | undefined;
}

/** Five minutes. A run that needs longer stops by itself, and the next one goes on. */
const TIMEOUT_SECONDS = 300;

/** Enough for a ledger of 10,000 customers and as many connections. */
const MEMORY_MIB = 512;

/** Six hours, the longest that Lambda takes. Events of a burst wait for each other, since one run is made at a time. */
const MAX_EVENT_AGE_SECONDS = 21_600;

/** Fourteen days, the longest that SQS takes. */
const QUEUE_RETENTION_SECONDS = 1_209_600;

/**
 * Accepts what the ledger allows and rejects what it revokes: a Lambda function, started by the service's notifications
 * and on a schedule. Use either this or {@link ConnectionAcceptance} for a service, never both.
 */
export class ConnectionAcceptor extends Construct {
  /** Name of the function. */
  readonly functionName: string;
  /** URL of the queue of events that failed. */
  readonly queueUrl: string;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: ConnectionAcceptorProps) {
    super(scope, id);
    validate(this, props);
    const { schedule = DEFAULT_ACCEPTOR_SCHEDULE, alarmTopicArns = [], ledger, serviceId, serviceArn } = props;
    const name = boundedName([props.name, "acceptor"], 64);
    const queue = new SqsQueue(this, "queue", {
      name,
      messageRetentionSeconds: QUEUE_RETENTION_SECONDS,
      sqsManagedSseEnabled: true,
      tags: { Name: name },
    });
    const lambda = this.lambda(name, queue, props);
    new LambdaFunctionEventInvokeConfig(this, "events", {
      functionName: lambda.functionName,
      maximumEventAgeInSeconds: MAX_EVENT_AGE_SECONDS,
      maximumRetryAttempts: 2,
      destinationConfig: { onFailure: { destination: queue.arn } },
    });
    const triggers = { name, lambda, queue };
    startOnNotifications(this, triggers, { serviceId, serviceArn });
    startOnSchedule(this, triggers, schedule);
    acceptorAlarms(this, { name, topicArns: alarmTopicArns, lambda, queue, ledger, schedule });
    this.functionName = lambda.functionName;
    this.queueUrl = queue.url;
  }

  private lambda(name: string, queue: SqsQueue, props: ConnectionAcceptorProps): LambdaFunction {
    const { serviceId, serviceArn, ledger, logRetentionDays = DEFAULT_ACCEPTOR_LOG_RETENTION } = props;
    const { unknown, mostRejections } = DEFAULT_ACCEPTOR_SETTINGS;
    const settings = {
      unknown: props.unknown ?? unknown,
      mostRejections: props.mostRejections ?? mostRejections,
    };
    const logGroup = new CloudwatchLogGroup(this, "log-group", {
      name: `/aws/lambda/${name}`,
      retentionInDays: logRetentionDays,
    });
    const { role, permissions } = acceptorRole(this, name, { logGroup, queue, serviceArn });
    const archive = acceptorArchive({ settings, ledger });
    const code = new TerraformAsset(this, "code", { path: archive.path });
    return new LambdaFunction(this, "function", {
      functionName: name,
      description: "Accepts and rejects connections to the endpoint service, as the ledger says",
      role: role.arn,
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "acceptor.handler",
      filename: code.path,
      sourceCodeHash: archive.sourceCodeHash,
      timeout: TIMEOUT_SECONDS,
      memorySize: MEMORY_MIB,
      // Runs never overlap: each acts on what it has just seen.
      reservedConcurrentExecutions: 1,
      environment: { variables: { SERVICE_ID: serviceId } },
      dependsOn: [logGroup, permissions],
    });
  }
}

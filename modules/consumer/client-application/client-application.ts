import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Fn, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { boundedName } from "../../aws/names";
import type { IVpc } from "../../vpc";
import { letOutTo } from "../egress";
import { connectionAlarms, unreachableAlarm } from "./alarms";
import { type ClientTarget, checked, checks } from "./checks";
import { metricVariables } from "./connection-metrics";
import { probeArchive } from "./probe-archive";
import { DEFAULT_SCHEDULE } from "./schedule";
import { validate } from "./validation";

/** Properties of {@link ClientApplication}. */
export interface ClientApplicationProps {
  /** Name of the client; what it makes takes names from it. */
  readonly name: string;
  /** VPC to run in. */
  readonly vpc: IVpc;
  /** What to check, by the name of the connection. */
  readonly targets: Readonly<Record<string, ClientTarget>>;
  /** When to check: a `rate(...)` or `cron(...)` expression of EventBridge. @default "rate(5 minutes)" */
  readonly schedule?: string;
  /** Days that the log of results is kept, one of the numbers that CloudWatch Logs takes. @default 30 */
  readonly logRetentionDays?: number | undefined;
  /**
   * ARNs of SNS topics that CloudWatch notifies when an alarm enters or leaves the state ALARM, at most 5, in the
   * region of the VPC. Their policies must let `cloudwatch.amazonaws.com` publish.
   *
   * @default - none: alarms are seen only in CloudWatch
   */
  readonly alarmTopicArns?: readonly string[] | undefined;
  /**
   * Whether each connection has metrics of its own (`Reachable`, `Latency`) and an alarm, so that one is told which it is. AWS
   * charges for each metric and alarm.
   *
   * @default false
   */
  readonly connectionAlarms?: boolean | undefined;
}

const TIMEOUT_SECONDS = 30;

/**
 * A client inside the VPC that reaches services through their endpoints on a schedule: a Lambda function, whose results
 * an operator sees in its log, in its metric `Errors` and in an alarm, all without a way out of the VPC (Lambda delivers
 * logs and metrics from outside it). `aws lambda invoke` checks at once and prints the result.
 */
export class ClientApplication extends Construct {
  /** Name of the function. */
  readonly functionName: string;
  /** Name of the log group that has a line of JSON for each check. */
  readonly logGroupName: string;
  /** Name of the alarm that stands while the last check failed. */
  readonly alarmName: string;
  /** Names of the alarms of each connection, where they have some, by connection. */
  readonly connectionAlarmNames: Readonly<Record<string, string>>;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: ClientApplicationProps) {
    super(scope, id);
    validate(this, props);
    const name = boundedName([props.name, "client"], 64);
    const logGroup = new CloudwatchLogGroup(this, "log-group", {
      name: `/aws/lambda/${name}`,
      retentionInDays: props.logRetentionDays ?? 30,
    });
    const { role, permissions } = this.role(name);
    const probe = probeArchive();
    const code = new TerraformAsset(this, "code", { path: probe.path });
    const lambda = new LambdaFunction(this, "function", {
      functionName: name,
      description: "Checks from within the VPC that services answer through their endpoints",
      role: role.arn,
      runtime: "nodejs22.x",
      handler: "probe.handler",
      filename: code.path,
      sourceCodeHash: probe.sourceCodeHash,
      timeout: TIMEOUT_SECONDS,
      memorySize: 128,
      environment: {
        variables: {
          CHECKS: Fn.jsonencode(checks(props.targets)),
          ...(props.connectionAlarms ? metricVariables(name) : {}),
        },
      },
      vpcConfig: {
        subnetIds: Object.values(props.vpc.subnetIds),
        securityGroupIds: [this.securityGroup(name, props, permissions)],
      },
      dependsOn: [logGroup, permissions],
    });
    // A check that fails is told at once: Lambda would try it twice more.
    new LambdaFunctionEventInvokeConfig(this, "no-retries", {
      functionName: lambda.functionName,
      maximumRetryAttempts: 0,
    });
    this.schedule(name, lambda, props.schedule ?? DEFAULT_SCHEDULE);
    this.functionName = lambda.functionName;
    this.logGroupName = logGroup.name;
    const alarms = { name, topicArns: props.alarmTopicArns ?? [] };
    this.alarmName = unreachableAlarm(this, alarms, lambda);
    this.connectionAlarmNames = props.connectionAlarms ? connectionAlarms(this, alarms, checked(props.targets)) : {};
  }

  private role(name: string) {
    const role = new IamRole(this, "role", {
      name,
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
      }),
    });
    const partition = new DataAwsPartition(this, "partition", {});
    const permissions = new IamRolePolicyAttachment(this, "role-permissions", {
      role: role.name,
      policyArn: `arn:${partition.partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole`,
    });
    return { role, permissions };
  }

  /** Out to the endpoints' ports and nowhere else; the endpoints let it in. */
  private securityGroup(name: string, props: ClientApplicationProps, permissions: IamRolePolicyAttachment): string {
    const securityGroup = new SecurityGroup(this, "security-group", {
      name,
      description: "Client: nothing in, out to the endpoints alone",
      vpcId: props.vpc.vpcId,
      tags: { Name: name },
      // Destroyed before the permissions, which Lambda takes its network interfaces out of the group with.
      dependsOn: [permissions],
    });
    const endpoints = Object.entries(props.targets).map(([connection, { endpoint }]) => [connection, endpoint]);
    letOutTo(this, { name, securityGroupId: securityGroup.id }, Object.fromEntries(endpoints));
    return securityGroup.id;
  }

  private schedule(name: string, lambda: LambdaFunction, expression: string): void {
    const rule = new CloudwatchEventRule(this, "schedule", { name, scheduleExpression: expression });
    new CloudwatchEventTarget(this, "schedule-target", { rule: rule.name, targetId: "client", arn: lambda.arn });
    new LambdaPermission(this, "schedule-permission", {
      statementId: `${name}-schedule`,
      action: "lambda:InvokeFunction",
      functionName: lambda.functionName,
      principal: "events.amazonaws.com",
      sourceArn: rule.arn,
    });
  }
}

import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { kmsKeyArnProblem } from "../aws/kms-key-arn";
import { logRetentionProblem } from "../aws/log-retention";
import { boundedName, LONGEST_BESIDE_SECURITY_GROUPS } from "../aws/names";
import { known, PropertyProblems } from "../aws/property-problems";
import {
  AGGREGATION_SECONDS,
  CLOUDWATCH,
  DEFAULT_RETENTION_DAYS,
  flowLogDestinationProblem,
  isToCloudWatch,
  TRAFFIC_TYPES,
} from "./flow-log-options";
import type { IVpc } from "./vpc";

/** Properties of {@link FlowLogs}. */
export interface FlowLogsProps {
  /** Name of the VPC's logs: the log group, its role and the flow log take names from it. */
  readonly name: string;
  /** VPC to log: one that is made here, or an adopted one. */
  readonly vpc: IVpc;
  /**
   * Where lines go: `cloudwatch`, to a log group of their own, or the ARN of an S3 bucket, with a prefix behind it if you
   * like. The policy of the bucket must let `delivery.logs.amazonaws.com` write. A change replaces the flow log; the log
   * group goes with what is in it.
   *
   * @default "cloudwatch"
   */
  readonly destination?: string | undefined;
  /** Traffic to log. A change replaces the flow log. @default "ALL" */
  readonly trafficType?: (typeof TRAFFIC_TYPES)[number] | undefined;
  /** Seconds over which packets are put together to one line: 60 or 600. A change replaces the flow log. @default 600 */
  readonly aggregationSeconds?: (typeof AGGREGATION_SECONDS)[number] | undefined;
  /** Days that CloudWatch Logs keeps lines, one of the numbers that it takes. @default 30 */
  readonly retentionDays?: number | undefined;
  /**
   * ARN of the KMS key that CloudWatch Logs encrypts lines with, in the region of the VPC. Its policy must let
   * `logs.<region>.amazonaws.com` use it.
   *
   * @default - a key of CloudWatch Logs
   */
  readonly kmsKeyArn?: string | undefined;
}

/**
 * Flow logs of a VPC: who connected to whom, and what security groups and network ACLs refused. AWS delivers them from
 * outside of the VPC, so that they need no way out of it.
 */
export class FlowLogs extends Construct {
  /** Name of the log group; undefined where lines go to a bucket. */
  readonly logGroupName: string | undefined;

  /** @throws UserError that lists every invalid property. */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: FlowLogsProps,
  ) {
    super(scope, id);
    validate(this, props);
    const { name, vpc, destination = CLOUDWATCH, trafficType = "ALL", aggregationSeconds = 600 } = props;
    const logGroup = destination === CLOUDWATCH ? this.logGroup() : undefined;
    const delivery = logGroup
      ? { logDestinationType: "cloud-watch-logs", logDestination: logGroup.arn, ...this.role(logGroup) }
      : { logDestinationType: "s3", logDestination: destination };
    new FlowLog(this, "flow-log", {
      vpcId: vpc.vpcId,
      trafficType,
      maxAggregationInterval: aggregationSeconds,
      ...delivery,
      tags: { Name: name },
    });
    this.logGroupName = logGroup?.name;
  }

  private logGroup(): CloudwatchLogGroup {
    const { name, retentionDays = DEFAULT_RETENTION_DAYS, kmsKeyArn } = this.props;
    return new CloudwatchLogGroup(this, "log-group", {
      name: `/privatelink/flow-logs/${name}`,
      retentionInDays: retentionDays,
      ...(kmsKeyArn === undefined ? {} : { kmsKeyId: kmsKeyArn }),
    });
  }

  /**
   * Role that the service assumes to write to the log group. Source: Amazon VPC User Guide, "IAM role for publishing flow
   * logs to CloudWatch Logs", with its conditions against being used for somebody else's flow logs, and without
   * `logs:CreateLogGroup`: lines that arrive late would bring a destroyed log group back.
   */
  private role(logGroup: CloudwatchLogGroup) {
    const { accountId } = new DataAwsCallerIdentity(this, "account", {});
    const { partition } = new DataAwsPartition(this, "partition", {});
    const { region } = new DataAwsRegion(this, "region", {});
    const role = new IamRole(this, "role", {
      name: boundedName([this.props.name, "flow-logs"], 64),
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "vpc-flow-logs.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: {
              StringEquals: { "aws:SourceAccount": accountId },
              ArnLike: { "aws:SourceArn": `arn:${partition}:ec2:${region}:${accountId}:vpc-flow-log/*` },
            },
          },
        ],
      }),
    });
    const permissions = new IamRolePolicy(this, "role-permissions", {
      name: "write-flow-logs",
      role: role.name,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            Resource: `${logGroup.arn}:*`,
          },
          {
            Effect: "Allow",
            Action: "logs:DescribeLogGroups",
            Resource: `arn:${partition}:logs:${region}:${accountId}:log-group:*`,
          },
        ],
      }),
    });
    return { iamRoleArn: role.arn, dependsOn: [permissions] };
  }
}

function validate(flowLogs: FlowLogs, props: FlowLogsProps): void {
  const problems = new PropertyProblems(flowLogs);
  problems.checkKnownName(props.name, LONGEST_BESIDE_SECURITY_GROUPS);
  const { destination, trafficType, aggregationSeconds, retentionDays, kmsKeyArn } = props;
  if (known(destination)) problems.check("destination", flowLogDestinationProblem(destination), destination);
  if (known(trafficType) && !TRAFFIC_TYPES.includes(trafficType))
    problems.add("trafficType", `one of ${TRAFFIC_TYPES.join(", ")}`, trafficType);
  if (known(aggregationSeconds) && !AGGREGATION_SECONDS.includes(aggregationSeconds))
    problems.add("aggregationSeconds", `one of ${AGGREGATION_SECONDS.join(", ")}`, aggregationSeconds);
  if (known(retentionDays)) problems.check("retentionDays", logRetentionProblem(retentionDays), retentionDays);
  if (known(kmsKeyArn)) problems.check("kmsKeyArn", kmsKeyArnProblem(kmsKeyArn), kmsKeyArn);
  if (!isToCloudWatch(destination)) {
    if (retentionDays !== undefined)
      problems.add("retentionDays", "none with a bucket, whose lifecycle rules say it", retentionDays);
    if (kmsKeyArn !== undefined)
      problems.add("kmsKeyArn", "none with a bucket, which has its own encryption", kmsKeyArn);
  }
  problems.throwIfAny();
}

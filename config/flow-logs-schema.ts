import { z } from "zod";
import { kmsKeyArnProblem } from "../modules/aws/kms-key-arn";
import { logRetentionProblem } from "../modules/aws/log-retention";
import {
  AGGREGATION_SECONDS,
  DEFAULT_RETENTION_DAYS,
  flowLogDestinationProblem,
  isToCloudWatch,
  TRAFFIC_TYPES,
} from "../modules/vpc/flow-log-options";
import { acrossKeys, checked, checkedInt, type Mapping, type Report } from "./fields";

/** Flow logs of a VPC. */
export const flowLogs = z
  .strictObject({
    destination: checked(flowLogDestinationProblem)
      .optional()
      .describe(
        "Where lines go: cloudwatch, or the ARN of an S3 bucket (with a prefix if you like), whose policy must let delivery.logs.amazonaws.com write. Default: cloudwatch.",
      ),
    trafficType: z
      .enum(TRAFFIC_TYPES)
      .optional()
      .describe("Traffic to log: ALL, what was let through (ACCEPT), or what was not (REJECT). Default: ALL."),
    aggregationSeconds: z
      .literal(AGGREGATION_SECONDS)
      .optional()
      .describe("Seconds over which packets are put together to one line, 60 or 600. Default: 600."),
    retentionDays: checkedInt(logRetentionProblem)
      .optional()
      .describe(`Days that CloudWatch Logs keeps lines. Default: ${DEFAULT_RETENTION_DAYS}.`),
    kmsKeyArn: checked(kmsKeyArnProblem)
      .optional()
      .describe(
        "KMS key that CloudWatch Logs encrypts lines with; its policy must let logs.<region>.amazonaws.com use it. Default: a key of CloudWatch Logs.",
      ),
  })
  .check(acrossKeys(flowLogsRule))
  .describe("Flow logs of the VPC; {} for those with the defaults of each key. Default: none.");

function flowLogsRule({ destination, retentionDays, kmsKeyArn }: Mapping, report: Report): void {
  if (isToCloudWatch(destination)) return;
  if (retentionDays !== undefined)
    report(
      ["retentionDays"],
      "none with a bucket",
      "take it out: the bucket's lifecycle rules say how long to keep lines",
    );
  if (kmsKeyArn !== undefined)
    report(["kmsKeyArn"], "none with a bucket", "take it out: the bucket has its own encryption");
}

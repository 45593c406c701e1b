import { parseArn } from "../aws/arn";
import { bucketNameProblem } from "../aws/bucket-name";

/** Traffic that a flow log can have: all, what was let through, or what was not. */
export const TRAFFIC_TYPES = ["ALL", "ACCEPT", "REJECT"] as const;

/** Seconds over which packets are put together to one line (CreateFlowLogs in the EC2 API reference). */
export const AGGREGATION_SECONDS = [60, 600] as const;

/** Days that lines are kept in CloudWatch Logs unless said otherwise. */
export const DEFAULT_RETENTION_DAYS = 30;

/** Destination that is no bucket. */
export const CLOUDWATCH = "cloudwatch";

/** Why a text is no destination of flow logs, as what was expected instead; undefined when it is one. */
export function flowLogDestinationProblem(text: string): string | undefined {
  if (text === CLOUDWATCH) return undefined;
  const arn = parseArn(text);
  const isBucket =
    arn?.service === "s3" &&
    arn.region === "" &&
    arn.account === "" &&
    bucketNameProblem(arn.resource.replace(/\/.*$/, "")) === undefined;
  if (!isBucket)
    return "`cloudwatch`, or the ARN of an S3 bucket: arn:<partition>:s3:::<bucket>, or with /<prefix> behind it";
  // Amazon VPC User Guide, "Publish flow logs to Amazon S3".
  return arn.resource.split("/").includes("AWSLogs") ? "a prefix without AWSLogs, which AWS adds itself" : undefined;
}

/** Whether flow logs with a destination go to a log group. @param destination undefined for the default. */
export function isToCloudWatch(destination: unknown): boolean {
  return destination === undefined || destination === CLOUDWATCH;
}

import { partitionOf } from "./region";

/** An Amazon Resource Name in its parts: `arn:<partition>:<service>:<region>:<account>:<resource>`. */
export interface Arn {
  readonly partition: string;
  /** Namespace of the AWS service, such as `acm`. */
  readonly service: string;
  /** Empty for what has no region, such as roles. */
  readonly region: string;
  /** 12 digits; empty for what no account is named with, such as buckets. */
  readonly account: string;
  /** What is left, such as `certificate/<id>`. */
  readonly resource: string;
}

/** No wildcards and nothing that Terraform would evaluate: what stands here is the name of one thing. */
const ARN =
  /^arn:(?<partition>aws[a-z-]*):(?<service>[a-z0-9-]+):(?<region>[a-z0-9-]*):(?<account>\d{12}|):(?<resource>[\w+=,.@:/-]+)$/;

/** Parts of an ARN; undefined for a text that is none. */
export function parseArn(text: string): Arn | undefined {
  const match = ARN.exec(text)?.groups;
  return match && (match as unknown as Arn);
}

/** Where something must be, as far as that is asked. */
export interface Place {
  readonly region: string;
  /** @default - any account */
  readonly account?: string | undefined;
}

/**
 * Why something is not where it must be, as what was expected instead; undefined when it is, as far as its ARN tells:
 * the partition always, region and account only where the ARN has them.
 */
export function placeProblem(arn: Arn, { region, account }: Place): string | undefined {
  const partition = partitionOf(region);
  if (arn.partition !== partition) return `an ARN of the region's partition, arn:${partition}:...`;
  if (arn.region !== "" && arn.region !== region) return `an ARN in the region ${region}`;
  if (account !== undefined && arn.account !== "" && arn.account !== account) return `an ARN of the account ${account}`;
  return undefined;
}

import { parseArn } from "./arn";

/**
 * Why a text is no ARN of a standard SNS topic, as what was expected instead; undefined when it is one. (FIFO topics,
 * whose names end in `.fifo`, take no messages from AWS services.)
 */
export function topicArnProblem(text: string): string | undefined {
  const arn = parseArn(text);
  return arn?.service === "sns" && arn.region !== "" && arn.account !== "" && /^[\w-]{1,256}$/.test(arn.resource)
    ? undefined
    : "the ARN of a standard SNS topic: arn:<partition>:sns:<region>:<12-digit account>:<name>";
}

import { parseArn } from "./arn";

/**
 * Why a text is no ARN of a KMS key, as what was expected instead; undefined when it is one. (Not of an alias: services
 * that encrypt what they keep want the key itself.)
 */
export function kmsKeyArnProblem(text: string): string | undefined {
  const arn = parseArn(text);
  return arn?.service === "kms" && arn.region !== "" && arn.account !== "" && /^key\/[\w-]{1,128}$/.test(arn.resource)
    ? undefined
    : "the ARN of a KMS key: arn:<partition>:kms:<region>:<12-digit account>:key/<id>";
}

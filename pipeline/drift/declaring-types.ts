/** Types whose settings an older attribute of their bucket shows as well. Keys: attributes of `aws_s3_bucket`. */
const OF_BUCKET: Readonly<Record<string, string>> = {
  acceleration_status: "aws_s3_bucket_accelerate_configuration",
  cors_rule: "aws_s3_bucket_cors_configuration",
  grant: "aws_s3_bucket_acl",
  lifecycle_rule: "aws_s3_bucket_lifecycle_configuration",
  request_payer: "aws_s3_bucket_request_payment_configuration",
  website: "aws_s3_bucket_website_configuration",
};

/**
 * The argument by which resources that declare an attribute of another one as a whole name it, by the type of the other
 * one. Not every argument does: `target_bucket` of `aws_s3_bucket_logging` is a bucket that it says nothing of.
 */
const NAMED_BY: Readonly<Record<string, string>> = {
  aws_api_gateway_rest_api: "rest_api_id",
  aws_ecr_repository: "repository",
  aws_efs_file_system: "file_system_id",
  aws_kms_key: "key_id",
  aws_s3_bucket: "bucket",
  aws_secretsmanager_secret: "secret_arn",
  aws_sns_topic: "arn",
  aws_sqs_queue: "queue_url",
  aws_vpc_endpoint: "vpc_endpoint_id",
};

/**
 * The type of resource that declares an attribute of another one as a whole, if there is such a type, and its argument
 * that names the other one; undefined where none is known.
 */
export function declaring(type: string, attribute: string): { readonly type: string; readonly of: string } | undefined {
  const of = NAMED_BY[type];
  if (of === undefined) return undefined;
  return { type: (type === "aws_s3_bucket" ? OF_BUCKET[attribute] : undefined) ?? `${type}_${attribute}`, of };
}

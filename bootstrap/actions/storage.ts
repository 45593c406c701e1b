import { type ActionTable, inRegion, on } from "./grant";

/** Buckets for access logs, by what the stacks say that their names begin with. */
const bucket = (...names: readonly string[]) => on("s3:::{bucket}", ...names.map((name) => `s3:${name}`));
const parameter = (...names: readonly string[]) =>
  on("ssm:{region}:{account}:parameter/{name}", ...names.map((name) => `ssm:${name}`));

/** What the provider reads of a bucket for any resource of it. Objects are none of it. */
const BUCKET_READ = bucket(
  "GetAccelerateConfiguration",
  "GetBucketAcl",
  "GetBucketCORS",
  "GetBucketLocation",
  "GetBucketLogging",
  "GetBucketObjectLockConfiguration",
  "GetBucketOwnershipControls",
  "GetBucketPolicy",
  "GetBucketPublicAccessBlock",
  "GetBucketRequestPayment",
  "GetBucketTagging",
  "GetBucketVersioning",
  "GetBucketWebsite",
  "GetEncryptionConfiguration",
  "GetLifecycleConfiguration",
  "GetReplicationConfiguration",
  "ListBucket",
  "ListTagsForResource",
);

/** Buckets for access logs, and parameters with service cards. */
export const STORAGE: ActionTable = {
  aws_s3_bucket: {
    read: [BUCKET_READ],
    write: [
      bucket(
        "CreateBucket",
        "DeleteBucket",
        "PutBucketTagging",
        "TagResource",
        "UntagResource",
        // With `forceDestroy`, the provider empties the bucket before it deletes it.
        "ListBucketVersions",
      ),
      on("s3:::{bucket}/*", "s3:DeleteObject", "s3:DeleteObjectVersion"),
    ],
  },
  aws_s3_bucket_lifecycle_configuration: { read: [BUCKET_READ], write: [bucket("PutLifecycleConfiguration")] },
  aws_s3_bucket_ownership_controls: { read: [BUCKET_READ], write: [bucket("PutBucketOwnershipControls")] },
  aws_s3_bucket_policy: { read: [BUCKET_READ], write: [bucket("PutBucketPolicy", "DeleteBucketPolicy")] },
  aws_s3_bucket_public_access_block: { read: [BUCKET_READ], write: [bucket("PutBucketPublicAccessBlock")] },
  aws_s3_bucket_server_side_encryption_configuration: {
    read: [BUCKET_READ],
    write: [bucket("PutEncryptionConfiguration")],
  },
  aws_ssm_parameter: {
    named: "name",
    read: [inRegion("ssm:DescribeParameters"), parameter("GetParameter", "GetParameters", "ListTagsForResource")],
    write: [parameter("PutParameter", "DeleteParameter", "AddTagsToResource", "RemoveTagsFromResource")],
  },
  "data.aws_ssm_parameter": {
    // Parameters that AWS publishes, such as ids of images: they have no account.
    read: [on("ssm:{region}::parameter/aws/service/*", "ssm:GetParameter", "ssm:GetParameters")],
  },
  // It reads the states of the environment, with the credentials that Terraform runs with: see state-access.ts.
  "data.aws_s3_objects": {},
};

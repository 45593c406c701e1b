import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { Construct } from "constructs";
import { boundedName } from "../../aws/names";
import { known, PropertyProblems } from "../../aws/property-problems";
import { DEFAULT_LOG_RETENTION_DAYS, logPrefixProblem } from "./access-logs";

/** Properties of {@link AccessLogBucket}. */
export interface AccessLogBucketProps {
  /** Name of the service whose load balancers write here. The bucket's name begins with it and is closed by the provider. */
  readonly name: string;
  /** What the keys begin with: nothing else may be written. @default - nothing: AWS's own `AWSLogs/<account>/` */
  readonly prefix?: string | undefined;
  /** Days after which logs are deleted. @default 365 */
  readonly retentionDays?: number | undefined;
  /** Whether the logs are deleted with the bucket; else AWS refuses to delete it while it has some. @default false */
  readonly forceDestroy?: boolean | undefined;
}

/** Longest beginning of a bucket's name that the provider closes with one of its own. */
const MAX_NAME_PREFIX = 37;

/**
 * A bucket for the access logs of Network Load Balancers: private, owned by its account alone, encrypted by S3's own keys,
 * reached over TLS only, and written by the log delivery of its account and region only.
 *
 * Source of the policy: User Guide for Network Load Balancers, "Enable access logs", with its conditions against being
 * written to on somebody else's behalf.
 */
export class AccessLogBucket extends Construct {
  /** Name of the bucket, known once it may be written to: a load balancer tries when its logs are switched on. */
  readonly bucketName: string;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: AccessLogBucketProps) {
    super(scope, id);
    validate(this, props);
    const { name, retentionDays = DEFAULT_LOG_RETENTION_DAYS, forceDestroy = false } = props;
    const bucket = new S3Bucket(this, "bucket", {
      bucketPrefix: `${boundedName([name.toLowerCase(), "access-logs"], MAX_NAME_PREFIX - 1)}-`,
      forceDestroy,
      tags: { Name: `${name}-access-logs` },
    });
    const settings = { bucket: bucket.id };
    const access = new S3BucketPublicAccessBlock(this, "public-access-block", {
      ...settings,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "ownership-controls", {
      ...settings,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      ...settings,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      ...settings,
      rule: [
        {
          id: "expire",
          status: "Enabled",
          filter: [{ prefix: "" }],
          expiration: [{ days: retentionDays }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
    });
    const policy = new S3BucketPolicy(this, "policy", {
      ...settings,
      policy: this.policy(bucket, props.prefix),
      // S3 refuses to change both at once.
      dependsOn: [access],
    });
    this.bucketName = policy.bucket;
  }

  private policy(bucket: S3Bucket, prefix: string | undefined): string {
    const { accountId } = new DataAwsCallerIdentity(this, "account", {});
    const { partition } = new DataAwsPartition(this, "partition", {});
    const { region } = new DataAwsRegion(this, "region", {});
    const principal = { Service: "delivery.logs.amazonaws.com" };
    const onBehalfOf = {
      StringEquals: { "aws:SourceAccount": accountId },
      ArnLike: { "aws:SourceArn": `arn:${partition}:logs:${region}:${accountId}:*` },
    };
    const folder = prefix === undefined ? "" : `${prefix}/`;
    return JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AWSLogDeliveryAclCheck",
          Effect: "Allow",
          Principal: principal,
          Action: "s3:GetBucketAcl",
          Resource: bucket.arn,
          Condition: onBehalfOf,
        },
        {
          Sid: "AWSLogDeliveryWrite",
          Effect: "Allow",
          Principal: principal,
          Action: "s3:PutObject",
          Resource: `${bucket.arn}/${folder}AWSLogs/${accountId}/*`,
          Condition: {
            ...onBehalfOf,
            StringEquals: { ...onBehalfOf.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" },
          },
        },
        {
          Sid: "OverTlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [bucket.arn, `${bucket.arn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  }
}

function validate(bucket: AccessLogBucket, { name, prefix, retentionDays }: AccessLogBucketProps): void {
  const problems = new PropertyProblems(bucket);
  problems.checkKnownName(name);
  if (known(prefix)) problems.check("prefix", logPrefixProblem(prefix), prefix);
  if (known(retentionDays) && !(Number.isInteger(retentionDays) && retentionDays >= 1))
    problems.add("retentionDays", "a whole number of days, 1 or more", retentionDays);
  problems.throwIfAny();
}

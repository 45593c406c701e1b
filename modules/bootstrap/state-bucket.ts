import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";

/** Properties of {@link StateBucket}. */
export interface StateBucketProps {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Its account, and the only one whose principals may use it. */
  readonly account: string;
  readonly partition: string;
  /** Days that earlier versions of a state are kept. */
  readonly oldVersionsDays: number;
  /** ARN of a KMS key that encrypts what is written without one. @default - keys of S3 */
  readonly kmsKeyArn?: string | undefined;
  /** Provider of the bucket's region. @default - the stack's own */
  readonly provider?: AwsProvider | undefined;
}

/** Newest earlier versions that stay however old they are. */
const KEPT_VERSIONS = 10;

/**
 * A bucket for Terraform's states: versioned, encrypted, private, and only for its own account over TLS. Terraform
 * refuses to destroy it.
 */
export class StateBucket extends Construct {
  constructor(scope: Construct, id: string, props: StateBucketProps) {
    super(scope, id);
    const { provider, kmsKeyArn } = props;
    const own = provider === undefined ? {} : { provider };
    const bucket = new S3Bucket(this, "bucket", {
      ...own,
      bucket: props.bucket,
      lifecycle: { preventDestroy: true },
    });
    const settings = { ...own, bucket: bucket.id };
    const versioning = new S3BucketVersioningA(this, "versioning", {
      ...settings,
      versioningConfiguration: { status: "Enabled" },
    });
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      ...settings,
      rule: [
        {
          applyServerSideEncryptionByDefault:
            kmsKeyArn === undefined
              ? { sseAlgorithm: "AES256" }
              : { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
          bucketKeyEnabled: kmsKeyArn !== undefined,
        },
      ],
    });
    const ownership = new S3BucketOwnershipControls(this, "ownership", {
      ...settings,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    const access = new S3BucketPublicAccessBlock(this, "public-access-block", {
      ...settings,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      ...settings,
      rule: [
        {
          id: "earlier-versions",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrentVersionExpiration: [
            { noncurrentDays: props.oldVersionsDays, newerNoncurrentVersions: KEPT_VERSIONS },
          ],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      dependsOn: [versioning],
    });
    new S3BucketPolicy(this, "policy", {
      ...settings,
      policy: bucketPolicy(props),
      dependsOn: [access, ownership],
    });
  }
}

/** Denies whatever comes without TLS, and whoever is of another account. The policies of the roles allow the rest. */
function bucketPolicy({ bucket, account, partition }: StateBucketProps): string {
  const arn = `arn:${partition}:s3:::${bucket}`;
  const deny = (Sid: string, Condition: object) => ({
    ...{ Sid, Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [arn, `${arn}/*`], Condition },
  });
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      deny("OnlyTls", { Bool: { "aws:SecureTransport": "false" } }),
      deny("OnlyThisAccount", { StringNotEquals: { "aws:PrincipalAccount": account } }),
    ],
  });
}

/**
 * Permissions that IAM has for calls of the AWS API, where the name of the permission is another one. Source: Service
 * Authorization Reference.
 */

/** Services by the names that they sign requests with. */
const SERVICES: Readonly<Record<string, string>> = { monitoring: "cloudwatch" };

/** Actions by service and name in the API. */
const ACTIONS: Readonly<Record<string, string>> = {
  "s3:DeleteBucketEncryption": "s3:PutEncryptionConfiguration",
  "s3:DeleteBucketLifecycle": "s3:PutLifecycleConfiguration",
  "s3:DeleteBucketOwnershipControls": "s3:PutBucketOwnershipControls",
  "s3:DeleteBucketTagging": "s3:PutBucketTagging",
  "s3:DeleteObjects": "s3:DeleteObject",
  "s3:DeletePublicAccessBlock": "s3:PutBucketPublicAccessBlock",
  "s3:GetBucketAccelerateConfiguration": "s3:GetAccelerateConfiguration",
  "s3:GetBucketCors": "s3:GetBucketCORS",
  "s3:GetBucketEncryption": "s3:GetEncryptionConfiguration",
  "s3:GetBucketLifecycle": "s3:GetLifecycleConfiguration",
  "s3:GetBucketLifecycleConfiguration": "s3:GetLifecycleConfiguration",
  "s3:GetBucketReplication": "s3:GetReplicationConfiguration",
  "s3:GetObjectLockConfiguration": "s3:GetBucketObjectLockConfiguration",
  "s3:GetPublicAccessBlock": "s3:GetBucketPublicAccessBlock",
  "s3:HeadBucket": "s3:ListBucket",
  "s3:HeadObject": "s3:GetObject",
  "s3:ListObjectVersions": "s3:ListBucketVersions",
  "s3:ListObjects": "s3:ListBucket",
  "s3:ListObjectsV2": "s3:ListBucket",
  "s3:PutBucketEncryption": "s3:PutEncryptionConfiguration",
  "s3:PutBucketLifecycleConfiguration": "s3:PutLifecycleConfiguration",
  "s3:PutPublicAccessBlock": "s3:PutBucketPublicAccessBlock",
};

/**
 * Calls that need no permission of the role, with the reason: what AWS allows everybody, and what the provider tries
 * before it goes on otherwise.
 */
const WITHOUT: Readonly<Record<string, string>> = {
  "iam:GetUser": "the provider asks for its account this way first, and then by sts:GetCallerIdentity",
  "sts:AssumeRole": "whoever runs Terraform calls it, before there is a role",
  "sts:GetCallerIdentity": "AWS allows it to everybody",
};

/**
 * The permission that a call needs.
 *
 * @param service name that the request is signed for, such as `ec2`.
 * @param action name of the API's action, such as `CreateVpc`.
 * @returns undefined where it needs none.
 */
export function iamAction(service: string, action: string): string | undefined {
  // The API of Lambda has a date in its older names: GetFunction20150331v2.
  const name = `${SERVICES[service] ?? service}:${action.replace(/\d{8}(v\d+)?$/, "")}`;
  return name in WITHOUT ? undefined : (ACTIONS[name] ?? name);
}

/** Whether an action only reads, by its name, as all of the actions that are used here are named. */
export function isReading(action: string): boolean {
  return /:(Describe|Get|List)/.test(action);
}

import { TerraformOutput } from "cdktf";
import {
  AccessLogBucket,
  type AccessLogBucketProps,
  NetworkLoadBalancer,
  type NetworkLoadBalancerProps,
} from "../../../../modules/provider";
import { ids, refusal, synth, unknownNumber, unknownText } from "../../../support/synth";
import { VPC } from "../../../support/vpc";

const CERTIFICATE = "arn:aws:acm:us-east-1:111111111111:certificate/12345678-1234-1234-1234-123456789012";
const PROPS: NetworkLoadBalancerProps = {
  name: "prod-orders",
  vpc: VPC,
  listeners: { http: { port: 80 }, https: { port: 443, protocol: "TLS", certificateArn: CERTIFICATE } },
};

function balancer(props: Partial<NetworkLoadBalancerProps>) {
  return synth((scope) => new NetworkLoadBalancer(scope, "nlb", { ...PROPS, ...props })).resource("aws_lb");
}

function synthBucket(props: Partial<AccessLogBucketProps> = {}) {
  return synth((scope) => {
    const { bucketName } = new AccessLogBucket(scope, "logs", { name: "prod-Orders", ...props });
    new TerraformOutput(scope, "bucket", { value: bucketName, staticId: true });
  });
}

describe("a load balancer", () => {
  test("writes access logs where it is told to", () => {
    expect(balancer({ accessLogs: { bucket: "example-logs", prefix: "a/b" } }).access_logs).toEqual({
      bucket: "example-logs",
      prefix: "a/b",
      enabled: true,
    });
    expect(balancer({ accessLogs: { bucket: unknownText("var.bucket") } }).access_logs).toEqual({
      bucket: "${var.bucket}",
      enabled: true,
    });
  });

  test("says that there are none otherwise: the provider would leave them on", () => {
    expect(balancer({}).access_logs).toEqual({ bucket: "", enabled: false });
  });

  test.each<[string, Partial<NetworkLoadBalancerProps>, string]>([
    [
      "without a TLS listener",
      { accessLogs: { bucket: "example-logs" }, listeners: { http: { port: 80 } } },
      "`accessLogs`: expected access logs only with a TLS listener: AWS writes none of connections over TCP and UDP",
    ],
    [
      "with a bucket that is none",
      { accessLogs: { bucket: "Logs" } },
      "`accessLogs.bucket`: expected the name of a bucket",
    ],
    ["with an address as a bucket", { accessLogs: { bucket: "10.0.0.1" } }, "`accessLogs.bucket`: expected the name"],
    [
      "with AWS's own prefix",
      { accessLogs: { bucket: "example-logs", prefix: "a/AWSLogs" } },
      "`accessLogs.prefix`: expected a prefix without AWSLogs, which AWS adds itself",
    ],
    [
      "with a prefix that ends in a slash",
      { accessLogs: { bucket: "example-logs", prefix: "a/" } },
      "`accessLogs.prefix`: expected a prefix of letters, digits and",
    ],
  ])("fails %s", (_, props, message) => {
    expect(refusal((scope) => new NetworkLoadBalancer(scope, "nlb", { ...PROPS, ...props }))).toContain(message);
  });
});

describe("a bucket for access logs", () => {
  const bucket = synthBucket({ prefix: "orders" });
  const [id] = ids(bucket, "aws_s3_bucket");
  const policy = JSON.parse(bucket.resource("aws_s3_bucket_policy").policy);
  const account = expect.stringMatching(/^\$\{data\.aws_caller_identity\.\w+\.account_id}$/);

  test("is private, its owner's alone, encrypted, and forgets after a year", () => {
    expect(bucket.resource("aws_s3_bucket")).toMatchObject({
      bucket_prefix: "prod-orders-access-logs-",
      force_destroy: false,
    });
    expect(bucket.resource("aws_s3_bucket_public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(bucket.resource("aws_s3_bucket_ownership_controls").rule).toEqual({
      object_ownership: "BucketOwnerEnforced",
    });
    expect(bucket.resource("aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } },
    ]);
    expect(bucket.resource("aws_s3_bucket_lifecycle_configuration").rule).toMatchObject([
      {
        status: "Enabled",
        expiration: [{ days: 365 }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      },
    ]);
  });

  test("is written by the log delivery for load balancers of its own account and region, under the prefix alone", () => {
    expect(policy.Statement.slice(0, 2)).toEqual([
      {
        Sid: "AWSLogDeliveryAclCheck",
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: "s3:GetBucketAcl",
        Resource: `\${aws_s3_bucket.${id}.arn}`,
        Condition: {
          StringEquals: { "aws:SourceAccount": account },
          ArnLike: { "aws:SourceArn": expect.stringMatching(/^arn:\$\{.*\.partition}:logs:\$\{.*}:\$\{.*}:\*$/) },
        },
      },
      {
        Sid: "AWSLogDeliveryWrite",
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: expect.stringMatching(/\.arn}\/orders\/AWSLogs\/\$\{.*account_id}\/\*$/),
        Condition: {
          StringEquals: { "aws:SourceAccount": account, "s3:x-amz-acl": "bucket-owner-full-control" },
          ArnLike: { "aws:SourceArn": expect.any(String) },
        },
      },
    ]);
    expect(synthBucket().resource("aws_s3_bucket_policy").policy).toContain(".arn}/AWSLogs/");
  });

  test("is reached over TLS alone", () => {
    expect(policy.Statement[2]).toMatchObject({
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  });

  test("gives its name once its policy is there", () => {
    expect(bucket.json.output.bucket.value).toBe(
      `\${aws_s3_bucket_policy.${ids(bucket, "aws_s3_bucket_policy")[0]}.bucket}`,
    );
  });

  test("keeps and goes as it is told", () => {
    const other = synthBucket({ retentionDays: 30, forceDestroy: true, name: "a".repeat(60) });
    expect(other.resource("aws_s3_bucket").force_destroy).toBe(true);
    expect(other.resource("aws_s3_bucket").bucket_prefix).toMatch(/^.{37}$/);
    expect(other.resource("aws_s3_bucket_lifecycle_configuration").rule[0].expiration).toEqual([{ days: 30 }]);
    const days = synthBucket({ retentionDays: unknownNumber("var.days") });
    expect(days.resource("aws_s3_bucket_lifecycle_configuration").rule[0].expiration).toEqual([
      { days: "${var.days}" },
    ]);
  });

  test.each<[string, Partial<AccessLogBucketProps>, string]>([
    ["on a bad name", { name: "a_b" }, "`name`: expected letters, digits and hyphens"],
    ["on half a day", { retentionDays: 0.5 }, "`retentionDays`: expected a whole number of days, 1 or more; got 0.5"],
    ["on AWS's own prefix", { prefix: "AWSLogs" }, "`prefix`: expected a prefix without AWSLogs"],
  ])("fails %s", (_, props, message) => {
    expect(refusal((scope) => new AccessLogBucket(scope, "logs", { name: "a", ...props }))).toContain(message);
  });
});

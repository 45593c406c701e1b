import { z } from "zod";
import { addressNumber } from "../modules/aws/cidr";
import { principalProblem } from "../modules/aws/principal";
import { isRegion, REGIONS } from "../modules/aws/region";
import { resourceId } from "../modules/aws/resource-id";
import { MAX_LISTENERS } from "../modules/provider/network-load-balancer";
import { instanceTypeProblem, SAMPLE_INSTANCE_TYPE } from "../modules/provider/sample-application";
import { acrossKeys, checked, key } from "./fields";
import { writeNearest } from "./nearest";
import { serviceRule } from "./service-rule";
import { account, httpPath, port, role, tags, vpc } from "./shared-schema";

export const regionSchema = checked(
  (text) => (isRegion(text) ? undefined : "a region of AWS, such as us-east-1"),
  (text) => writeNearest(text, REGIONS) ?? `one of ${REGIONS.join(", ")}`,
).meta({
  description: "Region that everything of the environment is in, such as us-east-1.",
  enum: REGIONS,
});

/** As Terraform's S3 backend takes it: the id of a key is an RFC 4122 UUID, or `mrk-` and 32 hexadecimal digits. */
const KMS_KEY_ARN =
  /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(key\/([0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})|alias\/[\w/-]+)$/;

const localBackend = z
  .strictObject({
    type: z.literal("local").describe("State in files on this machine."),
  })
  .describe("State in the folder terraform-state/ beside the output folder: for trying things out by one person.");

const s3Backend = z
  .strictObject({
    type: z
      .literal("s3")
      .describe("State in an S3 bucket, locked with a lock file beside it (Terraform 1.10 or newer)."),
    bucket: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, {
        error: "the name of an S3 bucket: 3 to 63 lower-case letters, digits, dots and hyphens",
      })
      .describe("Bucket of the states. It must exist and should keep versions."),
    region: regionSchema.describe("Region of the bucket."),
    prefix: z
      .string()
      .regex(/^[\w.-]+(\/[\w.-]+)*$/, { error: "a key prefix without a slash at either end, such as privatelink" })
      .default("privatelink")
      .describe(
        "What the keys of the states begin with: <prefix>/<environment>/<stack>.tfstate. Default: privatelink.",
      ),
    kmsKeyArn: checked((text) =>
      KMS_KEY_ARN.test(text)
        ? undefined
        : "the ARN of a KMS key or alias, such as arn:aws:kms:<region>:<account>:key/<UUID>",
    )
      .optional()
      .describe("KMS key that encrypts the states. Default: the bucket's own encryption."),
  })
  .describe("State in an S3 bucket with a lock file and a key for each stack.");

const healthCheck = z
  .strictObject({
    protocol: z
      .enum(["TCP", "HTTP", "HTTPS"])
      .default("TCP")
      .describe("TCP opens a connection; HTTP and HTTPS want an answer from 200 to 399 at the path. Default: TCP."),
    path: httpPath.optional().describe("Default: /."),
    intervalSeconds: z
      .int()
      .min(5)
      .max(300)
      .default(10)
      .describe("Seconds from one check to the next, from 5 to 300. Default: 10."),
  })
  .describe("How the load balancer finds out whether a target is well.");

const listener = z
  .strictObject({
    port: port.describe("TCP port that consumers connect to."),
    targetPort: port.optional().describe("TCP port of the targets. Default: the listener's own port."),
    healthCheck: healthCheck.optional().describe("Default: a TCP connection every 10 seconds."),
  })
  .describe("A port that consumers connect to, and where its connections go.");

const targets = z
  .discriminatedUnion("type", [
    z.strictObject({
      type: z
        .literal("sample")
        .describe("A sample application that answers HTTP on every target port, to try the chain."),
      instanceType: checked(instanceTypeProblem)
        .default(SAMPLE_INSTANCE_TYPE)
        .describe(`EC2 instance type. Default: ${SAMPLE_INSTANCE_TYPE}.`),
    }),
    z.strictObject({
      type: z.literal("instance").describe("Instances by id."),
      ids: z
        .array(z.string().regex(resourceId("i"), { error: "an instance id, such as i-0123456789abcdef0" }))
        .min(1)
        .describe("Ids of the instances; every listener forwards to all of them."),
    }),
    z.strictObject({
      type: z.literal("ip").describe("IPv4 addresses within the VPC."),
      addresses: z
        .array(z.string().refine((text) => addressNumber(text) !== undefined, { error: "an IPv4 address" }))
        .min(1)
        .describe("Addresses; every listener forwards to all of them."),
    }),
  ])
  .describe("What answers. Default: the sample application.");

export const serviceSchema = z
  .strictObject({
    account: account.describe("Account that offers the service."),
    role: role.optional(),
    vpc: vpc.describe("VPC of the service: a new isolated one (cidr), or one that exists (id)."),
    listeners: z
      .record(key, listener)
      .refine((all) => Object.keys(all).length >= 1 && Object.keys(all).length <= MAX_LISTENERS, {
        error: `1 to ${MAX_LISTENERS} listeners`,
      })
      .describe("Listeners of the Network Load Balancer, by a name of your choice."),
    targets: targets.default({ type: "sample", instanceType: SAMPLE_INSTANCE_TYPE }),
    acceptance: z
      .enum(["registered", "manual", "automatic"])
      .default("registered")
      .describe(
        "How connections are accepted. registered: those of this environment's consumers, by the acceptance stack; manual: by a person; automatic: at once. Default: registered.",
      ),
    allowedPrincipals: z
      .array(checked(principalProblem))
      .default([])
      .describe(
        "Who may connect besides the consumers of this environment, which always may: ARNs of accounts (root), roles or users, or * for everyone (not with automatic acceptance).",
      ),
    crossZone: z
      .boolean()
      .default(true)
      .describe("Whether the load balancer forwards to targets in all zones from each. Default: true."),
    deletionProtection: z
      .boolean()
      .default(false)
      .describe("Whether AWS refuses to delete the load balancer. Default: false."),
  })
  .check(acrossKeys(serviceRule))
  .describe("A service that is offered to consumers: VPC, load balancer, endpoint service.");

/** Schema of `environments/<environment>/environment.yaml`. */
export const environmentSchema = z
  .strictObject({
    backend: z.discriminatedUnion("type", [localBackend, s3Backend]).describe("Where Terraform keeps the states."),
    region: regionSchema,
    tags: tags.default({}).describe("Tags of everything that can have some."),
    cidrOverlap: z
      .enum(["deny", "allow"])
      .default("deny")
      .describe(
        "Whether VPCs that this environment makes may have ranges that overlap. PrivateLink does not mind; logs, and anybody who ever routes between them, do. Default: deny.",
      ),
    services: z
      .record(key, serviceSchema)
      .default({})
      .describe("Services that this environment offers, by key. Default: none."),
  })
  .describe("An environment of AWS PrivateLink services and their consumers.");

/** An environment file as it was read, with its defaults filled in. */
export type EnvironmentSpec = z.output<typeof environmentSchema>;
export type ServiceSpec = z.output<typeof serviceSchema>;
export type BackendSpec = EnvironmentSpec["backend"];

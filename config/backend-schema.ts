import { z } from "zod";
import { parseArn, placeProblem } from "../modules/aws/arn";
import { bucketNameProblem } from "../modules/aws/bucket-name";
import { isRegion } from "../modules/aws/region";
import { acrossKeys, checked, type Mapping, type Report } from "./fields";
import { regionSchema } from "./shared-schema";

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
    bucket: checked(bucketNameProblem).describe("Bucket of the states. It must exist and should keep versions."),
    region: regionSchema.describe("Region of the bucket."),
    prefix: z
      .string()
      .regex(/^[\w!.*'()=+@,:-]+(\/[\w!.*'()=+@,:-]+)*$/, {
        error: "a key prefix without a slash at either end, such as privatelink",
      })
      // Of the 1,024 bytes that a key of S3 may have, the rest is for the names of the environment and the stack.
      .max(800)
      .default("privatelink")
      .describe(
        "What the keys of the states begin with: <prefix>/<environment>/<stack>.tfstate. Default: privatelink.",
      ),
    kmsKeyArn: checked(
      (text) =>
        KMS_KEY_ARN.test(text)
          ? undefined
          : "the ARN of a KMS key or alias, such as arn:aws:kms:<region>:<account>:key/<UUID>",
      (text) =>
        /:key\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
          ? "copy the key's ARN from KMS: Terraform's S3 backend refuses a UUID whose third group does not begin with " +
            "1 to 5, or whose fourth does not begin with 8, 9, a or b, as examples in documentation do"
          : undefined,
    )
      .optional()
      .describe("KMS key that encrypts the states. Default: the bucket's own encryption."),
  })
  .check(acrossKeys(keyRegionRule))
  .describe("State in an S3 bucket with a lock file and a key for each stack.");

/** S3 encrypts with keys of the bucket's region only (Amazon S3 User Guide, "Using server-side encryption"). */
function keyRegionRule({ region, kmsKeyArn }: Mapping, report: Report): void {
  const arn = typeof kmsKeyArn === "string" && KMS_KEY_ARN.test(kmsKeyArn) ? parseArn(kmsKeyArn) : undefined;
  if (arn === undefined || typeof region !== "string" || !isRegion(region)) return;
  const expected = placeProblem(arn, { region });
  if (expected !== undefined)
    report(
      ["kmsKeyArn"],
      `${expected}, as the bucket is`,
      `name a key in ${region}, or correct the bucket's \`region\``,
    );
}

/** Where Terraform keeps the states. */
export const backendSchema = z
  .discriminatedUnion("type", [localBackend, s3Backend])
  .describe("Where Terraform keeps the states.");

export type BackendSpec = z.output<typeof backendSchema>;

import { z } from "zod";
import { count, digest } from "./fields";

/** What the documents are about: see the page docs/delivery/certificates.md. */
export const BASES = ["configuration", "plan-with-changes", "plan-without-changes"] as const;

/** The VPC that a certificate is about. */
export const networkSchema = z.object({
  address: z.string().describe("Terraform's address of the VPC."),
  name: z.string().nullable().describe("Tag `Name`; null where it is not known."),
  id: z.string().nullable().describe("Id in AWS; null where no plan knows it."),
  account: z.string().nullable(),
  region: z.string().nullable(),
  ranges: z.array(z.string()).describe("Address ranges that are known, IPv4 first."),
  ranges_note: z.string().nullable().describe("Ranges that are known later, in words."),
  existing: z.boolean().describe("Whether the configuration only looks the VPC up, and another one made it."),
  environment: z.string().nullable(),
  consumer: z.string().nullable().describe("Key of the consumer; null where the stack is of none."),
  stack: z.string().nullable(),
  because: z.string().describe("Why it is judged as a consumer's, in words."),
});

const documentSchema = z.object({
  kind: z.enum(["stack", "plan"]),
  name: z.string().describe("Of the file, from the folder of stacks or plans: stacks/prod-consumer-web/cdk.tf.json."),
  sha256: digest.describe("Of the file that was judged."),
  result: z.enum(["PROVEN", "VIOLATED", "UNPROVEN"]),
});

const planSchema = z.object({
  status: z
    .enum(["given", "no-changes", "planned", "deferred", "failed", "skipped"])
    .describe("given: a plan as JSON, without an index of plans."),
  reason: z.string().nullable().describe("Why there is no plan of a stack that is deferred, failed or skipped."),
  made_at: z.string().nullable().describe("When the plans were made, in UTC; null without an index of plans."),
  commit: z.string().nullable().describe("Commit that was planned."),
  sha256: digest.nullable().describe("Of the binary plan that `terraform apply` takes; null where it is not known."),
  changes: z
    .object({ create: count, update: count, replace: count, destroy: count })
    .nullable()
    .describe("Resources of the whole stack that the plan changes; null without a plan."),
});

/** What a certificate rests on. */
export const basisSchema = z.object({
  kind: z.enum(BASES),
  documents: z.array(documentSchema).min(1),
  stack_digest: digest
    .nullable()
    .describe(
      "Digest of all that Terraform reads of the stack, as in order.json and plans.json; null without a stack.",
    ),
  plan: planSchema.nullable().describe("null where nobody gave plans."),
});

export type Network = z.output<typeof networkSchema>;
export type Basis = z.output<typeof basisSchema>;

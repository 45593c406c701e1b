import { z } from "zod";

/** What the policies say of one document, as the Rego gives it and reports show it: the names are the Rego's. */

const waiver = z.object({ reason: z.string(), owner: z.string(), expires: z.string() });

const step = z.object({
  step: z.string().describe("What this is on the way, such as subnet, route table, route, target or outside."),
  address: z.string().nullable().describe("Terraform's address, where it has one."),
  what: z.string().describe("What it is, in words."),
});

export const findingSchema = z.object({
  rule: z.string(),
  title: z.string(),
  severity: z.enum(["critical", "high", "medium", "low"]),
  outcome: z
    .enum(["violated", "unproven", "warning"])
    .describe("violated and unproven fail, unless there is a waiver; warning does not."),
  address: z.string().describe("Terraform's address, with indexes in a plan."),
  construct_path: z.string().nullable().describe("Path of the CDKTF construct, where the document has it."),
  vpcs: z.array(z.string()).describe("Addresses of the consumer VPCs concerned; empty where the rule is about none."),
  about: z
    .array(z.string())
    .describe(
      "Addresses of the consumer VPCs that it is in and opens no way out of: their results do not depend on it.",
    ),
  basis: z.string().describe("Why the resource is judged: role, resolved, unresolved, beside, plan or document."),
  message: z.string(),
  witness: z.array(step).describe("The path that is open, from the inside out; empty where none is meant."),
  cut: z.string().nullable().describe("The smallest edit that cuts the path."),
  settle: z.string().nullable().describe("What would settle an unproven finding."),
  remediation: z.string(),
  links: z.array(z.string()),
  waiver: waiver.nullable().describe("The waiver that lets it stay: it is shown and does not count."),
});

const vpcSchema = z.object({
  address: z.string(),
  construct_path: z.string().nullable(),
  result: z.enum(["PROVEN", "VIOLATED", "UNPROVEN"]),
  because: z.string().describe("Why it counts as a consumer's: role, mark, policy data or strict."),
  examined: z.record(z.string(), z.number()).describe("How many resources of each type stand in it."),
  endpoints: z.array(
    z.object({
      address: z.string(),
      kind: z.string().nullable().describe("null: its type is not known."),
      service: z.string().nullable(),
      allowed: z.boolean().nullable().describe("null: its type, region, service or policy is not known."),
      refused_by: z
        .enum([
          "allowed_appliance_services",
          "allowed_endpoint_types",
          "allowed_service_networks",
          "allowed_service_regions",
          "allowed_services",
          "require_resource_perimeter",
        ])
        .nullable()
        .describe("The key of the policy data that does not allow it; null where it is allowed."),
    }),
  ),
  assumptions: z.array(z.string()),
});

const count = z.int().min(0);

/** The policies give no verdict where the sums are not those of the document. */
const accountSchema = z.object({
  resources: z.object({ outside: count, harmless: count, ways_out: count, unproven: count }),
  ends: z.object({ inside: count, outside: count, nowhere: count, open: count }),
});

const indexes = z.array(z.int().min(0));

export const judgedSchema = z.object({
  verdict: z.enum(["clean", "violations"]),
  form: z.enum(["cdk.tf.json", "plan"]),
  role: z.string().nullable().describe("What a stack of this project says that it is for; null in others."),
  stack: z.string().nullable().describe("Name of the stack, where the document has it."),
  examined: z
    .object({
      resources: z.int().min(0),
      types: z.int().min(0),
      vpcs: z.int().min(0),
      rules: z.array(z.string()).min(1),
      account: accountSchema
        .nullable()
        .describe("How each resource, and each end of a reference, was judged; null without a consumer VPC."),
    })
    .describe("What was looked at, so that a pass is told from not having looked."),
  consumer_vpcs: z.array(vpcSchema),
  findings: z.array(findingSchema),
  relied_on: z
    .array(
      z.object({
        rule: z.string(),
        address: z.string(),
        message: z.string().describe("What the finding would have said."),
        because: z.string().describe("What AWS said instead."),
        status: indexes.describe("The statuses that show it, by their index."),
      }),
    )
    .describe("What would be a finding, if a report of `privatelink status` did not show that nobody is connected."),
  waivers: z
    .object({ used: indexes, unused: indexes, expired: indexes })
    .describe("Waivers by their index, as far as this document goes."),
  names: z
    .object({
      used: z
        .record(z.string(), indexes)
        .describe(
          "Entries by their index, by list, that match something here; `status`: reports of `privatelink status`.",
        ),
      seen: z.record(z.string(), z.array(z.string())).describe("Names that an entry without a match may have meant."),
      destroyed: z.array(z.string()).describe("Addresses of the consumer VPCs that the plan destroys."),
      taken_out: z
        .array(z.string())
        .describe("VPCs that the stack's role or their tag makes consumers', and that other_vpcs takes out."),
    })
    .describe("What the names in the policy data match in this document; only lists that have entries."),
});

export const unjudgeableSchema = z.object({
  verdict: z.literal("unjudgeable"),
  form: z.string(),
  why: z.array(z.string()).min(1),
});

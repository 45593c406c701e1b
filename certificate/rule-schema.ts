import { z } from "zod";
import { digest } from "./fields";

/** What became of a rule, for one network. */
export const OUTCOMES = ["passed", "loosened", "warning", "waived", "unproven", "violated", "not-examined"] as const;

/** Whether a control is answered: "supported" only if each of its rules passed by its defaults. */
export const STATUSES = ["supported", "not-supported"] as const;

/** A rule, and what became of it. */
export const ruleSchema = z.object({
  id: z.string(),
  title: z.string(),
  severity: z.string(),
  subject: z.enum(["consumer-vpc", "service", "plan"]),
  sha256: digest.nullable().describe("Digest of the rule's source: its version."),
  outcome: z
    .enum(OUTCOMES)
    .describe("loosened: it found nothing, and the policy data makes it accept more than by default."),
});

/** What the policy data makes rules accept. */
export const allowanceSchema = z.object({
  setting: z.string().describe("Key of the `config` of the policy data."),
  allows: z.array(z.string()).min(1).describe("Entries of the setting that make rules accept more than by default."),
  rules: z.array(z.string()).describe("Rules that it loosens."),
});

/** A finding about the VPC or its documents. */
export const findingSchema = z.object({
  rule: z.string(),
  title: z.string(),
  severity: z.string(),
  outcome: z.enum(["violated", "unproven", "warning"]),
  counts: z
    .enum(["way", "no-way", "stack"])
    .describe(
      "way: it leads into or out of this VPC; no-way: it is in this VPC and opens no way; " +
        "stack: it is about the stack or the plan as a whole.",
    ),
  address: z.string(),
  message: z.string(),
  path: z.array(z.string()).describe("The path that is open, from the inside out."),
  fix: z.string().describe("What to do."),
  waiver: z.object({ reason: z.string(), owner: z.string(), expires: z.string() }).nullable(),
  in: z.array(z.enum(["stack", "plan"])).describe("Documents that show it."),
});

const controlSchema = z.object({
  control: z.string(),
  title: z.string(),
  status: z.enum(STATUSES),
  because: z.string().nullable().describe("Why it is not supported; null where it is."),
  rules: z.array(z.object({ rule: z.string(), outcome: z.enum(OUTCOMES), reason: z.string() })),
});

/** The controls of a framework. */
export const frameworkSchema = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  controls: z.array(controlSchema),
});

export type CertifiedRule = z.output<typeof ruleSchema>;
export type Allowance = z.output<typeof allowanceSchema>;
export type CertifiedFinding = z.output<typeof findingSchema>;
export type CertifiedControls = z.output<typeof frameworkSchema>;

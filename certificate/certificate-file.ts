import { z } from "zod";
import { basisSchema, networkSchema } from "./basis-schema";
import { count, digest } from "./fields";
import { allowanceSchema, findingSchema, frameworkSchema, ruleSchema } from "./rule-schema";

/** What a certificate says of itself. */
export const CERTIFICATE_FORMAT = { format: "cdktf-privatelink/certificate", version: 1 } as const;

/** What can be said of a network, the best first. */
export const RESULTS = ["proven", "proven-with-exceptions", "unproven", "violated"] as const;

const headSchema = z
  .object({ commit: z.string(), dirty: z.boolean().describe("Whether there were changes that are not committed.") })
  .nullable()
  .describe("Commit that the stack was synthesized at; null where that is not known, or it is in no repository.");

/** What was found out about the isolation of one consumer VPC. */
export const certificateSchema = z.object({
  format: z.literal(CERTIFICATE_FORMAT.format),
  version: z.literal(CERTIFICATE_FORMAT.version).describe("Raised when a key is taken away or means something else."),
  id: digest.describe("SHA-256 of everything else in this file, as compact JSON."),
  result: z.enum(RESULTS),
  is_certificate: z
    .boolean()
    .describe(
      "false: this is a report of what stands against a certificate: the isolation is not proven, or a finding fails " +
        "the policies.",
    ),
  date: z.string().describe("The day (UTC) of the judgement."),
  head: headSchema,
  program: z.object({ name: z.string(), version: z.string() }),
  network: networkSchema,
  statement: z.object({
    heading: z.string(),
    result: z.string().describe("The result in a few words."),
    summary: z.array(z.string()).describe("What was found, in sentences."),
    holds_for: z.array(z.string()).describe("What the statement is about."),
    does_not_cover: z.array(z.string()),
  }),
  basis: basisSchema,
  policy: z.object({
    opa: z.string(),
    wasm: digest.describe("SHA-256 of the module that judged."),
    data: z.array(z.object({ file: z.string(), sha256: digest })).describe("Files of policy data."),
    settings: z.record(z.string(), z.unknown()).describe("What the policy data sets, other than the defaults."),
    status: z
      .array(z.object({ file: z.string(), sha256: digest, generated_at: z.string() }))
      .describe("Reports of `privatelink status` that the judgement relied on."),
  }),
  rules: z.array(ruleSchema),
  examined: z.record(z.string(), count).describe("How many resources of each type stand in the VPC."),
  assumptions: z.array(z.string()),
  endpoints: z.array(
    z.object({
      address: z.string(),
      kind: z.string().nullable(),
      service: z.string().nullable().describe("null where it is known only when a plan is made."),
      allowed: z.boolean().nullable(),
    }),
  ),
  waivers: z.array(
    z.object({ rule: z.string(), address: z.string(), reason: z.string(), owner: z.string(), expires: z.string() }),
  ),
  allowances: z
    .array(allowanceSchema)
    .describe("What the policy data makes rules accept for this VPC that they refuse or doubt by default."),
  findings: z.array(findingSchema),
  controls: z.array(frameworkSchema),
});

export type Certificate = z.output<typeof certificateSchema>;
export type Head = z.output<typeof headSchema>;

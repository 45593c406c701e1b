import { z } from "zod";
import { isDate } from "../../../support/date";
import { findingSchema, judgedSchema, unjudgeableSchema } from "../verdict-schema";

export type {
  JudgedDocument,
  Notice,
  Origin,
  Report,
  ReportedFinding,
  ReportedVpc,
  ReportedWaiver,
} from "../../report-types";

/** What a report says of itself. */
export const REPORT_FORMAT = { format: "cdktf-privatelink/policy-report", version: 1 } as const;

const count = z.int().min(0);

const originSchema = z
  .object({
    file: z.string().describe("File of the environment."),
    line: z.int().min(1).nullable().describe("From 1; null where the file is not there or cannot be read."),
    column: z.int().min(1).nullable().describe("From 1; null as the line."),
    key: z
      .string()
      .describe("The nearest key that is in the file, such as connections.orders; empty for the whole file."),
    status: z
      .enum(["found", "deleted", "unknown"])
      .describe("deleted: the file is no longer there; unknown: nor is the environment, below the folder given."),
  })
  .describe("Where in the files of an environment it comes from; null for what is of no environment.");

const reportedFinding = findingSchema.extend({
  origin: originSchema.nullable(),
  fingerprint: z.string().describe("The same in every report on the same thing, whatever else changes."),
});

const reportedVpc = judgedSchema.shape.consumer_vpcs.element.extend({
  origin: originSchema.nullable(),
  findings: z
    .object({
      waived: count.describe("Waived findings that would be a way out, or could be one."),
      no_way_out: count.describe("Findings that fail, are in this VPC, and open no way out of it."),
      warning: count,
      warning_critical: count,
      warning_high: count,
    })
    .describe("Findings about this VPC that its result does not depend on."),
});

const reportedVerdict = z.discriminatedUnion("verdict", [
  judgedSchema.extend({ consumer_vpcs: z.array(reportedVpc), findings: z.array(reportedFinding) }),
  unjudgeableSchema,
]);

const documentSchema = z.object({
  source: z.string().describe("The file; with line and column where it is not valid JSON."),
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .describe("SHA-256 of the file that was judged; absent where it could not be judged."),
  stack: z.string().nullable().describe("Name of the stack, where the document has it."),
  verdict: reportedVerdict,
});

const day = z.string().refine(isDate, "expected a day such as 2026-12-31");

const waiverSchema = z.object({
  rule: z.string(),
  address: z.string(),
  stack: z.string().nullable().describe("null: any."),
  reason: z.string(),
  owner: z.string(),
  expires: day.describe("Last day (UTC) on which it holds."),
  state: z
    .enum(["used", "unused", "expired", "unknown"])
    .describe(
      "unused and expired are errors; unknown: this run does not show it, because its stack was not judged, or something could not be judged.",
    ),
  file: z.string(),
  line: z.int().min(1),
});

const noticeSchema = z.object({
  kind: z
    .enum([
      "unused-name",
      "unused-status",
      "unknown-service",
      "relied-on",
      "nothing-examined",
      "not-judged",
      "data-not-read",
    ])
    .describe(
      "unused-name: of the policy data, matches nothing; unused-status: a status knows nothing that a plan is about; unknown-service: services that a status knows nothing of, so that they are judged without it; relied-on: what is no finding because a status shows that nobody is connected; nothing-examined: no consumer VPC where one was asked for; not-judged: files of a folder that were not judged; data-not-read: a file that looks like policy data and was not read.",
    ),
  fails: z.boolean().describe("Whether it makes the run fail."),
  message: z.string(),
  file: z.string().nullable().describe("File of policy data that it is about."),
  line: z.int().min(1).nullable(),
});

export const reportSchema = z.object({
  format: z.literal(REPORT_FORMAT.format),
  version: z.literal(REPORT_FORMAT.version).describe("Raised when a key is taken away or means something else."),
  verdict: z
    .enum(["clean", "violations", "unjudgeable"])
    .describe(
      "unjudgeable if any document is or nothing was examined, else violations if any has some or a waiver or a name of the policy data is an error.",
    ),
  exit_code: z.int().min(0).max(2).describe("0 clean, 1 violations, 2 unjudgeable."),
  problem: z.string().nullable().describe("Why nothing was judged at all; null where something was."),
  policy: z.object({
    opa: z.string().describe("Version of OPA that built the policies."),
    wasm: z.string().describe("SHA-256 of the policies' WebAssembly module."),
  }),
  data: z.object({
    files: z.array(z.string()).describe("Files of policy data."),
    digests: z
      .record(z.string(), z.string().regex(/^[0-9a-f]{64}$/))
      .optional()
      .describe(
        "SHA-256 of each file of policy data, by its name in `files`; empty where nothing was judged at all, and not " +
          "there in reports of older versions.",
      ),
    now: day.describe("The day (UTC) by which waivers expire."),
    status: z
      .array(
        z.object({
          file: z.string(),
          generated_at: z.string().describe("When it was made, in UTC."),
          source: z.enum(["aws", "files"]).describe("aws: AWS was asked; files: states and plans were read."),
        }),
      )
      .describe("Reports of `privatelink status` that say who is connected."),
  }),
  counts: z.object({
    documents: count,
    clean: count,
    violations: count,
    unjudgeable: count,
    consumer_vpcs: z
      .object({ proven: count, violated: count, unproven: count })
      .describe("A VPC that was judged as stack and as plan counts once, by its worst result."),
    findings: z.object({
      violated: count,
      unproven: count,
      warning: count,
      warning_critical: count.describe("How many of the warnings have the severity critical."),
      warning_high: count.describe("How many of the warnings have the severity high."),
      waived: count,
    }),
  }),
  waivers: z.array(waiverSchema),
  notices: z.array(noticeSchema).describe("What is to be said of the run as a whole."),
  documents: z.array(documentSchema),
});

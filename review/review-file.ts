import { z } from "zod";
import { changedSchema } from "../pipeline/changed-file";
import { plansSchema } from "../pipeline/plans-file";
import { findingSchema } from "../policies/checker/verdict-schema";

/** What a review says of itself. */
export const REVIEW_FORMAT = { format: "cdktf-privatelink/review", version: 1 } as const;

const count = z.int().min(0);

/** What a review says of a change as a whole, the worst first. */
export const REVIEW_VERDICTS = [
  "not-judged",
  "violations",
  "failed",
  "may-be-merged",
  "may-be-applied",
  "no-changes",
] as const;

const disturbed = z.object({
  stack: z.string(),
  environment: z.string(),
  address: z.string().describe("Terraform's address."),
  type: z.string(),
  action: z
    .enum(["destroy", "replace", "forget"])
    .describe("forget: Terraform no longer knows it, and it stays in AWS."),
  forced_by: z.array(z.string()).describe("Arguments that force the replacement, or why; without values."),
});

const changedResource = z.object({
  stack: z.string(),
  environment: z.string(),
  address: z.string().describe("Terraform's address."),
  type: z.string(),
  action: z.enum(["create", "update", "import"]).describe("import: it is taken into the state as it is."),
  arguments: z
    .array(z.string())
    .describe("Names of the arguments that an update changes, or may change; without values."),
  sensitive: z
    .array(z.string())
    .describe("Names of sensitive arguments of an update: plans do not say whether they differ."),
});

/** What happens to customers, the worst first. */
export const EFFECTS = ["loses", "interrupted", "barred", "connects", "requested", "allowed"] as const;

const affected = z.object({
  effect: z
    .enum(EFFECTS)
    .describe(
      "loses: the connection ends; interrupted: it breaks for a time; barred: no new connection; " +
        "connects: the endpoint is accepted; requested: the endpoint is made, and the service decides whether and when " +
        "it is connected; allowed: connections may be asked for.",
    ),
  environment: z.string(),
  service: z.string().nullable().describe("Key of the service; null where only the connection is known."),
  connection: z.string().nullable().describe("Name of the connection, where all the customers call it so."),
  cause: z.string().describe("What does it, in words."),
  customers: z.array(z.string()).min(1).describe("Names, or accounts and endpoints without a record; sorted."),
});

const costLine = z.object({
  item: z.string(),
  region: z.string(),
  added: z.number().nullable().describe("How many are added; null where it is known only when they are there."),
  removed: z.number().nullable(),
  hourly: z.number().nullable().describe("Price an hour; null: not in the price table."),
  monthly: z.number().nullable().describe("What the change adds to a month; negative where it saves."),
});

const finding = findingSchema
  .pick({
    ...{ rule: true, title: true, severity: true, outcome: true, address: true, message: true },
    ...{ witness: true, cut: true, settle: true, remediation: true, waiver: true, links: true },
  })
  .extend({
    fails: z.boolean(),
    in_change: z.boolean().describe("Whether it is in a stack that changes, or in a document of no known stack."),
    found_in: z
      .array(
        z.object({
          stack: z.string().describe("Name of the stack; the file where a document is of none."),
          place: z.string().nullable().describe("File, line and column in the environments, where they are known."),
        }),
      )
      .min(1),
  });

const setting = z.object({
  name: z.string().describe("Its key in the policy data."),
  entries: z.array(z.string()).describe("What is listed there, or its one value."),
});

const vpc = z.object({
  stack: z.string(),
  address: z.string(),
  result: z.enum(["VIOLATED", "UNPROVEN", "PROVEN"]),
  waived: count.describe("Waived findings that would be a way out, or could be one."),
  judged_from: z
    .enum(["plan", "configuration"])
    .describe("plan: it was judged as it will be; configuration: only as it is declared, because no plan has it."),
  endpoints: count,
  place: z.string().nullable(),
});

/** What there is to say of a change before it is merged or applied. */
export const reviewSchema = z.object({
  format: z.literal(REVIEW_FORMAT.format),
  version: z.literal(REVIEW_FORMAT.version),
  verdict: z
    .enum(REVIEW_VERDICTS)
    .describe(
      "may-be-applied: the plans are of what is merged. They are a later round of a deployment, or are compared with " +
        "what is deployed.",
    ),
  exit_code: z.int().min(0).max(2),
  problems: z.array(z.string()).describe("What was not judged, or does not belong together; empty otherwise."),
  scope: z
    .enum(["all", "planned"])
    .describe(
      "all: each stack that changes has a plan, as `privatelink changed` or the order of deployment says; " +
        "planned: stacks were named, and nothing says whether others change.",
    ),
  commit: plansSchema.shape.commit,
  head: plansSchema.shape.commit.describe(
    "Commit of the pull request, where CI named it: `commit` may be its merge with the base.",
  ),
  dirty: z.boolean(),
  base: changedSchema.shape.base.nullable().describe("What the change is compared with; null without a comparison."),
  unchanged: count.nullable().describe("Stacks that the change does not touch; null without a comparison."),
  actions: plansSchema.shape.stacks.element.shape.counts.unwrap().describe("Sum of all stacks."),
  stacks: z.array(
    plansSchema.shape.stacks.element.omit({
      folder: true,
      plan_digest: true,
      json_digest: true,
      state: true,
      destroys: true,
    }),
  ),
  disturbed: z.array(disturbed).describe("Resources that are destroyed, replaced or forgotten."),
  changes: z
    .array(changedResource)
    .describe("Resources that are created, changed or imported; in each stack the most important first."),
  findings: z.array(finding).describe("Each once: those that fail first, then by severity."),
  policies: z
    .array(z.object({ fails: z.boolean(), text: z.string() }))
    .describe("What else the policies say of the run: waivers, policy data and statuses."),
  settings: z.array(setting).describe("Settings of the policy data that are not the default."),
  changed_data: z
    .array(z.string())
    .describe("Files of policy data that differ from the commit that the change is compared with."),
  vpcs: z.array(vpc).describe("Consumer VPCs, each once: violated and unproven ones first."),
  customers: z.array(affected).describe("Who is affected, the worst first."),
  unknown_customers: z.array(z.string()).describe("Why customers may be affected who are not named; empty otherwise."),
  costs: z.object({
    currency: z.string(),
    hours: z.number().describe("Hours of a month."),
    monthly: z.number().describe("Sum of what is priced."),
    lines: z.array(costLine),
    sources: z.array(z.string()).describe("Where the prices that were used come from, with their dates."),
    from_configuration: z
      .array(z.string())
      .describe("Stacks without a plan yet that are gone or new, and are priced as their configuration declares them."),
    without_plan: z
      .array(z.string())
      .describe("Stacks whose costs are not in it: they have no plan yet, and their configuration does not say it."),
    incomplete: z.boolean().describe("Whether something is not priced, or costs of stacks are not in it."),
  }),
  picture: z.string().nullable().describe("Mermaid; null where it was not wanted, or there is nothing to draw."),
  plans: z.array(
    z.object({
      folder: z.string(),
      digest: z.string().describe("SHA-256 of its plans.json."),
      apply: z.string().nullable().describe("Command that applies exactly these plans; null where it was not wanted."),
    }),
  ),
});

export type Review = z.output<typeof reviewSchema>;
export type ReviewedStack = Review["stacks"][number];
export type Disturbed = Review["disturbed"][number];
export type ChangedResource = Review["changes"][number];
export type ReviewFinding = Review["findings"][number];
export type PolicySetting = Review["settings"][number];
export type Affected = Review["customers"][number];
export type Effect = (typeof EFFECTS)[number];
export type CostLine = Review["costs"]["lines"][number];

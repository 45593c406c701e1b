import { z } from "zod";
import { CHANGES } from "./changed-file";
import { engineSchema, versionsSchema } from "./order-file";

/** What an index of plans says of itself. */
export const PLANS_FORMAT = { format: "cdktf-privatelink/plans", version: 1 } as const;

/** Name of the index within a folder of plans. */
export const PLANS_FILE = "plans.json";

/** Files within `<folder>/<stack>/`. */
export const PLAN_FILES = {
  /** The plan that `terraform apply` takes. */
  binary: "plan.tfplan",
  /** What `terraform show -json` prints of it, without sensitive values. */
  json: "plan.json",
  /** What Terraform said. */
  log: "plan.log",
  /** Versions and checksums of the providers that the plan was made with: Terraform applies it with no others. */
  lock: "providers.lock.hcl",
} as const;

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);

/** What became of the plan of a stack. */
export const PLAN_RESULTS = ["planned", "no-changes", "deferred", "failed", "skipped"] as const;

const plannedStack = z.object({
  name: z.string(),
  environment: z.string(),
  kind: z.string(),
  folder: z.string().describe("Of the stack, from the output folder of the synthesis."),
  account: z.string(),
  region: z.string(),
  engine: engineSchema,
  dependencies: z.array(z.string()),
  wave: count,
  change: z.enum(CHANGES).nullable().describe("What `privatelink changed` said; null where everything was planned."),
  mode: z.enum(["apply", "destroy"]),
  result: z
    .enum(PLAN_RESULTS)
    .describe(
      "planned: there is something to do; deferred: it waits for a stack that this deployment changes first, or for something that is not there yet, and is planned again then; failed: Terraform failed; skipped: nothing that it reads changes, so that it was not planned.",
    ),
  reason: z.string().nullable().describe("Why it is deferred, failed or skipped, in one line; null of others."),
  waits_for: z.array(z.string()).describe("Stacks that a deferred one is planned again after; empty of others."),
  stack_digest: digest.describe("Digest of the stack's bytes that the plan was made of."),
  plan_digest: digest.nullable().describe("SHA-256 of plan.tfplan; null where none is kept."),
  json_digest: digest.nullable().describe("SHA-256 of plan.json; null where there is none."),
  lock_digest: digest
    .nullable()
    .optional()
    .describe("SHA-256 of providers.lock.hcl; null, or not there, where none is kept."),
  state: z
    .object({ lineage: z.string(), serial: count })
    .nullable()
    .describe("The state that the plan was made of; null where there was none, or the stack was not planned."),
  counts: z
    .object({ create: count, update: count, replace: count, destroy: count, forget: count, import: count })
    .nullable()
    .describe("Resources by what is done with them; null without a plan. Of a deferred stack: as far as it is known."),
  destroys: z
    .array(z.object({ address: z.string(), type: z.string() }))
    .optional()
    .describe("Only of a deferred stack that is to be destroyed: its resources, as they are now."),
});

/** Index of a folder of plans. */
export const plansSchema = z.object({
  format: z.literal(PLANS_FORMAT.format),
  version: z.literal(PLANS_FORMAT.version),
  generated_at: z.string().describe("When it was made, in UTC."),
  commit: z
    .string()
    .regex(/^[0-9a-f]{40,64}$/)
    .nullable()
    .describe("Commit that was planned; null without a git repository."),
  dirty: z.boolean().describe("Whether there were changes that are not committed."),
  ...versionsSchema,
  environments: z
    .record(
      z.string(),
      z.object({
        deferred: z
          .enum(["auto", "approve"])
          .describe("What becomes of plans that are made during the deployment: `delivery.deferred`."),
        deployed: digest
          .optional()
          .describe("Of plans that `privatelink apply --deployed` wrote: digest of the manifest's entries of it."),
      }),
    )
    .optional()
    .describe("Environments of the stacks, by name. One that is missing has its plans approved."),
  settled: z
    .array(z.string())
    .optional()
    .describe(
      "Only of plans that `privatelink apply` wrote: stacks of the plans before that are not left to apply here, because they were applied, had nothing to change, or were not selected.",
    ),
  stacks: z.array(plannedStack).describe("In the order of deployment; those to destroy last, in their order."),
});

export type PlansFile = z.output<typeof plansSchema>;
/** What an index says of the environments of its stacks. */
export type PlannedEnvironments = NonNullable<PlansFile["environments"]>;
export type PlannedStack = z.output<typeof plannedStack>;

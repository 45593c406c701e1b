import { z } from "zod";
import { versionsSchema } from "./order-file";

/** What a report of drift says of itself. */
export const DRIFT_FORMAT = { format: "cdktf-privatelink/drift", version: 1 } as const;

const value = z
  .json()
  .describe("The value; absent where it is hidden, not set, or only known once it is applied.")
  .optional();

const attribute = z.object({
  name: z.string().describe("Of the argument; with a key where it is a map: tags.Owner."),
  hidden: z
    .enum(["sensitive", "long", "not-asked"])
    .nullable()
    .describe("Why no values are shown: not-asked: `--values` was not given. Null where they are."),
  recorded: value.describe("As Terraform recorded it last."),
  found: value.describe("As it is in AWS."),
  declared: value.describe("As the stack declares it."),
  undeclared: z
    .literal(true)
    .describe("Nothing declares it, and Terraform keeps what is found. Absent where Terraform would change it.")
    .optional(),
});

const resource = z.object({
  address: z.string(),
  type: z.string(),
  cause: z
    .enum(["changed-outside", "not-as-applied", "not-applied"])
    .describe(
      "changed-outside: it is not as Terraform left it; not-as-applied: it differs from what was applied, for another " +
        "reason; not-applied: the stack declares it otherwise, and the stack was not applied since, or nobody knows.",
    ),
  action: z
    .enum(["create", "update", "replace", "destroy", "forget", "none"])
    .describe("What Terraform would do, so that it is as declared; none: nothing declares what was changed."),
  attributes: z
    .array(attribute)
    .describe("Sorted by name. Empty where the resource as a whole is created or destroyed."),
});

/** How a stack compares with what is declared. */
export const DRIFT_RESULTS = [
  "as-declared",
  "changed-outside",
  "not-as-applied",
  "not-applied",
  "not-deployed",
  "failed",
] as const;

const stack = z.object({
  name: z.string(),
  environment: z.string(),
  kind: z.string(),
  account: z.string(),
  region: z.string(),
  result: z
    .enum(DRIFT_RESULTS)
    .describe(
      "changed-outside: something was changed behind Terraform's back, and is not as declared; not-as-applied: what " +
        "is declared was applied, and Terraform would change something again; not-applied: the stack declares what " +
        "is not applied yet; not-deployed: it was never applied; failed: it could not be planned.",
    ),
  reason: z.string().nullable().describe("Why it has this result, in one line; null where the plan says so."),
  resources: z.array(resource).describe("In the order of Terraform's plan."),
  outputs: z.array(z.string()).describe("Names of the outputs that would change, sorted."),
});

const connection = z.object({
  environment: z.string(),
  service: z.string(),
  kind: z.string().describe("Kind of the difference, as `privatelink status` names it."),
  customer: z.string().nullable(),
  connection: z.string().nullable(),
  endpoint_id: z.string().nullable(),
  account: z.string().nullable(),
  says: z.string(),
});

const finding = z.object({
  stack: z.string(),
  rule: z.string(),
  title: z.string(),
  severity: z.enum(["critical", "high", "medium", "low"]),
  outcome: z.enum(["violated", "unproven", "warning"]),
  address: z.string(),
  message: z.string(),
  place: z.string().nullable().describe("File, line and key that it comes from; null where nothing says them."),
  remediation: z.string(),
});

const gone = z.object({
  name: z.string(),
  commit: z.string().nullable().describe("Commit that it was applied from; null where it is not known."),
});

const count = z.int().min(0);

/** Stacks and connections that differ from what is declared: what `privatelink drift --format json` prints. */
export const driftSchema = z.object({
  format: z.literal(DRIFT_FORMAT.format),
  version: z.literal(DRIFT_FORMAT.version),
  generated_at: z.string().describe("When it was looked at, in UTC."),
  commit: z.string().nullable().describe("Commit of the declaration; null without a git repository."),
  dirty: z.boolean().describe("Whether there were changes that are not committed."),
  ...versionsSchema,
  status: z
    .array(z.object({ file: z.string(), generated_at: z.string() }))
    .describe("Reports of `privatelink status` that the connections are of. Empty: nobody asked who is connected."),
  deployed: z
    .string()
    .nullable()
    .describe("Manifest of what is deployed. Null: nobody knows what was applied, and which stacks are gone."),
  stacks: z.array(stack).describe("Those that are declared, in the order of deployment."),
  gone: z.array(gone).describe("Stacks that are deployed, and no longer declared, sorted by name."),
  left_over: z
    .array(z.string())
    .describe(
      "Only without a manifest: stacks in removed/ that are no longer declared and may still be deployed, sorted.",
    ),
  not_synthesized: z
    .array(z.string())
    .describe("Stacks that are deployed, and that the synthesis left out: nobody looked at them. Sorted."),
  findings: z
    .array(finding)
    .describe("What fails the policies of what is deployed as it is now, in the order of the stacks."),
  not_judged: z
    .array(z.object({ stack: z.string(), why: z.string() }))
    .describe("Stacks that are deployed, and whose plan the policies could not judge."),
  connections: z.array(connection).describe("Connections that differ, in the order of the reports."),
  unknown_services: z
    .array(z.string())
    .describe("Services of whose connections nothing is known, as ENVIRONMENT/SERVICE."),
  counts: z.object({
    as_declared: count,
    changed_outside: count,
    not_as_applied: count,
    not_applied: count,
    not_deployed: count,
    gone: count,
    failed: count,
    findings: count,
    not_judged: count,
    connections: count,
  }),
  exit_code: z
    .union([z.literal(0), z.literal(1), z.literal(2)])
    .describe(
      "0: nothing drifted; 1: a stack is changed-outside or not-as-applied, what is deployed fails the policies, or " +
        "a connection differs; with --strict, also where something is not-applied, not-deployed or gone; 2: a stack " +
        "could not be planned or judged, or a service not asked.",
    ),
});

export type DriftFile = z.output<typeof driftSchema>;
export type DriftedStack = DriftFile["stacks"][number];
export type DriftedResource = DriftedStack["resources"][number];
export type DriftedAttribute = DriftedResource["attributes"][number];
export type DriftedFinding = DriftFile["findings"][number];
export type DriftedConnection = DriftFile["connections"][number];

import { z } from "zod";

/** What the order of deployment says of itself. */
export const ORDER_FORMAT = { format: "cdktf-privatelink/order", version: 1 } as const;

/** Name of the file within an output folder. */
export const ORDER_FILE = "order.json";

/** Engine of a stack: only OpenTofu is told. */
export const engineSchema = z
  .literal("tofu")
  .optional()
  .describe("tofu: OpenTofu plans and applies it, as its environment says. Not there: Terraform does.");

/** Versions of the programs of a run. */
export const versionsSchema = {
  terraform: z.string().optional().describe("Version of Terraform; not there where it was not needed."),
  tofu: z.string().optional().describe("Version of OpenTofu; not there where it was not needed."),
};

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** A stack in the order of deployment. */
const orderedStack = z.object({
  name: z.string(),
  environment: z.string(),
  kind: z.enum(["account", "service", "domain", "resource", "appliance", "consumer", "acceptance", "profile", "dns"]),
  folder: z.string().describe("From the output folder, such as stacks/dev-service-orders."),
  account: z.string().describe("Account of its main provider."),
  region: z.string(),
  engine: engineSchema,
  dependencies: z.array(z.string()).describe("Names of the stacks that are deployed before it, sorted."),
  wave: z.int().min(0).describe("From 0: one more than the highest wave of its dependencies."),
  digest: digest.describe("SHA-256 of what Terraform reads of it: cdk.tf.json or cdk.tf, and its assets."),
});

/** The commit that stacks were synthesized at. */
export const headSchema = z
  .object({
    commit: z.string().regex(/^[0-9a-f]{40,64}$/),
    dirty: z.boolean().describe("Whether there were changes that are not committed."),
  })
  .nullable();

/** Order in which stacks are deployed: written by each synthesis beside the manifest. */
export const orderSchema = z.object({
  format: z.literal(ORDER_FORMAT.format),
  version: z.literal(ORDER_FORMAT.version),
  head: headSchema
    .optional()
    .describe(
      "What the repository of the environments was at before they were read; null where there is no git repository. " +
        "All stacks of the file are as they are declared there, whether this run built them or they did not change.",
    ),
  environments: z
    .record(
      z.string(),
      z.object({
        deferred: z
          .enum(["auto", "approve"])
          .describe("What becomes of plans that can only be made during the deployment: `delivery.deferred`."),
      }),
    )
    .describe("By name."),
  waves: z.array(z.array(z.string())).describe("Names of stacks: those of a wave can be deployed side by side."),
  stacks: z.array(orderedStack).describe("In the order of the waves, and by name within one."),
});

export type OrderFile = z.output<typeof orderSchema>;
export type OrderedStack = z.output<typeof orderedStack>;

import { z } from "zod";
import { role } from "./shared-schema";

/** How an environment is planned and applied by CI. */
export const deliverySchema = z
  .strictObject({
    deferred: z
      .enum(["approve", "auto"])
      .default("approve")
      .describe(
        "What becomes of a stack that can only be planned once others are applied. approve: `privatelink apply` plans it and stops, so that its plan is reviewed as the first ones were. auto: it is applied if the policies pass and the plan neither destroys nor replaces anything; else as approve. Default: approve.",
      ),
    planRole: role
      .optional()
      .describe(
        "Name of a role of each account that can only read, which plans are made with instead of the `role` that deploys. Default: plans are made with the role that deploys.",
      ),
  })
  .describe("How CI plans and applies this environment.");

/** How an environment is planned and applied, as its file gives it. */
export type DeliverySpec = z.output<typeof deliverySchema>;

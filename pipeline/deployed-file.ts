import { z } from "zod";

/** What a manifest of what is deployed says of itself. */
export const DEPLOYED_FORMAT = { format: "cdktf-privatelink/deployed", version: 1 } as const;

/** What was applied last, by stack: written by `privatelink apply`, read by `privatelink changed --deployed`. */
export const deployedSchema = z.object({
  format: z.literal(DEPLOYED_FORMAT.format),
  version: z.literal(DEPLOYED_FORMAT.version),
  stacks: z
    .record(
      z.string(),
      z.object({
        digest: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .describe("Digest of the stack's bytes that were applied."),
        commit: z
          .string()
          .regex(/^[0-9a-f]{40,64}$/)
          .nullable()
          .describe("Commit that they were built from; null where it is not known."),
      }),
    )
    .describe("By name. A stack that was destroyed is not in it."),
});

export type DeployedFile = z.output<typeof deployedSchema>;

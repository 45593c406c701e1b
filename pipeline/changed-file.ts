import { z } from "zod";
import { engineSchema, headSchema } from "./order-file";

/** What a comparison says of itself. */
export const CHANGED_FORMAT = { format: "cdktf-privatelink/changed", version: 1 } as const;

/** Name of the file within an output folder. */
export const CHANGED_FILE = "changed.json";

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** How a stack differs from what it is compared with. */
export const CHANGES = ["changed", "new", "gone", "affected"] as const;

const changedStack = z.object({
  name: z.string(),
  environment: z.string(),
  kind: z.string(),
  change: z
    .enum(CHANGES)
    .describe(
      "changed: other bytes; new: not there before; gone: no longer declared, so that it is to be destroyed; affected: the same bytes, but it reads the state of one that is changed, new or gone.",
    ),
  folder: z.string().describe("From the output folder: stacks/NAME, or removed/NAME of one that is gone."),
  account: z.string(),
  region: z.string(),
  engine: engineSchema,
  dependencies: z.array(z.string()).describe("All stacks that it is deployed after, changed or not; sorted."),
  wave: z
    .int()
    .min(0)
    .describe("Wave of its deployment. One that is gone is destroyed in the reverse order, after all else."),
  before: digest.nullable().describe("Digest of its bytes before; null of a new one."),
  after: digest.nullable().describe("Digest of its bytes now; null of one that is gone."),
});

const commit = z.string().regex(/^[0-9a-f]{40,64}$/);

/** Stacks that differ from an earlier commit, or from what was deployed last. */
export const changedSchema = z.object({
  format: z.literal(CHANGED_FORMAT.format),
  version: z.literal(CHANGED_FORMAT.version),
  base: z
    .discriminatedUnion("from", [
      z.object({ from: z.literal("commit"), ref: z.string(), commit }),
      z.object({ from: z.literal("deployed"), file: z.string() }),
    ])
    .describe("What the stacks are compared with."),
  head: headSchema.describe("What was synthesized; null where there is no git repository."),
  unchanged: z.int().min(0).describe("How many stacks are neither changed nor affected."),
  waves: z.array(z.array(z.string())).describe("Names of the stacks that are there, in the order of deployment."),
  destroy: z.array(z.array(z.string())).describe("Names of the stacks that are gone, in the order to destroy them."),
  stacks: z.array(changedStack).describe("In the order of `waves`, then of `destroy`."),
});

export type ChangedFile = z.output<typeof changedSchema>;
export type ChangedStack = z.output<typeof changedStack>;

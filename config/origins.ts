import { z } from "zod";

/** What the file says of itself. */
export const ORIGINS_FORMAT = { format: "cdktf-privatelink/origins", version: 1 } as const;

const path = z.array(z.string());

/** Where a stack comes from, as the file beside it says. */
export const originsSchema = z.object({
  format: z.literal(ORIGINS_FORMAT.format),
  version: z.literal(ORIGINS_FORMAT.version),
  /** File of the environment, from the folder of the environments: `prod/consumers/web.yaml`. */
  file: z.string(),
  /** Keys in it that the whole stack comes from; empty for all of the file. */
  path,
});

/** See {@link originsSchema}. */
export interface Origins {
  readonly format: typeof ORIGINS_FORMAT.format;
  readonly version: typeof ORIGINS_FORMAT.version;
  readonly file: string;
  readonly path: readonly string[];
}

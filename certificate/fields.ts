import { z } from "zod";

/** SHA-256 in lower case. */
export const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** How many there are. */
export const count = z.int().min(0);

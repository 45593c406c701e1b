import { renderSchema } from "../config/json-schema";
import { reviewSchema } from "./review-file";

/** JSON Schema of what `privatelink review --format json` writes, by the name of the file that it is written to. */
export function reviewSchemas(): Readonly<Record<string, string>> {
  return { "review.schema.json": renderSchema(reviewSchema, "Review of a change", "output") };
}

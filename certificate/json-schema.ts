import { renderSchema } from "../config/json-schema";
import { certificateSchema } from "./certificate-file";
import { indexSchema } from "./index-file";

/** JSON Schemas of what `privatelink certificate` writes, by the name of the file that each is written to. */
export function certificateSchemas(): Readonly<Record<string, string>> {
  return {
    "certificate.schema.json": renderSchema(certificateSchema, "Certificate", "output"),
    "certificate-index.schema.json": renderSchema(indexSchema, "Index of certificates", "output"),
  };
}

import { renderSchema } from "../../config/json-schema";
import { policyDataSchema } from "./policy-data-schema";
import { reportSchema } from "./report/report-schema";

/** JSON Schemas of what the policies are told and of what they report, by the name of the file that each is written to. */
export function policySchemas(): Readonly<Record<string, string>> {
  return {
    "policy-data.schema.json": renderSchema(policyDataSchema, "Policy data"),
    "policy-report.schema.json": renderSchema(reportSchema, "Policy report", "output"),
  };
}

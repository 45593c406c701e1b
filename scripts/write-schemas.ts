import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { certificateSchemas } from "../certificate/json-schema";
import { jsonSchemas } from "../config/json-schema";
import { pipelineSchemas } from "../pipeline/json-schema";
import { policySchemas } from "../policies/checker/json-schema";
import { reviewSchemas } from "../review/json-schema";
import { PROJECT_ROOT } from "../support/project-root";
import "./write-customer-table";

// Writes the JSON Schemas of environment files, service cards, policy data, policy reports, certificates, reviews, and
// what the commands of the delivery hand to each other: `npm run schemas`, after a change to a schema under
// certificate/, config/, modules/card/, pipeline/, policies/checker/ or review/. It also writes the page of
// ledger/decide.ts.
const folder = join(PROJECT_ROOT, "schemas");
mkdirSync(folder, { recursive: true });
const schemas = {
  ...jsonSchemas(),
  ...policySchemas(),
  ...pipelineSchemas(),
  ...certificateSchemas(),
  ...reviewSchemas(),
};
for (const [name, text] of Object.entries(schemas)) {
  writeFileSync(join(folder, name), text);
  process.stdout.write(`schemas/${name}\n`);
}

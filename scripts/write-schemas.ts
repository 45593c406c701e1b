import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { certificateSchemas } from "../certificate/json-schema";
import { jsonSchemas } from "../config/json-schema";
import { pipelineSchemas } from "../pipeline/json-schema";
import { policySchemas } from "../policies/checker/json-schema";
import { reviewSchemas } from "../review/json-schema";
import { PACKAGE_ROOT } from "../support/package-root";
import { KEYS_PAGE, renderKeysPage } from "./reference/page";
import "./write-customer-table";

// Writes the JSON Schemas of environment files, service cards, policy data, policy reports, certificates, reviews, and
// what the commands of the delivery hand to each other: `npm run schemas`, after a change to a schema under
// certificate/, config/, modules/card/, pipeline/, policies/checker/ or review/. It also writes the page of
// ledger/decide.ts, and the page with the keys of all files.
const folder = join(PACKAGE_ROOT, "schemas");
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
mkdirSync(join(PACKAGE_ROOT, dirname(KEYS_PAGE)), { recursive: true });
writeFileSync(join(PACKAGE_ROOT, KEYS_PAGE), renderKeysPage());
process.stdout.write(`${KEYS_PAGE}\n`);

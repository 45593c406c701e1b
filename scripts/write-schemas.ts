import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { jsonSchemas } from "../config/json-schema";
import { policySchemas } from "../policies/checker/json-schema";
import { PROJECT_ROOT } from "../support/project-root";
import "./write-customer-table";

// Writes the JSON Schemas of environment files, service cards, policy data and policy reports: `npm run schemas`, after
// a change to a schema under config/, modules/card/ or policies/checker/. It also writes the page of ledger/decide.ts.
const folder = join(PROJECT_ROOT, "schemas");
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries({ ...jsonSchemas(), ...policySchemas() })) {
  writeFileSync(join(folder, name), text);
  process.stdout.write(`schemas/${name}\n`);
}

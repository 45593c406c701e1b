import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { jsonSchemas } from "../config/json-schema";
import { PROJECT_ROOT } from "../support/project-root";

// Writes the JSON Schemas of environment files and service cards: `npm run schemas`, after a change to a schema under config/ or modules/card/.
const folder = join(PROJECT_ROOT, "schemas");
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(jsonSchemas())) {
  writeFileSync(join(folder, name), text);
  process.stdout.write(`schemas/${name}\n`);
}

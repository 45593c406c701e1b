import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type RecordedActions, recordedIn } from "../bootstrap/recorded-actions";
import { PACKAGE_ROOT } from "../support/package-root";
import { readJson } from "../support/read-json";

// Keeps what the AWS provider called while stacks were deployed: `npm run bootstrap:record -- DIR...`, with folders
// that hold a folder for each set of environments with its actions.log. Sets that are not in them stay as they are.
const FILE = join("bootstrap", "recorded-actions.json");
const path = join(PACKAGE_ROOT, FILE);
const before = (readJson(path) ?? {}) as RecordedActions;
const all: RecordedActions = Object.assign({}, before, ...process.argv.slice(2).map((folder) => recordedIn(folder)));
const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(path, `${JSON.stringify(sorted, undefined, 2)}\n`);
process.stdout.write(`${FILE}: ${Object.keys(sorted).join(", ")}\n`);

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT_ROOT } from "../support/project-root";
import { generateEnvironment } from "./generate-environment";
import { measure, row } from "./measure";

// Measures whole processes: `npm run bench [-- CONSUMERS]`. See README.md beside this file for figures.
const consumers = Number(process.argv[2] ?? 1000);
const scratch = mkdtempSync(join(tmpdir(), "privatelink-bench-"));
try {
  const generated = join(scratch, "environments");
  generateEnvironment(generated, consumers);
  const out = ["--out", join(scratch, "out", "cdktf.out")];
  const large = ["--environments", generated, ...out];
  const cases: [string, string[], number][] = [
    ["type check and compile", ["npm", "run", "--silent", "build"], 5],
    ["synthesis, shipped environments", ["node", "dist/cli/main.js", "synth", ...out], 5],
    ["`npm start`, shipped environments", ["npm", "start", "--silent", "--", ...out], 5],
    [`synthesis, ${consumers} consumers`, ["node", "dist/cli/main.js", "synth", ...large], 3],
    [`\`npm start\`, ${consumers} consumers`, ["npm", "start", "--silent", "--", ...large], 3],
  ];
  process.stdout.write("| command | seconds: median (range) | peak memory of a process |\n| --- | --- | --- |\n");
  for (const [name, command, times] of cases)
    process.stdout.write(`${row(name, measure(command, times, { cwd: PROJECT_ROOT, scratch }))}\n`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

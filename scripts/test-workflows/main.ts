import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Report } from "../test-terraform/report";
import { action } from "./action";
import { behaviour } from "./behaviour";
import { linters } from "./linters";
import { writeRepositories } from "./repositories";

// The files that `privatelink init` writes, judged by the tools of their systems, and their scripts, run where they
// need no cloud; and the action that others use: `npm run test:workflows`. A check whose tool is missing is skipped.

const folder = mkdtempSync(join(tmpdir(), "test-workflows-"));

async function main(): Promise<number> {
  const report = new Report();
  for (const repository of await writeRepositories(folder)) await linters(report, repository);
  await action(report, join(folder, "action"));
  await behaviour(report, join(folder, "behaviour"));
  process.stdout.write(`${report.summary()}\n`);
  return report.clean ? 0 : 1;
}

void main()
  .then((code) => {
    process.exitCode = code;
  })
  .finally(() => rmSync(folder, { recursive: true, force: true }));

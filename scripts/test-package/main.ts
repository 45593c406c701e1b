import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unknownNames } from "../../config/nearest";
import { Processes } from "../test-terraform/processes";
import { Report } from "../test-terraform/report";
import { cleanEnvironment } from "./clean-environment";
import { pack } from "./pack";
import { PARTS } from "./parts";

// What users do with the package, from the packed file alone: `npm run test:package`, or with names for only these
// parts. It needs the npm registry. A check that needs another tool is skipped where that is missing.

const EXIT_WRONG_NAMES = 2;
const EXIT_INTERRUPTED = 130;

const processes = new Processes();
const folder = mkdtempSync(join(tmpdir(), "test-package-"));

async function main(): Promise<number> {
  const names = process.argv.slice(2);
  const unknown = unknownNames(names, Object.keys(PARTS));
  if (unknown !== undefined) {
    process.stderr.write(`No such part:\n${unknown}\nThere are: ${Object.keys(PARTS).join(", ")}.\n`);
    return EXIT_WRONG_NAMES;
  }
  const report = new Report();
  const env = cleanEnvironment();
  await report.section(async () => {
    const tarball = await report.check("npm packs the package", () => pack({ processes, env }, folder));
    for (const [name, part] of Object.entries(PARTS)) {
      if (names.length > 0 && !names.includes(name)) continue;
      const own = join(folder, name);
      mkdirSync(own);
      await report.section(() => part({ report, processes, folder: own, tarball, env }));
    }
  });
  process.stdout.write(`${report.summary()}\n`);
  return report.clean ? 0 : 1;
}

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    void processes.end().then(() => {
      rmSync(folder, { recursive: true, force: true });
      process.exit(EXIT_INTERRUPTED);
    });
  });

void main()
  .then((code) => {
    process.exitCode = code;
  })
  .finally(() => rmSync(folder, { recursive: true, force: true }));

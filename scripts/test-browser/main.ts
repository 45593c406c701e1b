import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unknownNames } from "../../config/nearest";
import { Processes } from "../test-terraform/processes";
import { Report } from "../test-terraform/report";
import { Browser, findBrowser } from "./browser";
import { certificates, type Run } from "./certificates";
import { diagrams } from "./diagrams";

// Pages and pictures in Chromium, opened from disk: `npm run test:browser`, or with names for only these.

const TRIALS: Readonly<Record<string, (run: Run) => Promise<void>>> = { certificates, diagrams };

const EXIT_UNABLE = 2;
const EXIT_INTERRUPTED = 130;

const processes = new Processes();
const folder = mkdtempSync(join(tmpdir(), "test-browser-"));

async function main(): Promise<number> {
  const names = process.argv.slice(2);
  const unknown = unknownNames(names, Object.keys(TRIALS));
  if (unknown !== undefined) {
    process.stderr.write(`No such trial:\n${unknown}\nThere are: ${Object.keys(TRIALS).join(", ")}.\n`);
    return EXIT_UNABLE;
  }
  const program = findBrowser(process.env);
  if (program === undefined) {
    process.stderr.write(
      "Expected Chromium or Chrome on the PATH, or its path in the variable CHROME_PATH; found none. " +
        "Nothing was tested.\n",
    );
    return EXIT_UNABLE;
  }
  const report = new Report();
  for (const [name, trial] of Object.entries(TRIALS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const own = join(folder, name);
    mkdirSync(own);
    process.stdout.write(`${name}\n`);
    await report.section(() =>
      trial({ report, processes, browser: new Browser(processes, program, own), folder: own }),
    );
  }
  process.stdout.write(`${report.summary()}\n`);
  return report.clean ? 0 : 1;
}

function tidy(): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, async () => {
    await processes.end();
    tidy();
    process.exit(EXIT_INTERRUPTED);
  });

main()
  .then((code) => {
    process.exitCode = code;
  })
  .finally(tidy);

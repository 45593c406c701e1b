import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unknownNames } from "../../config/nearest";
import { Processes } from "../test-terraform/processes";
import { Report } from "../test-terraform/report";
import { Simulator } from "./simulator";
import type { Run } from "./trial";
import { acceptor } from "./trials/acceptor";
import { accounts } from "./trials/accounts";
import { faults } from "./trials/faults";
import { scale } from "./trials/scale";
import { status } from "./trials/status";

// The commands `status` and `reconcile` and the acceptor, by the AWS SDK against a simulator of AWS on loopback: `npm
// run test:connections`, or with names for only these. Where the simulator is missing, all is skipped.

const TRIALS: Readonly<Record<string, Run>> = { status, accounts, faults, acceptor, scale };

/** Items of a page, so that lists have several: except where figures are told. */
const PAGES: Readonly<Record<string, number>> = { faults: 50, acceptor: 2 };

const EXIT_UNKNOWN = 2;
const EXIT_INTERRUPTED = 130;

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const processes = new Processes();
const folder = mkdtempSync(join(tmpdir(), "test-connections-"));

async function main(): Promise<number> {
  const names = process.argv.slice(2);
  const known = Object.keys(TRIALS);
  const unknown = unknownNames(names, known);
  if (unknown !== undefined) {
    process.stderr.write(`No such trial:\n${unknown}\nThere are: ${known.join(", ")}.\n`);
    return EXIT_UNKNOWN;
  }
  const report = new Report();
  for (const [name, trial] of Object.entries(TRIALS))
    if (names.length === 0 || names.includes(name)) await runTrial(report, name, trial);
  process.stdout.write(`${report.summary()}\n`);
  return report.clean ? 0 : 1;
}

/** Runs a trial with a simulator of its own. */
async function runTrial(report: Report, name: string, trial: Run): Promise<void> {
  await report.section(async () => {
    const own = join(folder, name);
    mkdirSync(own);
    const simulator = await Simulator.start(processes, own, PAGES[name]);
    if (typeof simulator === "string") return report.skip(name, simulator);
    process.stdout.write(`${name}\n`);
    try {
      await trial({ report, processes, simulator, folder: own });
    } finally {
      simulator.stop();
    }
  });
}

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, async () => {
    await processes.end();
    rmSync(folder, { recursive: true, force: true });
    process.exit(EXIT_INTERRUPTED);
  });

void main()
  .then((code) => {
    process.exitCode = code;
  })
  .finally(async () => {
    await processes.end();
    rmSync(folder, { recursive: true, force: true });
  });

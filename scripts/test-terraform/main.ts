import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unknownNames } from "../../config/nearest";
import { loadPolicy, type Policy } from "../../policies/checker/policy";
import { cdktfCommandLine } from "./cdktf-cli";
import { deployAll, destroyAll, planAllAgain } from "./deployment";
import { Processes } from "./processes";
import { Project } from "./project";
import { REAL_PROVIDER } from "./real-provider";
import { Report } from "./report";
import { S3Server } from "./s3-server";
import { adoptedVpcs } from "./scenarios/adopted-vpcs";
import { externalCustomer } from "./scenarios/external-customer";
import { refusals } from "./scenarios/refusals";
import { createBuckets, statesInS3 } from "./scenarios/states-in-s3";
import { Schedule } from "./schedule";
import { cleanEnvironment, simulatedCloudProblem } from "./simulated-cloud";
import { readStacks } from "./stack";
import { Terraform, terraformProblem } from "./terraform";
import { TRIALS } from "./trials";

// Real Terraform on the stacks of all shipped environments, and on trials of single capabilities: `npm run
// test:terraform`, or with names for only these. With the stand-in provider they are deployed into a simulated cloud
// and destroyed. With another provider they are only validated. Then come the parts that run the real AWS provider
// against a simulator of AWS, with a Terraform that they find by themselves; where they cannot run, they are skipped.
// Without Terraform on PATH, only they can run, if they are named.

const EXIT_NO_TERRAFORM = 2;
const EXIT_INTERRUPTED = 130;

/** A trial mostly waits for one command of Terraform after another. */
const TRIALS_AT_ONCE = 2;

/** How long before the last minute a part with the real provider must begin: it takes about as long. */
const MINUTES_OF_A_REAL_PART = 5;

const schedule = Schedule.from(process.env);
const processes = new Processes();
const folder = mkdtempSync(join(tmpdir(), "test-terraform-"));

async function main(): Promise<number> {
  const names = [...new Set(process.argv.slice(2))];
  const known = [...Object.keys(TRIALS), ...Object.keys(REAL_PROVIDER)];
  const unknown = unknownNames(names, known);
  if (unknown !== undefined) {
    process.stderr.write(`No such trial:\n${unknown}\nThere are: ${known.join(", ")}.\n`);
    return EXIT_NO_TERRAFORM;
  }
  const report = new Report();
  const trials = names.filter((name) => name in TRIALS);
  const needsStandIn = names.length === 0 || trials.length > 0;
  if (needsStandIn) {
    const problem = await terraformProblem(processes, folder);
    if (problem !== undefined) {
      const others = Object.keys(REAL_PROVIDER).join(" ");
      process.stderr.write(
        `${problem}\nNothing was tested. These parts find Terraform by themselves: npm run test:terraform -- ${others}\n`,
      );
      return EXIT_NO_TERRAFORM;
    }
  }
  // The real provider mostly waits between its calls. Meanwhile the stand-in has the processors.
  await Promise.all([withRealProvider(report, names), needsStandIn ? withStandIn(report, trials) : undefined]);
  process.stdout.write(`${report.summary()}\n`);
  return report.clean ? 0 : 1;
}

/**
 * Runs the named parts that need the real provider, or all of them where nothing is named: the longest beside the
 * others, one after another.
 */
async function withRealProvider(report: Report, names: readonly string[]): Promise<void> {
  const [longest = "", ...others] = Object.keys(REAL_PROVIDER);
  const isMeant = (name: string) => names.length === 0 || names.includes(name);
  const rows = [[longest], schedule.order(others)].map((row) => row.filter(isMeant));
  await Promise.all(rows.map((row) => inTurn(report, row)));
}

async function inTurn(report: Report, names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (!schedule.mayBegin(report, name, MINUTES_OF_A_REAL_PART)) continue;
    const own = join(folder, name);
    mkdirSync(own);
    await REAL_PROVIDER[name]?.(report, processes, own, schedule);
  }
}

/** Runs trials, or all that needs the stand-in where none is named. */
async function withStandIn(report: Report, trials: readonly string[]): Promise<void> {
  const shipped = new Project(join(folder, "shipped"));
  shipped.copyShippedEnvironments();
  const danger = await simulatedCloudProblem(processes, folder);
  if (danger === undefined && trials.length > 0) await runTrials(report, trials);
  else if (danger === undefined) {
    if (schedule.mayBegin(report, "the shipped environments"))
      await Promise.all([deployIntoSimulatedCloud(report, shipped), cdktfCommandLine(report, processes, folder)]);
    await runTrials(report, Object.keys(TRIALS));
  } else await validateOnly(report, shipped, danger);
}

async function deployIntoSimulatedCloud(report: Report, shipped: Project): Promise<void> {
  const s3 = await startS3(report, shipped);
  const terraform = new Terraform(processes, { ...cleanEnvironment(folder), ...s3?.variables });
  await shipped.synthesize();
  const stacks = readStacks(shipped.out, terraform);
  const context = {
    folder,
    report,
    policy: await loadPolicy(),
    terraform,
    project: shipped,
    stacks,
    prerequisites: [],
    ...(s3 ? { s3 } : {}),
  };
  const deployed = await deployAll(context);
  if (deployed.size === stacks.size) {
    await planAllAgain(context);
    if (s3) await statesInS3(context, s3);
    await refusals(context);
    await externalCustomer(context);
    await adoptedVpcs(context);
  } else
    report.skip(
      "second plans, states, refusals, the external customer and adopted VPCs",
      "not every stack is deployed",
    );
  await destroyAll(context, deployed);
}

/** Deploys each trial into a simulated cloud of its own: two at a time. */
async function runTrials(report: Report, names: readonly string[]): Promise<void> {
  const policy = await loadPolicy();
  const left = schedule.order(names);
  const inTurn = async () => {
    for (let name = left.shift(); name !== undefined; name = left.shift())
      if (schedule.mayBegin(report, `trial ${name}`)) await runTrial(report.named(name), policy, name);
  };
  await Promise.all(Array.from({ length: TRIALS_AT_ONCE }, inTurn));
}

async function runTrial(report: Report, policy: Policy, name: string): Promise<void> {
  const own = join(folder, name);
  mkdirSync(own);
  const terraform = new Terraform(processes, cleanEnvironment(own));
  const project = new Project(own);
  const context = { folder: own, report, policy, terraform, project, stacks: new Map(), prerequisites: [] };
  await report.section(async () => TRIALS[name]?.(context));
}

/** Starts S3 for the environments whose states are there; without it, their states are local in this copy of them. */
async function startS3(report: Report, shipped: Project): Promise<S3Server | undefined> {
  const backed = shipped.environments().filter(({ backend }) => backend.type === "s3");
  if (backed.length === 0) return undefined;
  const command = await S3Server.find(processes, folder);
  let s3: S3Server | undefined;
  if (command === undefined)
    report.skip("states, lock files and remote states in S3", "moto is not installed (pip install 'moto[server]')");
  else
    await report.section(async () => {
      s3 = await report.check("moto serves S3 on loopback", () => S3Server.start(command, processes, folder));
    });
  if (s3 === undefined) {
    for (const { name } of backed)
      shipped.edit(`${name}/environment.yaml`, (document) => document.set("backend", { type: "local" }));
    return undefined;
  }
  const server = s3;
  await report.section(() => report.check("the buckets of the states are made", () => createBuckets(server, backed)));
  return s3;
}

async function validateOnly(report: Report, shipped: Project, danger: string): Promise<void> {
  await shipped.synthesize();
  // One download of the provider for all stacks; so they take turns.
  const env = { TF_PLUGIN_CACHE_DIR: folder, ...process.env };
  for (const stack of readStacks(shipped.out, new Terraform(processes, env)).values())
    await report.section(async () => {
      await report.check(`${stack.name}: init`, () => stack.initWithoutBackend());
      await report.check(`${stack.name}: validate`, () => stack.validate());
    });
  report.skip("plan, apply and destroy of all stacks", danger);
}

async function end(): Promise<void> {
  await processes.end();
  rmSync(folder, { recursive: true, force: true });
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, () => void end().then(() => process.exit(EXIT_INTERRUPTED)));

void main()
  .then((code) => {
    process.exitCode = code;
  })
  .finally(end);

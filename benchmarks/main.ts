import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../config/load";
import { synthesize } from "../engine/synthesize";
import { PACKAGE_ROOT } from "../support/package-root";
import { type Case, comparedCases, type Inputs, judgingCases, ownCases, synthesisCase } from "./cases";
import { connectionCases } from "./connections";
import { estateCases, limitsText } from "./estate";
import { generateEnvironment } from "./generate-environment";
import { generatePlan } from "./generate-plan";
import { ledgerCases } from "./ledger";
import { COLUMNS, type Figures, figuresOf, measure, row } from "./measure";

// Measures whole processes: `npm run bench [-- CONSUMERS [COMPARED]]`. Only the policies: `npm run bench -- judging
// [CONSUMERS]`. Other parts: `npm run bench -- estate` (the engine of large estates), `ledger` (reading customers in
// tables), `connections` (who is connected). See README.md beside this file for figures.
const [mode = "1000", number] = process.argv.slice(2);
const isJudging = mode === "judging";
const [consumers, compared] = isJudging
  ? [Number(number ?? 1000), 0]
  : ["estate", "ledger", "connections"].includes(mode)
    ? [0, 0]
    : [Number(mode), Number(number ?? 40)];
const scratch = mkdtempSync(join(tmpdir(), "privatelink-bench-"));

/** An environment and a plan of a number of consumers. */
function generate(count: number): Inputs {
  const folder = join(scratch, String(count));
  const inputs = {
    consumers: count,
    environments: join(folder, "environments"),
    plan: join(folder, "plan.json"),
    planWithLocals: join(folder, "plan-with-locals.json"),
    out: join(folder, "cdktf.out"),
  };
  generateEnvironment(inputs.environments, count);
  generatePlan(inputs.plan, count);
  generatePlan(inputs.planWithLocals, count, "local.vpc_id");
  return inputs;
}

function runsOf({ command, times, exitCodes, prepare }: Case): ReturnType<typeof measure> {
  return measure(command, times, { cwd: PACKAGE_ROOT, scratch, exitCodes, prepare });
}

function print(each: Case): void {
  process.stdout.write(`${row(each.name, runsOf(each))}\n`);
}

function printEstate(): void {
  const figures = new Map<string, Figures | undefined>();
  for (const each of estateCases(scratch)) {
    const runs = runsOf(each);
    figures.set(each.name, figuresOf(runs));
    process.stdout.write(`${row(each.name, runs)} ${limitsText(each, figures)} |\n`);
  }
}

function casesOf(inputs: Inputs): Case[] {
  return isJudging ? [synthesisCase(inputs), ...judgingCases(inputs)] : ownCases(inputs);
}

async function run(): Promise<void> {
  const columns = mode === "estate" ? [...COLUMNS, "compared"] : COLUMNS;
  process.stdout.write(`| ${columns.join(" | ")} |\n|${" --- |".repeat(columns.length)}\n`);
  if (mode === "estate") printEstate();
  if (mode === "ledger") ledgerCases(scratch).forEach(print);
  if (mode === "connections") connectionCases(scratch).forEach(print);
  if (consumers > 0) casesOf(generate(consumers)).forEach(print);
  if (compared > 0) {
    const inputs = generate(compared);
    await synthesize({ environments: loadEnvironments(inputs.environments), outdir: inputs.out });
    comparedCases(inputs).forEach(print);
  }
}

void run().finally(() => rmSync(scratch, { recursive: true, force: true }));

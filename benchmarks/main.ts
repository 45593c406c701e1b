import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../config/load";
import { synthesize } from "../stacks/synthesize";
import { PROJECT_ROOT } from "../support/project-root";
import { type Case, comparedCases, type Inputs, judgingCases, ownCases, synthesisCase } from "./cases";
import { generateEnvironment } from "./generate-environment";
import { generatePlan } from "./generate-plan";
import { COLUMNS, measure, row } from "./measure";

// Measures whole processes: `npm run bench [-- CONSUMERS [COMPARED]]`, or only the policies: `npm run bench -- judging [CONSUMERS]`.
// See README.md beside this file for figures.
const isJudging = process.argv[2] === "judging";
const [consumers, compared] = isJudging
  ? [Number(process.argv[3] ?? 1000), 0]
  : [Number(process.argv[2] ?? 1000), Number(process.argv[3] ?? 40)];
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

function print({ name, command, times, exitCodes }: Case): void {
  process.stdout.write(`${row(name, measure(command, times, { cwd: PROJECT_ROOT, scratch, exitCodes }))}\n`);
}

function casesOf(inputs: Inputs): Case[] {
  return isJudging ? [synthesisCase(inputs), ...judgingCases(inputs)] : ownCases(inputs);
}

try {
  process.stdout.write(`| ${COLUMNS.join(" | ")} |\n|${" --- |".repeat(COLUMNS.length)}\n`);
  if (consumers > 0) casesOf(generate(consumers)).forEach(print);
  if (compared > 0) {
    const inputs = generate(compared);
    synthesize({ environments: loadEnvironments(inputs.environments), outdir: inputs.out });
    comparedCases(inputs).forEach(print);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../config/load";
import { synthesize } from "../stacks/synthesize";
import { PROJECT_ROOT } from "../support/project-root";
import { type Case, comparedCases, type Inputs, ownCases } from "./cases";
import { generateEnvironment } from "./generate-environment";
import { generatePlan } from "./generate-plan";
import { COLUMNS, measure, row } from "./measure";

// Measures whole processes: `npm run bench [-- CONSUMERS [COMPARED]]`. See README.md beside this file for figures.
const [consumers, compared] = [Number(process.argv[2] ?? 1000), Number(process.argv[3] ?? 40)];
const scratch = mkdtempSync(join(tmpdir(), "privatelink-bench-"));

/** An environment and a plan of a number of consumers. */
function generate(count: number): Inputs {
  const folder = join(scratch, String(count));
  const inputs = {
    consumers: count,
    environments: join(folder, "environments"),
    plan: join(folder, "plan.json"),
    out: join(folder, "cdktf.out"),
  };
  generateEnvironment(inputs.environments, count);
  generatePlan(inputs.plan, count);
  return inputs;
}

function print({ name, command, times }: Case): void {
  process.stdout.write(`${row(name, measure(command, times, { cwd: PROJECT_ROOT, scratch }))}\n`);
}

try {
  process.stdout.write(`| ${COLUMNS.join(" | ")} |\n|${" --- |".repeat(COLUMNS.length)}\n`);
  if (consumers > 0) ownCases(generate(consumers)).forEach(print);
  if (compared > 0) {
    const inputs = generate(compared);
    synthesize({ environments: loadEnvironments(inputs.environments), outdir: inputs.out });
    comparedCases(inputs).forEach(print);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

import childProcess from "node:child_process";
import { join } from "node:path";
import { App } from "cdktf";
import { type EstateSelection, planEstate } from "../../config/estate/plan-estate";
import type { StackPlan } from "../../config/estate/stack-plan";
import { loadEnvironments } from "../../config/load";
import { buildApp } from "../../stacks/build-app";
import { PACKAGE_ROOT } from "../../support/package-root";
import { temporaryFolder } from "./environments";
import { filesOf, SHIPPED } from "./stacks";

/** Folders of environments that the project ships. Those of the examples show every key. */
export const SHIPPED_FOLDERS: readonly string[] = [
  SHIPPED,
  ...["provider", "customer", "adopted", "hub", "inspection", "newer"].map((name) =>
    join(PACKAGE_ROOT, "examples", name),
  ),
];

/** Plans of the environments of a folder. */
export function plansOf(folder: string, selection: EstateSelection = {}): StackPlan[] {
  return planEstate(loadEnvironments(folder), selection);
}

/** What cdktf itself writes of stacks: bytes of every file, by path from the output folder. */
export function synthesizePlans(plans: readonly StackPlan[]): Record<string, string> {
  const outdir = join(temporaryFolder(), "out");
  const app = new App({ outdir, stackTraces: false });
  buildApp(app, plans);
  const asked = terraformAnswers();
  try {
    app.synth();
  } finally {
    asked.mockRestore();
  }
  return filesOf(outdir);
}

/**
 * Answers cdktf, which asks for Terraform's version by a process for each resource of some types. No Terraform is
 * needed.
 */
export function terraformAnswers(): jest.SpyInstance {
  return jest.spyOn(childProcess, "execSync").mockReturnValue("Terraform v1.10.0\n");
}

/** What cdktf writes of one stack: its files, by path from the output folder. */
export function synthesizeOne(plan: StackPlan): Record<string, string> {
  const { "manifest.json": _, ...files } = synthesizePlans([{ ...plan, dependencies: [] }]);
  return files;
}

/** A plan as it comes from another process, or from a file. */
export function revived(plan: StackPlan): StackPlan {
  return JSON.parse(JSON.stringify(plan)) as StackPlan;
}

/** Names of the stacks whose plans differ, or are in one estate only; sorted. */
export function changedPlans(before: readonly StackPlan[], after: readonly StackPlan[]): string[] {
  const texts = [before, after].map((plans) => new Map(plans.map((plan) => [plan.name, JSON.stringify(plan.input)])));
  const names = new Set(texts.flatMap((each) => [...each.keys()]));
  return [...names].filter((name) => texts[0]?.get(name) !== texts[1]?.get(name)).sort();
}

/** The first plan of each kind. */
export function oneOfEachKind(plans: readonly StackPlan[]): StackPlan[] {
  return plans.filter(({ kind }, index) => plans.findIndex((plan) => plan.kind === kind) === index);
}

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { judgePaths } from "../../policies/checker/judge-paths";
import type { PolicyData } from "../../policies/checker/policy-data";
import type { JudgedDocument, Report } from "../../policies/checker/report/report-schema";
import { placeOf, waiverState } from "../../policies/checker/report/words";
import { fails } from "../../policies/checker/verdict";
import type { PlanDocument } from "../terraform/plan-document";
import { inPrivateFolder } from "./private-folder";
import { PLAN_AGAIN, type Refusal } from "./refusal";

/** What plans are judged by. */
export interface Judging {
  readonly data: PolicyData;
  /** Folder of the environments, where findings come from. */
  readonly environments: string;
  /** Output folder of the synthesis. */
  readonly stacks: string;
  readonly signal: AbortSignal;
}

/** A plan that is to be applied, by the name of its stack. */
export interface ShownPlan {
  readonly name: string;
  readonly document: PlanDocument;
}

const FIX = `change the environment, or have a waiver approved (\`privatelink policy\` explains each finding); then ${PLAN_AGAIN}`;

/**
 * Judges plans by the policies. The documents hold sensitive values: they are written where only this user reads them,
 * and removed again.
 *
 * @returns why they may not be applied.
 */
export async function judgePlans(plans: readonly ShownPlan[], judging: Judging): Promise<Refusal[]> {
  if (plans.length === 0) return [];
  const { data, environments, stacks, signal } = judging;
  return inPrivateFolder(async (folder) => {
    const names = new Map<string, string>();
    for (const [index, { name, document }] of plans.entries()) {
      const file = join(folder, `${index}.json`);
      writeFileSync(file, JSON.stringify(document), { mode: 0o600 });
      names.set(file, name);
    }
    const options = { data, environments, stacks: [stacks], signal, isSelection: true };
    return refusalsIn(await judgePaths([...names.keys()], options), names);
  }, signal);
}

/** @param names of the stacks, by their files. */
function refusalsIn(report: Report, names: ReadonlyMap<string, string>): Refusal[] {
  const judged = new Set(report.documents.map(({ source }) => source));
  const missing = [...names].filter(([file]) => !judged.has(file)).map(([, name]) => name);
  return [
    ...missing.map((about) => ({ about, expected: "a verdict on its plan", found: "none", fix: FIX })),
    ...report.documents.flatMap((document) => documentRefusals(document, names.get(document.source))),
    ...report.waivers
      .filter(({ state }) => state === "expired")
      .map((waiver) => ({
        about: `${waiver.file}:${waiver.line}`,
        expected: "waivers that hold",
        found: `a waiver that has ${waiverState(waiver)}`,
        fix: "set a new date with its owner, or remove it and what it waives",
      })),
    // What only the judgement of all stacks together shows is left to `privatelink policy`.
    ...report.notices
      .filter((notice) => notice.fails && notice.kind !== "unused-status" && notice.kind !== "nothing-examined")
      .map(({ message, file }) => ({ about: file ?? "policy data", expected: "no problem", found: message, fix: FIX })),
  ];
}

function documentRefusals({ stack, verdict, source }: JudgedDocument, name = source): Refusal[] {
  if (verdict.verdict === "unjudgeable")
    return [{ about: name, expected: "a plan that can be judged", found: verdict.why.join("; "), fix: FIX }];
  const other =
    stack === null || stack === name
      ? []
      : [{ about: name, expected: "a plan of this stack", found: `a plan of the stack ${stack}` }];
  const findings = verdict.findings.filter(fails).map(({ rule, outcome, address, message, origin }) => ({
    ...{ about: name, rule },
    expected: `that its plan keeps the rule ${rule}`,
    found: `${outcome}: ${address}: ${message}${origin === null ? "" : ` (${placeOf(origin)})`}`,
    fix: FIX,
  }));
  return [...other, ...findings];
}

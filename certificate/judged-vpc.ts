import type { JudgedDocument, ReportedFinding, ReportedVpc } from "../policies/checker/report/report-schema";
import type { DeclaredStack } from "./declared-stacks";
import type { GivenPlan } from "./given-plans";

/** A document that a VPC was judged in. */
export interface JudgedIn {
  readonly kind: "stack" | "plan";
  readonly document: JudgedDocument;
  readonly vpc: ReportedVpc;
}

/** A consumer VPC with all that it was judged in: its stack, its plan, or both. */
export interface JudgedVpc {
  readonly address: string;
  /** Name of the stack; null where nothing says it. */
  readonly stackName: string | null;
  /** The stack that declares it; undefined where only a plan was given. */
  readonly stack?: DeclaredStack;
  /** What is known of the plan of its stack. */
  readonly plan?: GivenPlan;
  readonly judged: readonly JudgedIn[];
}

/** A finding, with the documents that show it. */
export interface FindingAbout {
  readonly finding: ReportedFinding;
  /** way: it counts for the VPC's result; no-way: it is in the VPC; stack: it is about the document as a whole. */
  readonly counts: "way" | "no-way" | "stack";
  readonly in: readonly JudgedIn["kind"][];
}

/**
 * Findings that concern a VPC: about it, in it, or about the whole of its documents. Those about other VPCs are left
 * out. What stack and plan say alike is one.
 */
export function findingsAbout({ address, judged }: Pick<JudgedVpc, "address" | "judged">): FindingAbout[] {
  const known = new Map<string, FindingAbout>();
  for (const { kind, document } of judged) {
    if (document.verdict.verdict === "unjudgeable") continue;
    for (const finding of document.verdict.findings) {
      const { rule, outcome, message, vpcs, about, waiver } = finding;
      const counts = vpcs.includes(address) ? "way" : about.includes(address) ? "no-way" : "stack";
      if (counts === "stack" && vpcs.length + about.length > 0) continue;
      const key = JSON.stringify([rule, finding.address, outcome, message, counts, waiver]);
      const same = known.get(key);
      known.set(key, { finding: same?.finding ?? finding, counts, in: [...(same?.in ?? []), kind] });
    }
  }
  return [...known.values()];
}

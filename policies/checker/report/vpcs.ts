import { grouped, stackFinder } from "./plan-of-stack";
import type { JudgedDocument, ReportedVpc } from "./report-schema";

/** A consumer VPC, and the documents that it was judged in: its stack, its plan, or both. */
export interface JudgedVpc {
  readonly address: string;
  /** The worst of all. */
  readonly result: ReportedVpc["result"];
  readonly judged: readonly JudgedIn[];
}

/** A consumer VPC in one document. */
export interface JudgedIn {
  readonly document: JudgedDocument;
  readonly vpc: ReportedVpc;
}

const WORST_FIRST = ["VIOLATED", "UNPROVEN", "PROVEN"] as const;

/**
 * The consumer VPCs of all documents. One that was judged as stack and as plan is one VPC: that of the same address,
 * where both are of one stack, or the plan does not say its stack and one stack only has the address.
 */
export function judgedVpcs(documents: readonly JudgedDocument[]): JudgedVpc[] {
  const all = documents.flatMap((document) =>
    document.verdict.verdict === "unjudgeable"
      ? []
      : document.verdict.consumer_vpcs.map((vpc): JudgedIn => ({ document, vpc })),
  );
  const byAddress = grouped(all, ({ vpc }) => vpc.address);
  const finders = new Map([...byAddress].map(([address, alike]) => [address, stackFinder(alike)]));
  const byVpc = grouped(all, (one) => finders.get(one.vpc.address)?.(one) ?? one);
  return [...byVpc.values()].map((judged) => ({
    address: judged[0]?.vpc.address ?? "",
    result: WORST_FIRST.find((each) => judged.some(({ vpc }) => vpc.result === each)) ?? "UNPROVEN",
    judged,
  }));
}

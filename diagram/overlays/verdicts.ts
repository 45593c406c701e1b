import { basename, dirname } from "node:path";
import type { JudgedDocument, Report, ReportedFinding, ReportedVpc } from "../../policies/checker/report/report-schema";
import { withoutIndexes } from "../../support/addresses";
import type { WayOut } from "../picture/picture";

/** What the policies say of a VPC. */
export interface VpcVerdict {
  readonly result: ReportedVpc["result"];
  /** Ways out that are open, or could be: each from the inside out. */
  readonly paths: readonly Path[];
}

/** A way out. */
export interface Path {
  readonly wayOut: WayOut;
  readonly steps: ReportedFinding["witness"];
}

/** The verdicts of a report, by stack and by address of the VPC. */
export type Verdicts = ReadonlyMap<string, ReadonlyMap<string, VpcVerdict>>;

const WORST = ["VIOLATED", "UNPROVEN", "PROVEN"] as const;

/** What a report says of each VPC. One that was judged as stack and as plan has the worse result. */
export function verdictsOf({ documents }: Report): Verdicts {
  const verdicts = new Map<string, Map<string, VpcVerdict>>();
  for (const document of documents) {
    if (document.verdict.verdict === "unjudgeable") continue;
    const { consumer_vpcs, findings } = document.verdict;
    const byAddress = verdicts.get(stackOf(document)) ?? new Map<string, VpcVerdict>();
    verdicts.set(stackOf(document), byAddress);
    for (const { address, result } of consumer_vpcs) {
      const key = withoutIndexes(address);
      const before = byAddress.get(key);
      const paths = [...(before?.paths ?? []), ...pathsOf(address, findings)];
      byAddress.set(key, { result: worse(before?.result, result), paths: longest(paths) });
    }
  }
  return verdicts;
}

/** Name of the stack that a document is of: that of its folder, where the document does not say it. */
function stackOf({ stack, source }: JudgedDocument): string {
  return stack ?? basename(dirname(source));
}

function worse(a: ReportedVpc["result"] | undefined, b: ReportedVpc["result"]): ReportedVpc["result"] {
  return WORST.find((result) => result === a || result === b) ?? b;
}

function pathsOf(vpc: string, findings: readonly ReportedFinding[]): readonly Path[] {
  return findings.flatMap(({ outcome, vpcs, waiver, witness }) =>
    outcome === "warning" || waiver !== null || witness.length === 0 || !vpcs.includes(vpc)
      ? []
      : [
          {
            wayOut: outcome,
            steps: witness.map((step) => ({ ...step, address: step.address && withoutIndexes(step.address) })),
          },
        ],
  );
}

/** Of ways out, those that are no part of another one. */
function longest(paths: readonly Path[]): readonly Path[] {
  const addresses = paths.map(({ steps }) => new Set(steps.flatMap(({ address }) => address ?? [])));
  return paths.filter((path, index) => {
    const own = addresses[index] ?? new Set();
    return !paths.some((other, at) => {
      const others = addresses[at] ?? new Set();
      const isWithin = at !== index && [...own].every((address) => others.has(address));
      return isWithin && other.wayOut === path.wayOut && (others.size > own.size || at < index);
    });
  });
}

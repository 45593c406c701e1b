import type { PlacedWaiver, PolicyData } from "./policy-data";
import type { ReportedWaiver } from "./report/report-schema";
import type { Verdict } from "./verdict";

/** What is known of a document that was looked at. */
interface Looked {
  readonly stack: string | null;
  readonly verdict: Verdict;
}

/**
 * What became of each waiver over all documents of a run. One that nothing needs can be told only where everything was
 * judged, and its own stack was among it.
 *
 * @param isSelection whether there are more documents than these, which one without a stack may be for. @default false
 */
export function waiverStates(
  { waivers, now }: PolicyData,
  documents: readonly Looked[],
  isSelection: boolean = false,
): ReportedWaiver[] {
  const verdicts = documents.map(({ verdict }) => verdict);
  const used = new Set(verdicts.flatMap((verdict) => (verdict.verdict === "unjudgeable" ? [] : verdict.waivers.used)));
  const whole = verdicts.every(({ verdict }) => verdict !== "unjudgeable");
  const stateOf = ({ expires, stack }: PlacedWaiver, index: number): ReportedWaiver["state"] => {
    if (expires < now) return "expired";
    if (used.has(index)) return "used";
    return whole && (stack === undefined ? !isSelection : documents.some((document) => document.stack === stack))
      ? "unused"
      : "unknown";
  };
  return waivers.map(({ stack, ...waiver }, index) => ({
    ...waiver,
    stack: stack ?? null,
    state: stateOf({ stack, ...waiver }, index),
  }));
}

/** Whether a waiver is an error. */
export function isWrong({ state }: ReportedWaiver): boolean {
  return state === "unused" || state === "expired";
}

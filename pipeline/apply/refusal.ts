import { counted } from "../../support/counted";
import { printable } from "../../support/printable";

/** Something that is not as it was reviewed, so that nothing is applied. */
export interface Refusal {
  /** What it is about: a stack, a file or the repository. */
  readonly about: string;
  readonly expected: string;
  readonly found: string;
  /** The rule of the policies that a plan breaks. @default - it is about something else */
  readonly rule?: string;
  /** What to do. @default - {@link PLAN_AGAIN} */
  readonly fix?: string;
}

/** What to do about most refusals. */
export const PLAN_AGAIN = "plan again, review the new plans, and apply those";

/** Refusals that a report shows before it counts the rest. */
const SHOWN = 20;

/** Refusals as one message. @param consequence what was not done because of them. */
export function refusalText(refusals: readonly Refusal[], consequence: string): string {
  const shown = refusals.slice(0, SHOWN).map(refusalLines);
  const rest = refusals.length - shown.length;
  const head = `${counted(refusals.length, "problem")}; ${consequence}.`;
  return [head, ...shown, ...(rest > 0 ? [`... and ${counted(rest, "problem")} more.`] : [])].join("\n\n");
}

function refusalLines({ about, expected, found, fix = PLAN_AGAIN }: Refusal): string {
  const lines = [about, `  expected: ${expected}`, `  found:    ${found}`, `  fix:      ${fix}`];
  return lines.map(printable).join("\n");
}

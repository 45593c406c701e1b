import { countsText, sumText } from "../../pipeline/plan/counts";
import { PLAN_RESULTS, type PlannedStack } from "../../pipeline/plans-file";
import { printable } from "../../support/printable";
import type { colours } from "../colours";

/** Stacks of a result that are listed before the rest is counted. */
const LISTED = 50;

/** Length of a reason that is not said twice. */
const LONG = 80;

/** Results of which each stack has a line. */
const TOLD: ReadonlySet<PlannedStack["result"]> = new Set(["planned", "deferred", "failed"]);

/** How results are shown. */
type Paint = Pick<typeof colours, "bold" | "red" | "green" | "yellow" | "dim">;

const PAINTS: Readonly<Record<PlannedStack["result"], keyof Paint>> = {
  planned: "green",
  "no-changes": "dim",
  deferred: "yellow",
  failed: "red",
  skipped: "dim",
};

/** A table of what became of stacks: by result, and in the order of deployment. */
export function planTable(stacks: readonly PlannedStack[], paint: Paint): string {
  if (stacks.length === 0) return "There is nothing to plan.\n";
  const width = Math.max(...stacks.map(({ name }) => name.length));
  return PLAN_RESULTS.flatMap((result) => {
    const all = stacks.filter((stack) => stack.result === result);
    if (all.length === 0) return [];
    const head = paint[PAINTS[result]](`${result}: ${sumText(all)}`);
    if (!TOLD.has(result)) return [head];
    const what = once(all);
    const lines = all.slice(0, LISTED).map((stack) => `  ${printable(stack.name.padEnd(width))}  ${what(stack)}`);
    const rest = all.length - LISTED;
    return [head, ...lines, ...(rest > 0 ? [`  and ${rest} more, in the index`] : [])];
  })
    .map((line) => `${line}\n`)
    .join("");
}

/** What became of a stack, in a line. */
export function planLine(stack: PlannedStack): string {
  const { name, result } = stack;
  return result === "no-changes" ? `${printable(name)}: no changes` : `${printable(name)}: ${result}: ${whatOf(stack)}`;
}

/** Says a long reason of several stacks once: for the first of them. */
function once(stacks: readonly PlannedStack[]): (stack: PlannedStack) => string {
  const first = new Map<string, string>();
  for (const { name, reason } of stacks) if (reason !== null && !first.has(reason)) first.set(reason, name);
  return (stack) => {
    const { name, reason } = stack;
    const before = reason === null || reason.length < LONG ? name : first.get(reason);
    return before === undefined || before === name ? whatOf(stack) : `the same as ${printable(before)}`;
  };
}

function whatOf({ mode, counts, reason }: PlannedStack): string {
  const does = counts === null ? [] : [`${mode === "destroy" ? "is destroyed: " : ""}${countsText(counts)}`];
  return [...(reason === null ? [] : [printable(reason)]), ...(reason === null ? does : [])].join("; ");
}

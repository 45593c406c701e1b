import type { Ending, Fate } from "../../pipeline/apply/fate";
import type { PlannedStack } from "../../pipeline/plans-file";
import { counted } from "../../support/counted";
import { printable } from "../../support/printable";

/** What a line says of a stack that was destroyed. */
type Group = Fate["kind"] | "destroyed";

/** Groups in the order of the report, each with its heading. */
const GROUPS: readonly (readonly [group: Group, heading: string])[] = [
  ["applied", "applied"],
  ["destroyed", "destroyed"],
  ["done", "without changes"],
  ["failed", "failed"],
  ["waiting", "waiting for approval"],
  ["deferred", "not planned yet"],
  ["left", "left as they were"],
];

/** Stacks of a group that are listed before the rest is counted. Those that failed are all listed. */
const LISTED = 20;

/** What became of all stacks: counts, then the stacks by what became of them. */
export function endingsText(endings: readonly Ending[]): string {
  const groups = GROUPS.map(([group, heading]) => ({
    heading,
    most: group === "failed" ? Number.POSITIVE_INFINITY : LISTED,
    all: endings.filter((ending) => groupOf(ending) === group),
  })).filter(({ all }) => all.length > 0);
  const counts = groups.map(({ heading, all }) => `${all.length} ${heading}`).join(", ");
  const head = `${counted(endings.length, "stack")}${counts === "" ? "" : `: ${counts}`}.\n`;
  return [head, ...groups.map(({ heading, all, most }) => groupText(heading, all, most))].join("\n");
}

function groupText(heading: string, endings: readonly Ending[], most: number): string {
  const shown = endings.slice(0, most);
  const width = Math.max(...shown.map(({ stack }) => stack.name.length));
  const lines = shown.map(({ stack, fate }) =>
    `  ${printable(stack.name).padEnd(width)}  ${printable(saidOf(fate))}`.trimEnd(),
  );
  const rest = endings.length - shown.length;
  return [`${heading}:`, ...lines, ...(rest > 0 ? [`  ... and ${rest} more`] : []), ""].join("\n");
}

/** A line for one stack, as soon as it is known what became of it. */
export function endingLine(ending: Ending): string {
  const group = groupOf(ending);
  const heading = GROUPS.find(([each]) => each === group)?.[1] ?? group;
  const said = saidOf(ending.fate);
  return printable(`${ending.stack.name}: ${heading}${said === "" ? "" : ` (${said})`}`);
}

function groupOf({ stack, fate }: Ending): Group {
  return fate.kind === "applied" && stack.mode === "destroy" ? "destroyed" : fate.kind;
}

function saidOf(fate: Fate): string {
  if (fate.kind === "applied") return countsText(fate.counts);
  return fate.kind === "done" ? "" : fate.why;
}

function countsText(counts: PlannedStack["counts"]): string {
  if (counts === null) return "";
  const { create, update, replace, destroy, forget } = counts;
  const parts = [
    [create, "created"],
    [update, "updated"],
    [replace, "replaced"],
    [destroy, "destroyed"],
    [forget, "forgotten"],
  ] as const;
  const done = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return done.length === 0 ? "only outputs changed" : done.join(", ");
}

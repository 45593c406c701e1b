import type { Place, Thing, Verdict } from "./picture";

/** What the line of a box says. */
export type Emphasis = "proven" | "violated" | "unproven" | "notJudged" | "added" | "changed" | "replaced" | "removed";

/** What a verdict makes of a line. */
export const VERDICT_EMPHASIS = {
  PROVEN: "proven",
  VIOLATED: "violated",
  UNPROVEN: "unproven",
  "NOT JUDGED": "notJudged",
} as const satisfies Record<Verdict, Emphasis>;

/** What the line of a box says: what is wrong with it comes before what changes in it. */
export function emphasisOf(box: Pick<Place, "verdict" | "sign"> & Pick<Thing, "wayOut">): Emphasis | undefined {
  const { verdict, sign, wayOut } = box;
  if (wayOut !== undefined) return wayOut;
  if (verdict === "VIOLATED" || verdict === "UNPROVEN") return VERDICT_EMPHASIS[verdict];
  return sign ?? (verdict === undefined ? undefined : VERDICT_EMPHASIS[verdict]);
}

/** Whether a line is dashed: of what is not proven, and of what goes. */
export function isDashed(emphasis: Emphasis | undefined): boolean {
  return emphasis === "unproven" || emphasis === "removed";
}

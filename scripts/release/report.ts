import { counted } from "../../support/counted";
import { BUMPS, type Bump, type Change, greatest } from "./compare/change";

/** Most changes of a kind that are shown before the rest is counted. */
const MOST_SHOWN = 20;

/** Whether the pending changesets say enough, and the text that says so. */
export interface Judgement {
  readonly isEnough: boolean;
  readonly text: string;
}

/**
 * Judges whether changesets say at least what a release changes.
 *
 * @param version of the last release.
 */
export function judge(version: string, changes: readonly Change[], pending: Bump): Judgement {
  const needs = greatest(changes.map((change) => change.needs));
  const isEnough = BUMPS.indexOf(pending) >= BUMPS.indexOf(needs);
  const found = changes.length === 0 ? "nothing that users depend on" : counted(changes.length, "change");
  const first = `Since ${version}: ${found}, which ${needs === "none" ? "needs no" : `needs a ${needs}`} release.`;
  const last = `The pending changesets ask for ${pending === "none" ? "none" : `a ${pending} one`}.`;
  const lines = [
    ...listed(changes, "major"),
    ...listed(changes, "minor"),
    first,
    isEnough ? last : tooLittle(last, needs),
  ];
  return { isEnough, text: lines.join("\n") };
}

function tooLittle(pending: string, needs: Bump): string {
  const how =
    needs === "major"
      ? "Undo the changes or move what is deployed (`moved`); else add a major changeset that says who is affected and what " +
        "to do. A change that only looks major goes into .changeset/accepted.yaml."
      : "Add a minor changeset.";
  return `${pending} This is too little. ${how} See docs/releases.md.`;
}

function listed(changes: readonly Change[], needs: Change["needs"]): string[] {
  const all = changes.filter((change) => change.needs === needs);
  const lines = all.slice(0, MOST_SHOWN).map(({ of, what }) => `${needs}  ${of} ${what}`);
  return all.length > MOST_SHOWN ? [...lines, `${needs}  and ${all.length - MOST_SHOWN} more`] : lines;
}

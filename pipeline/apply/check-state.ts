import type { StateMark } from "../terraform/pulled-state";
import type { Refusal } from "./refusal";
import type { ReviewedStack } from "./reviewed-plans";

/** Why the state of a stack is not the one that it was planned with; undefined where it is. */
export function stateRefusal({ name: about, state }: ReviewedStack, found: StateMark | null): Refusal | undefined {
  if (state === null && found === null) return undefined;
  if (state === null)
    return { about, expected: "no state, as when it was planned", found: `${markText(found)}: it was deployed since` };
  const expected = `the state that it was planned with: ${markText(state)}`;
  if (found === null) return { about, expected, found: "no state" };
  if (found.lineage !== state.lineage) return { about, expected, found: `another state: ${markText(found)}` };
  if (found.serial !== state.serial)
    return { about, expected, found: `${markText(found)}: somebody, or an interrupted run, changed it since` };
  return undefined;
}

function markText(mark: StateMark | null): string {
  return mark === null ? "none" : `serial ${mark.serial}, lineage ${mark.lineage}`;
}

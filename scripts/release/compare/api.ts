import { INPUT } from "../contract/api";
import type { Facts, Groups } from "../contract/contract";
import { type Change, compareFacts, own } from "./change";

const OPTIONAL = "optional ";

/**
 * Compares the types of public entries. What a change of a type means for users is not always to be seen: what is not
 * known to be harmless is major, and `accepted.yaml` says of which this is not true.
 */
export function compareApi(before: Groups, now: Groups): Change[] {
  const changes: Change[] = [];
  for (const [name, members] of Object.entries(before)) {
    const other = own(now, name);
    if (other === undefined) changes.push({ needs: "major", of: `export ${name}`, what: "is gone" });
    else changes.push(...compareType(name, members, other));
  }
  for (const name of Object.keys(now))
    if (own(before, name) === undefined) changes.push({ needs: "minor", of: `export ${name}`, what: "is new" });
  return changes;
}

function compareType(name: string, before: Facts, now: Facts): Change[] {
  const isInput = own(before, INPUT) !== undefined || own(now, INPUT) !== undefined;
  const isClass = own(now, "()")?.startsWith("(") ?? false;
  // Whether users write values of a type says nothing by itself.
  const { [INPUT]: _, ...members } = now;
  const { [INPUT]: __, ...old } = before;
  return compareFacts(`export ${name}`, old, members, {
    added: (text, member) =>
      isInput && !isClass && !text.startsWith(OPTIONAL) && !isWithinNew(member, old) ? "major" : "minor",
    changed: (was, is) => (isInput && acceptsMore(was, is) ? "minor" : "major"),
  });
}

/** Whether what a member is within is new itself: whoever does not write the one does not write the other. */
function isWithinNew(member: string, before: Facts): boolean {
  const parts = member.split(".");
  return parts.slice(1).some((_, index) => own(before, parts.slice(0, index + 1).join(".")) === undefined);
}

/** Whether whatever a property took, it still takes. */
function acceptsMore(was: string, is: string): boolean {
  if (was.startsWith(OPTIONAL) && !is.startsWith(OPTIONAL)) return false;
  const parts = (text: string) => new Set(text.replace(OPTIONAL, "").split(" | "));
  const now = parts(is);
  return [...parts(was)].every((part) => now.has(part));
}

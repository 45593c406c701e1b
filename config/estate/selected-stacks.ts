import { NoSuchName } from "../../support/no-such-name";
import { existingNames, unknownNames } from "../nearest";

/**
 * Names of the stacks that are asked for. Those that they depend on are not among them: Terraform reads the states of
 * these, and not how they are made.
 *
 * @param names of all stacks.
 * @param patterns names of stacks, in which `*` stands for any letters, none among them, as the cdktf command line has
 *   it.
 * @throws UserError when no stack has a name that a pattern matches.
 */
export function selectStacks(names: readonly string[], patterns: readonly string[]): ReadonlySet<string> {
  const asked = patterns.map((pattern) => ({ pattern, found: matching(pattern, names) }));
  checkPatterns(
    asked.flatMap(({ pattern, found }) => (found.length === 0 ? [pattern] : [])),
    names,
  );
  return new Set(asked.flatMap(({ found }) => found));
}

/** Names that a pattern matches, in their order. */
export function matching(pattern: string, names: readonly string[]): string[] {
  const [start = "", ...rest] = pattern.split("*");
  const end = rest.pop();
  if (end === undefined) return names.filter((name) => name === pattern);
  return names.filter((name) => {
    if (!name.startsWith(start) || !name.endsWith(end) || name.length < start.length + end.length) return false;
    const between = name.slice(start.length, name.length - end.length);
    return isSequence(rest, between);
  });
}

/** Whether a text has parts one behind the other. */
function isSequence(parts: readonly string[], text: string): boolean {
  let position = 0;
  for (const part of parts) {
    const found = text.indexOf(part, position);
    if (found === -1) return false;
    position = found + part.length;
  }
  return true;
}

function checkPatterns(unmatched: readonly string[], names: readonly string[]): void {
  const known = [...names].sort();
  const unknown = unknownNames(unmatched, known);
  if (unknown === undefined) return;
  throw new NoSuchName(`No such stack:\n${unknown}\n${existingNames(unmatched, known)}`);
}

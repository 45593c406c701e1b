import { withoutLastIndex } from "../../../support/addresses";
import type { StackFacts } from "../contract/contract";
import { type Change, compareFacts, own } from "./change";

/** Most moves of one resource that are followed: Terraform refuses a circle of them. */
const MOST_MOVES = 20;

/**
 * Compares what two programs make of the same files. An address that is gone destroys what users deployed; a `moved`
 * block keeps it. A user who renames a listener in a file of their own moves it themselves: such files are not compared.
 */
export function compareStacks(
  before: Readonly<Record<string, StackFacts>>,
  now: Readonly<Record<string, StackFacts>>,
): Change[] {
  const changes: Change[] = [];
  for (const [name, old] of Object.entries(before)) {
    const stack = own(now, name);
    if (stack === undefined) changes.push({ needs: "major", of: `stack ${name}`, what: "is gone" });
    else changes.push(...compareStack(name, old, stack));
  }
  for (const name of Object.keys(now))
    if (own(before, name) === undefined) changes.push({ needs: "minor", of: `stack ${name}`, what: "is new" });
  return changes;
}

function compareStack(name: string, before: StackFacts, now: StackFacts): Change[] {
  const arrived = new Set<string>();
  const changes: Change[] = [];
  for (const [address, instances] of Object.entries(before.addresses)) {
    const of = `address ${name} ${address}`;
    const end = movedTo(address, now);
    if (end !== undefined) {
      arrived.add(withoutLastIndex(end));
      changes.push(moveOf(of, instances, end, now));
    } else if (own(now.addresses, address) === undefined)
      changes.push({ needs: "major", of, what: "is gone, and no `moved` block says where to" });
    else if (own(now.addresses, address) !== instances) changes.push(otherInstances(of, instances, address, now));
  }
  for (const address of Object.keys(now.addresses))
    if (own(before.addresses, address) === undefined && !arrived.has(address))
      changes.push({ needs: "minor", of: `address ${name} ${address}`, what: "is new" });
  if (before.state !== now.state) changes.push({ needs: "major", of: `state ${name}`, what: "is kept elsewhere" });
  changes.push(...compareFacts(`output ${name}`, before.outputs, now.outputs));
  return [...changes, ...compareFacts(`moved ${name}`, before.moved, now.moved)];
}

/** The address that `moved` blocks lead to; undefined where none is of this address. */
function movedTo(address: string, { moved }: StackFacts): string | undefined {
  let end = own(moved, address) ?? own(moved, `${address}[0]`);
  for (let count = 0; end !== undefined && count < MOST_MOVES; count++) {
    const next = own(moved, end);
    if (next === undefined) return end;
    end = next;
  }
  return undefined;
}

function moveOf(of: string, instances: string, end: string, now: StackFacts): Change {
  const there = own(now.addresses, withoutLastIndex(end));
  if (there === undefined) return { needs: "major", of, what: `is moved to ${end}, which is not there` };
  const isWhole = there === instances || (there !== "for_each" && instances !== "for_each");
  const isOneOfMany = instances === "" && there === "for_each" && end.endsWith('"]');
  return isWhole || isOneOfMany
    ? { needs: "minor", of, what: `is moved to ${end}` }
    : { needs: "major", of, what: `is moved to ${end}, which has other instances` };
}

/**
 * Terraform moves a resource that gets `count` to its instance 0, and back.
 *
 * @see https://developer.hashicorp.com/terraform/language/modules/develop/refactoring#enabling-count-or-for_each-for-a-resource
 */
function otherInstances(of: string, before: string, address: string, { addresses }: StackFacts): Change {
  const now = own(addresses, address) ?? "";
  const isKept = before !== "for_each" && now !== "for_each";
  const name = (instances: string) => (instances === "" ? "one instance" : `\`${instances}\``);
  return { needs: isKept ? "minor" : "major", of, what: `had ${name(before)}, has ${name(now)}` };
}

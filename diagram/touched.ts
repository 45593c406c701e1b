import type { StackChange } from "./overlays/changes";
import { acceptedAt } from "./stacks/endpoints";
import type { StackFolder } from "./stacks/read-stacks";
import { parseStackName } from "./stacks/stack-name";

/** A stack that may be drawn, with the names of the stacks that it is deployed after. */
interface LinkedStack extends StackFolder {
  readonly dependencies: readonly string[];
}

/**
 * Of the stacks, those that a change touches, and their neighbours: what a consumer connects to, and who connects to a
 * service.
 */
export function touchedStacks(
  stacks: readonly LinkedStack[],
  changes: ReadonlyMap<string, StackChange>,
): readonly LinkedStack[] {
  const touched = new Set(
    [...changes.values()].flatMap((change) => (change.sign === undefined ? [] : namesOf(change))),
  );
  const kept = new Set(touched);
  const consumers = stacks.filter(({ role }) => role === "consumer");
  for (const { name, dependencies } of consumers) if (dependencies.some((each) => touched.has(each))) kept.add(name);
  for (const { name, dependencies } of stacks.filter(({ role }) => role !== "acceptance"))
    if (kept.has(name)) for (const each of dependencies) kept.add(each);
  for (const { name, role, dependencies } of stacks)
    if (role === "acceptance") {
      const offers = dependencies.filter((each) => parseStackName(each)?.role !== "consumer");
      // It says who accepts, and depends on all consumers of its service, which it does not bring along.
      if (kept.has(name)) for (const each of offers) kept.add(each);
      else if (offers.some((each) => kept.has(each))) kept.add(name);
    }
  return stacks.filter(({ name }) => kept.has(name));
}

/** The stack itself, and consumers whose connections it accepts or no longer accepts. */
function namesOf({ stack, resources }: StackChange): readonly string[] {
  const environment = parseStackName(stack)?.environment;
  const consumers = [...resources.keys()].flatMap((address) =>
    address.startsWith("aws_vpc_endpoint_connection_accepter.") ? (acceptedAt(address)?.consumer ?? []) : [],
  );
  return [stack, ...consumers.map((name) => `${environment}-${name.startsWith("hub-") ? name : `consumer-${name}`}`)];
}

import { CONSUMER, HUB } from "./consumers";
import { OFFERED } from "./offered";
import type { ConstructKeys, KeyPlace } from "./place";

export type { KeyPlace } from "./place";

const ENVIRONMENT = "environment.yaml";

/** A connection that an acceptance stack accepts, by the names of the consumer and of the connection. */
const ACCEPTED = /^connections[/_]([^/_]+)_([^/_]+)/;

/**
 * Where a construct of a stack comes from, the likeliest place first, the stack's own last.
 *
 * @param stack where the stack as a whole comes from.
 * @param construct path of the construct below the stack; of one that the stack no longer has, its name in Terraform.
 * @param argumentNames arguments that are meant, as Terraform has them. @default - the construct as a whole
 */
export function keyPlaces(stack: KeyPlace, construct: string, argumentNames: readonly string[] = []): KeyPlace[] {
  const [, consumer, connection] = (isAcceptance(stack) && ACCEPTED.exec(construct)) || [];
  if (consumer !== undefined && connection !== undefined) return acceptedFrom(stack, consumer, connection);
  const found = tableOf(stack).flatMap(({ construct: pattern, keys, arguments: known = {} }) => {
    const names = pattern.exec(construct)?.slice(1);
    if (names === undefined) return [];
    const meant = argumentNames.flatMap((name) => (Object.hasOwn(known, name) ? (known[name]?.(names) ?? []) : []));
    return [[...(meant.length > 0 ? meant : keys(names))]];
  })[0];
  return [...(found ?? []).map((path) => ({ ...stack, path: [...stack.path, ...path] })), stack];
}

function tableOf({ file, path }: KeyPlace): readonly ConstructKeys[] {
  if (!file.endsWith(`/${ENVIRONMENT}`)) return CONSUMER;
  return path.length === 0 ? HUB : OFFERED;
}

function isAcceptance({ path }: KeyPlace): boolean {
  return path.length === 3 && path[2] === "acceptance";
}

/** The connection in the consumer's file; of a VPC of a hub, what is shared through it. */
function acceptedFrom(stack: KeyPlace, consumer: string, connection: string): KeyPlace[] {
  const folder = stack.file.slice(0, -ENVIRONMENT.length);
  return consumer.startsWith("hub-")
    ? [{ file: stack.file, path: ["sharedConnections", connection] }, stack]
    : [{ file: `${folder}consumers/${consumer}.yaml`, path: ["connections", connection] }, stack];
}

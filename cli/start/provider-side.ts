import { type Environment, isManaged } from "../../config/environment";
import { acceptanceStackOf, consumerStackName } from "../../config/estate/stack-names";
import type { Leftover } from "../../engine/leftovers";

/** Declared stacks of the provider's side that stacks with endpoints are connected to. */
export interface ProviderSide {
  /** Those that must be deployed before the endpoints are destroyed, since they revoke the connections. */
  readonly first: readonly string[];
  /** Those of {@link first} whose acceptor rejects the connections. */
  readonly acceptors: readonly string[];
  /** Those that only remove a permission. Removing it cuts nothing off. */
  readonly afterwards: readonly string[];
}

/**
 * The provider's side of stacks that are no longer declared.
 *
 * @param stacks names of the stacks that are declared.
 */
export function providerSideOf(
  leftovers: readonly Leftover[],
  stacks: readonly string[],
  environments: readonly Environment[],
): ProviderSide {
  const external = new Set(externalNow(environments));
  const declared = new Set(stacks);
  const first = new Set<string>();
  const acceptors = new Set<string>();
  const afterwards = new Set<string>();
  for (const { name, role, reads } of leftovers) {
    if ((role !== "consumer" && role !== "hub") || external.has(name)) continue;
    for (const read of reads) {
      if (!declared.has(read) || !/-(service|appliance|resource)-/.test(read)) continue;
      const revokers = revokersOf(name, read, declared, environments);
      for (const each of revokers?.stacks ?? []) first.add(each);
      if (revokers?.isAcceptor) acceptors.add(read);
      if (revokers === undefined) afterwards.add(read);
    }
  }
  return { first: [...first], acceptors: [...acceptors], afterwards: [...afterwards] };
}

/**
 * Stacks that revoke the connections of a consumer to a service, in the order to deploy them in; undefined where none
 * does.
 */
function revokersOf(
  consumerStack: string,
  offered: string,
  declared: ReadonlySet<string>,
  environments: readonly Environment[],
): { readonly stacks: readonly string[]; readonly isAcceptor: boolean } | undefined {
  for (const environment of environments) {
    const { name, services } = environment;
    const key = keyOf(offered, name, ["service", "appliance"]);
    if (key === undefined) continue;
    if (services[key]?.acceptor !== undefined) return { stacks: [offered], isAcceptor: true };
    const consumer = keyOf(consumerStack, name, ["consumer"]) ?? consumerStack.slice(name.length + 1);
    const acceptance = acceptanceStackOf(environment, key, consumer);
    if (declared.has(acceptance)) return { stacks: [acceptance, offered], isAcceptor: false };
  }
  return undefined;
}

/** What a stack is of, by its name, where it is one of an environment and has one of some roles. */
function keyOf(stack: string, environment: string, roles: readonly string[]): string | undefined {
  const role = roles.find((each) => stack.startsWith(`${environment}-${each}-`));
  return role === undefined ? undefined : stack.slice(`${environment}-${role}-`.length);
}

/** Names of the stacks of consumers that became external. */
export function externalNow(environments: readonly Environment[]): string[] {
  return environments.flatMap(({ name, consumers }) =>
    Object.entries(consumers)
      .filter(([, spec]) => !isManaged(spec))
      .map(([consumer]) => consumerStackName(name, consumer)),
  );
}

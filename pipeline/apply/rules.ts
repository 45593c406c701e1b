import type { PlannedEnvironments } from "../plans-file";

/** What becomes of plans that are made during the deployment, by environment. */
export type Rules = Readonly<Record<string, Pick<PlannedEnvironments[string], "deferred">>>;

/**
 * The strictest of several rules for each environment: `auto` only where all say so. One that says nothing of an
 * environment asks for approval.
 */
export function strictest(given: readonly Rules[], environments: readonly string[]): Rules {
  const rule = (name: string) => (given.every((rules) => rules[name]?.deferred === "auto") ? "auto" : "approve");
  return Object.fromEntries(environments.map((name) => [name, { deferred: rule(name) }]));
}

/** The environments of some stacks, sorted. */
export function environmentsOf(stacks: readonly { readonly environment: string }[]): string[] {
  return [...new Set(stacks.map(({ environment }) => environment))].sort();
}

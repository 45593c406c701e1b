import type { Environment } from "./environment";
import { isManaged } from "./environment";

/**
 * An account that Terraform needs credentials of by itself, since no role is given, and the stacks' subjects that need
 * them.
 */
export interface OwnCredentials {
  readonly account: string;
  /** What is deployed with them, such as `service orders`. */
  readonly for: readonly string[];
}

/**
 * Accounts that are deployed into without a role to assume: one run of Terraform has credentials of one account, so
 * that with more than one here, the stacks need several runs.
 */
export function accountsWithoutRole(environment: Environment): OwnCredentials[] {
  const { services, resources, appliances, consumers, accounts } = environment;
  const found = new Map<string, string[]>();
  const add = (account: string, role: string | undefined, subject: string) => {
    if (role === undefined) found.set(account, [...(found.get(account) ?? []), subject]);
  };
  for (const [account, { role }] of Object.entries(accounts)) add(account, role, "the account's settings");
  for (const [kind, all] of Object.entries({ service: services, resource: resources, appliance: appliances }))
    for (const [key, { account, role }] of Object.entries(all)) add(account, role, `${kind} ${key}`);
  for (const [name, spec] of Object.entries(consumers))
    if (isManaged(spec)) add(spec.account, spec.role, spec.hubVpc ? `hub ${spec.hubVpc.hub}` : `consumer ${name}`);
  return [...found]
    .map(([account, subjects]) => ({ account, for: [...new Set(subjects)] }))
    .sort((a, b) => (a.account < b.account ? -1 : 1));
}

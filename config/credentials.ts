import type { Environment } from "./environment";
import { isManaged, mayBeConnected } from "./environment";

/** An account that is deployed into without a role to assume. */
export interface OwnCredentials {
  readonly account: string;
  /** Where it is named: a key of the environment's file, such as `services.orders`, or the file of a consumer. */
  readonly places: readonly string[];
}

/**
 * Accounts that are deployed into without a role to assume: one run of Terraform has credentials of one account, so
 * that with more than one here, the stacks need several runs.
 */
export function accountsWithoutRole(environment: Environment): OwnCredentials[] {
  const { services, resources, appliances, consumers, accounts } = environment;
  const found = new Map<string, string[]>();
  const add = (account: string, role: string | undefined, place: string) => {
    if (role !== undefined) return;
    const places = found.get(account);
    if (places) places.push(place);
    else found.set(account, [place]);
  };
  for (const [account, { role }] of Object.entries(accounts)) add(account, role, `accounts.${account}`);
  for (const [kind, all] of Object.entries({ services, resources, appliances }))
    for (const [key, { account, role }] of Object.entries(all)) add(account, role, `${kind}.${key}`);
  for (const [name, spec] of Object.entries(consumers))
    if (isManaged(spec) && mayBeConnected(spec))
      add(spec.account, spec.role, spec.hubVpc ? `hubs.${spec.hubVpc.hub}` : `consumers/${name}.yaml`);
  return [...found]
    .map(([account, places]) => ({ account, places: [...new Set(places)] }))
    .sort((a, b) => (a.account < b.account ? -1 : 1));
}

import { accountsOf, type Environment, mayBeConnected } from "../../config/environment";
import { serviceLedger } from "../../config/estate/ledger";
import { resourcesOf } from "../../config/estate/registrations";
import type { TakenStatus } from "../../policies/checker/status-schema";

/** Who the customers of a service are. */
export interface Customers {
  /** Names, with the names of their connections; of endpoints that no record names, their account and id. */
  readonly customers: readonly { readonly customer: string; readonly connection: string | null }[];
  /** Whether they are known to be connected. Otherwise they are those that may be. */
  readonly areConnected: boolean;
}

/** States of an endpoint that is not connected. */
const NOT_CONNECTED: ReadonlySet<string> = new Set([
  ...["pendingAcceptance", "rejected", "deleting", "deleted", "failed", "expired"],
]);

/** The names of customers: from the ledgers of the environments, and from what is observed. */
export class Directory {
  private readonly environments: ReadonlyMap<string, Environment>;
  private readonly accounts = new Map<string, Map<string, string[]>>();

  constructor(
    environments: readonly Environment[],
    private readonly statuses: readonly TakenStatus[],
  ) {
    this.environments = new Map(environments.map((each) => [each.name, each]));
  }

  /** Who loses a service with it; undefined where nobody can know: no such environment, and no status. */
  customersOf(environment: string, service: string): Customers | undefined {
    const observed = this.statuses
      .flatMap(({ services }) => services)
      .find((each) => each.environment === environment && each.service === service && each.is_known);
    if (observed !== undefined)
      return {
        areConnected: true,
        customers: observed.connections
          .filter(({ state }) => !NOT_CONNECTED.has(state))
          .map(({ customer, owner, endpoint_id }) => ({
            customer: customer ?? `account ${owner}, endpoint ${endpoint_id}`,
            connection: null,
          })),
      };
    const found = this.environments.get(environment);
    return found && { areConnected: false, customers: declaredIn(found, service) };
  }

  /** Names of the customers of an account; the account itself where it has none. */
  namesOf(environment: string, principal: string): readonly string[] {
    if (principal === "*") return ["everybody"];
    const [, account = principal] = /^arn:[^:]*:iam::(\d{12}):/.exec(principal) ?? [];
    return this.accountsIn(environment).get(account) ?? [`account ${account}`];
  }

  private accountsIn(environment: string): ReadonlyMap<string, readonly string[]> {
    const known = this.accounts.get(environment);
    if (known !== undefined) return known;
    const names = new Map<string, string[]>();
    for (const [name, consumer] of Object.entries(this.environments.get(environment)?.consumers ?? {}))
      for (const account of new Set(accountsOf(consumer))) names.set(account, [...(names.get(account) ?? []), name]);
    this.accounts.set(environment, names);
    return names;
  }
}

/** Who may be connected to a service, to appliances or to a private resource. */
function declaredIn(environment: Environment, key: string): Customers["customers"] {
  if (Object.hasOwn(environment.resources, key))
    return Object.entries(environment.consumers)
      .filter(([, consumer]) => mayBeConnected(consumer) && resourcesOf(consumer).includes(key))
      .map(([customer]) => ({ customer, connection: null }));
  return serviceLedger(environment, key)
    .entries.filter(mayBeConnected)
    .map(({ customer, connection }) => ({ customer, connection }));
}

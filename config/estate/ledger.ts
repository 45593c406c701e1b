import type { LedgerEntry, ServiceLedger } from "../../ledger/service-ledger";
import { compare } from "../../support/compare";
import type { ConsumerSpec } from "../consumer-schema";
import { accountsOf, type Environment, isManaged } from "../environment";
import { type AnyConnection, connectionsTo, endpointIdsOf } from "./registrations";

/**
 * What an environment declares of everybody's connections to a service, or to appliances: in whatever state they are,
 * sorted by customer and connection.
 *
 * @param key of the service, or of the appliances.
 */
export function serviceLedger(environment: Environment, key: string): ServiceLedger {
  const entries = Object.entries(environment.consumers).flatMap(([customer, spec]) =>
    connectionsTo(spec, key).map(([connection, to]) => entryOf(environment, customer, spec, connection, to)),
  );
  return {
    environment: environment.name,
    kind: Object.hasOwn(environment.appliances, key) ? "appliance" : "service",
    service: key,
    entries: entries.sort((a, b) => compare(a.customer, b.customer) || compare(a.connection, b.connection)),
  };
}

function entryOf(
  { region }: Environment,
  customer: string,
  spec: ConsumerSpec,
  connection: string,
  to: AnyConnection | undefined,
): LedgerEntry {
  const managed = isManaged(spec);
  const contact = managed ? undefined : spec.contact;
  // The endpoint of a consumer that is built here is in the region of its VPC.
  const regions = managed ? [spec.region ?? region] : to !== undefined && "regions" in to ? to.regions : undefined;
  const endpointIds = managed || to === undefined ? undefined : endpointIdsOf(to);
  const { state, since, reason, until } = spec;
  return {
    ...{ customer, connection, state, managed, accounts: accountsOf(spec) },
    ...(endpointIds === undefined ? {} : { endpointIds }),
    ...(regions === undefined ? {} : { regions: [...regions].sort() }),
    ...(since === undefined ? {} : { since }),
    ...(reason === undefined ? {} : { reason }),
    ...(until === undefined ? {} : { until }),
    ...(contact === undefined ? {} : { contact }),
  };
}

import type { Difference } from "../../ledger/decide";
import type { ConnectionStatus, CustomerStatus, ServiceStatus, StatusSummary } from "../../ledger/status-report";
import { byCustomer } from "./order";

/** Something that is not as declared: an endpoint, or a customer of whose endpoints none is the reason. */
export interface StatusDifference {
  readonly kind: Difference;
  readonly customer: string | null;
  readonly connection: string | null;
  /** The endpoint; undefined where it is about the customer as a whole. */
  readonly endpoint: ConnectionStatus | undefined;
  readonly says: string;
}

/** Connections of the customers that are selected: all, where none is. */
export function shownConnections(
  { connections }: ServiceStatus,
  selected: ReadonlySet<string> | undefined,
): readonly ConnectionStatus[] {
  return selected === undefined
    ? connections
    : connections.filter(({ customer }) => customer !== null && selected.has(customer));
}

/**
 * All that differs in a service, sorted by customer and endpoint: each endpoint, and each customer whose difference
 * none of its endpoints has.
 */
export function differencesOf(service: ServiceStatus, selected: ReadonlySet<string> | undefined): StatusDifference[] {
  if (!service.is_known) return [];
  const ofEndpoints = shownConnections(service, selected).flatMap((endpoint): StatusDifference[] => {
    const { difference, customer, connection, says } = endpoint;
    return !difference ? [] : [{ kind: difference, customer, connection, endpoint, says }];
  });
  const told = new Set(ofEndpoints.map(keyOf));
  const ofCustomers = service.customers.flatMap((record: CustomerStatus): StatusDifference[] => {
    const { difference, customer, connection, says } = record;
    return !difference || told.has(keyOf(record))
      ? []
      : [{ kind: difference, customer, connection, endpoint: undefined, says }];
  });
  return byCustomer([...ofEndpoints, ...ofCustomers], ({ customer, endpoint }) => ({
    customer,
    endpointId: endpoint?.endpoint_id,
  }));
}

function keyOf({ customer, connection }: Pick<StatusDifference, "customer" | "connection">): string {
  return `${customer}/${connection}`;
}

/** Counts what a report says. */
export function summarize(
  services: readonly ServiceStatus[],
  selected: ReadonlySet<string> | undefined,
): StatusSummary {
  const differences = services.flatMap((service) => differencesOf(service, selected));
  const connections = services.flatMap((service) => shownConnections(service, selected));
  const kinds = new Map<string, number>();
  for (const { kind } of differences) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return {
    services: services.length,
    unknown_services: services.filter(({ is_known }) => !is_known).length,
    customers: services.reduce((sum, { customers }) => sum + customers.length, 0),
    connections: connections.length,
    connected: connections.filter(({ observed }) => observed === "available").length,
    differences: differences.length,
    by_difference: Object.fromEntries([...kinds].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

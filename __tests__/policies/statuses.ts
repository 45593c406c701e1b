import type { ConnectionStatus, ServiceStatus, StatusReport } from "../../ledger/status-report";

/** An endpoint of a customer, as a status shows it. */
export const CONNECTION: ConnectionStatus = {
  endpoint_id: "vpce-0123456789abcdef0",
  owner: "222222222222",
  region: "us-east-1",
  state: "available",
  customer: "web",
  connection: "orders",
  declared: "allowed",
  observed: "available",
  action: "none",
  difference: null,
  says: "The customer is connected.",
};

/** A service with one endpoint. */
export const SERVICE: ServiceStatus = {
  environment: "prod",
  kind: "service",
  service: "orders",
  account: "111111111111",
  region: "us-east-1",
  service_id: "vpce-svc-0123456789abcdef0",
  is_known: true,
  problem: null,
  connections: [CONNECTION],
  customers: [],
};

/** A status of one service. @param connections its endpoints; wrong ones too. */
export function status(
  connections: readonly object[] = [CONNECTION],
  changes: Partial<Omit<StatusReport, "services">> = {},
): Omit<StatusReport, "services"> & { services: object[] } {
  return {
    format: "privatelink-status/1",
    generated_at: "2026-11-25T10:00:00.000Z",
    source: "aws",
    ...changes,
    services: [{ ...SERVICE, connections }],
    summary: {
      services: 1,
      unknown_services: 0,
      customers: 0,
      connections: connections.length,
      connected: connections.length,
      differences: 0,
      by_difference: {},
    },
    exit_code: 0,
  };
}

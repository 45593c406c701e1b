import type { ServiceLedger } from "./service-ledger";

/** Metrics of an acceptor: it writes them, and alarms watch them. */
export const ACCEPTOR_METRICS = {
  namespace: "PrivateLink/Acceptor",
  /** Dimensions of a service's metrics. An account may have a service of the same key in two environments. */
  dimensions: ({ environment, service }: Pick<ServiceLedger, "environment" | "service">) => ({
    Service: `${environment}-${service}`,
  }),
  /** Connections that a run should have rejected and did not, since they were too many. */
  heldBack: "HeldBack",
} as const;

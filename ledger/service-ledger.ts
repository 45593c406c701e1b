import type { State } from "./state";

/** A customer's connection to one service, as the ledger declares it. */
export interface LedgerEntry {
  /** Name of the customer: that of its file or row. */
  readonly customer: string;
  /** Name of the connection. */
  readonly connection: string;
  /** What the customer may do. */
  readonly state: State;
  /** Whether this environment builds the customer's side. */
  readonly managed: boolean;
  /** Accounts of the customer, 12 digits each: at least one. */
  readonly accounts: readonly string[];
  /** Only these endpoints are the customer's. @default - every endpoint of the customer's accounts */
  readonly endpointIds?: readonly string[];
  /** Only endpoints of these regions are the customer's. @default - every region */
  readonly regions?: readonly string[];
  /** Day (UTC, YYYY-MM-DD) since which the state holds. @default - not known */
  readonly since?: string;
  /** Why the customer is in this state. @default - not said */
  readonly reason?: string;
  /** Last day (UTC, YYYY-MM-DD) of the access. @default - it does not end */
  readonly until?: string;
  /** Whom to talk to. @default - not said */
  readonly contact?: string;
}

/** What the ledger declares for one service, or for appliances: all that acceptance is decided by. */
export interface ServiceLedger {
  /** Name of the environment. */
  readonly environment: string;
  /** What is offered. */
  readonly kind: "service" | "appliance";
  /** Key of the service, or of the appliances. */
  readonly service: string;
  /** Connections of customers. */
  readonly entries: readonly LedgerEntry[];
}

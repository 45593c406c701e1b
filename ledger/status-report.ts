import type { Decision, Declared } from "./decide";
import type { EndpointState, Observation } from "./observation";

/** Format of the report, in its own words: other programs look here first. */
export const STATUS_FORMAT = "privatelink-status/1";

/** What `privatelink status --format json` prints: what is declared beside what is observed. */
export interface StatusReport {
  readonly format: typeof STATUS_FORMAT;
  /** When AWS was asked, or the files were read, as an ISO 8601 time in UTC. */
  readonly generated_at: string;
  /** Whether AWS was asked, or states and plans were read. */
  readonly source: "aws" | "files";
  readonly services: readonly ServiceStatus[];
  readonly summary: StatusSummary;
  /** 0: as declared; 1: there are differences; 2: something could not be asked. */
  readonly exit_code: 0 | 1 | 2;
}

/** A service, or appliances, with all their connections. */
export interface ServiceStatus {
  readonly environment: string;
  readonly kind: "service" | "appliance";
  /** Key of the service, or of the appliances. */
  readonly service: string;
  /** Account of the service. */
  readonly account: string;
  readonly region: string;
  /** `vpce-svc-...`; null where the service is not deployed, or was not found. */
  readonly service_id: string | null;
  /** Whether the connections are known. Where they are not, nothing can be said of who is connected. */
  readonly is_known: boolean;
  /** Why the connections are not known; null where they are. */
  readonly problem: string | null;
  readonly connections: readonly ConnectionStatus[];
  readonly customers: readonly CustomerStatus[];
}

/** An endpoint. */
export interface ConnectionStatus {
  readonly endpoint_id: string;
  readonly owner: string;
  readonly region: string;
  readonly state: EndpointState;
  /** Name of the customer, and of the connection, that it belongs to; null where no record names it. */
  readonly customer: string | null;
  readonly connection: string | null;
  readonly declared: Declared;
  readonly observed: Observation;
  /** What the acceptor or `reconcile` does to it. */
  readonly action: Decision["action"];
  readonly difference: Decision["difference"] | null;
  readonly says: string;
}

/** A record of the ledger. */
export interface CustomerStatus {
  readonly customer: string;
  readonly connection: string;
  readonly managed: boolean;
  readonly declared: Declared;
  readonly since: string | null;
  readonly until: string | null;
  readonly reason: string | null;
  readonly observed: Observation;
  readonly endpoint_ids: readonly string[];
  readonly difference: Decision["difference"] | null;
  readonly says: string;
}

export interface StatusSummary {
  readonly services: number;
  readonly unknown_services: number;
  readonly customers: number;
  readonly connections: number;
  /** Endpoints that are connected: `available` or `partial`. */
  readonly connected: number;
  readonly differences: number;
  /** How many differences there are of each kind. */
  readonly by_difference: Readonly<Record<string, number>>;
}

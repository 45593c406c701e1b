import type { CARD_FORMAT, CARD_VERSION } from "./format";

/** A port that consumers connect to. */
export interface CardListener {
  /** Port that consumers connect to. */
  readonly port: number;
  /** What consumers speak there. `TCP_UDP` is both; `TLS` ends at the service's load balancer. */
  readonly protocol: "TCP" | "TLS" | "UDP" | "TCP_UDP";
  /** Path that is answered over plain HTTP while the service is well. @default - there is none */
  readonly httpPath?: string | undefined;
}

/** Service card: what a consumer needs to know of a service to connect to it. */
export interface ServiceCard {
  /** What the document is. */
  readonly format: typeof CARD_FORMAT;
  /** Version of the format. */
  readonly version: typeof CARD_VERSION;
  /** Type of the endpoint that connects to the service. */
  readonly type: "Interface";
  /** Environment of the provider that the service is of. */
  readonly environment: string;
  /** Key of the service within its environment. */
  readonly service: string;
  /** What the service is: one line. @default - it says nothing */
  readonly description?: string | undefined;
  /** Link to what is to be read about the service. @default - there is none */
  readonly documentation?: string | undefined;
  /** Whom to talk to about the service: one line. @default - it says nothing */
  readonly contact?: string | undefined;
  /** Name of the service, which endpoints ask for; null before the service is deployed. */
  readonly serviceName: string | null;
  /** Id of the account of the service, 12 digits. */
  readonly account: string;
  /** Region of the service. */
  readonly region: string;
  /** Regions that endpoints may connect from, the service's own among them. */
  readonly supportedRegions: readonly string[];
  /** Ids of the zones that the service is offered in: an endpoint in its Region has subnets only in these. */
  readonly zoneIds: readonly string[];
  /** Ports that consumers connect to, by name. */
  readonly listeners: Readonly<Record<string, CardListener>>;
  /** Types of addresses that endpoints may have. */
  readonly addressTypes: readonly ("ipv4" | "ipv6")[];
  /** Private DNS name that endpoints may answer to. @default - the service has none */
  readonly privateDnsName?: string | undefined;
  /**
   * How connections are accepted: those of consumers that the provider knows (`registered`), by a person (`manual`), or
   * at once (`automatic`).
   */
  readonly acceptance: "registered" | "manual" | "automatic";
  /** Whether endpoints may have a policy. Services of load balancers take none. */
  readonly endpointPolicy: boolean;
}

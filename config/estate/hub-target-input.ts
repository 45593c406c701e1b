import type { ProtocolPort } from "../../modules/aws/port";
import { pathsAt } from "../connection/endpoint-ports";
import { namesToTry } from "../connection/names";
import type { Offers } from "../connection/offers";
import type { ManagedConsumerSpec } from "../consumer-schema";
import type { Environment } from "../environment";
import { hubConsumerName } from "../hub/places";
import { endpointStackName } from "./stack-names";

/** What the client application of a consumer checks of a connection that is a hub's. */
export interface HubTargetInput {
  /** Name of the stack of the hub's VPC that the endpoint is in. */
  readonly stack: string;
  /** Name that the hub's Profile brings. */
  readonly host: string;
  /** Further names. */
  readonly names: readonly string[];
  readonly ports: readonly ProtocolPort[];
  /** Paths to ask for over HTTP, by port. */
  readonly httpPaths: Readonly<Record<number, string>>;
}

/**
 * What a consumer's client checks of connections that are a hub's, by the name of the connection, sorted: of those
 * whose endpoint has a name.
 */
export function hubTargetInputs(
  environment: Environment,
  offers: Offers,
  viaHub: NonNullable<ManagedConsumerSpec["viaHub"]>,
): Record<string, HubTargetInput> {
  const targets: Record<string, HubTargetInput> = {};
  for (const [key, via] of Object.entries(viaHub).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [host, ...names] = namesToTry(environment, via.connection);
    // Somebody else's service, whose name nobody has told.
    if (host === undefined) continue;
    const offered = offers.of(via.connection);
    const ports = offers.portsOf(via.connection);
    const httpPaths = pathsAt(ports, { ...offered.httpPaths, ...via.connection.httpPaths });
    targets[key] = { stack: endpointStackName(environment, hubConsumerName(via)), host, names, ports, httpPaths };
  }
  return targets;
}

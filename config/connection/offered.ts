import { awsServicePorts } from "../../modules/aws/aws-service";
import { type PortSpec, portSpec } from "../../modules/aws/port";
import { type DeployedServiceCard, endpointPorts } from "../../modules/card/read-card";
import { endpointPortsOf, httpPathOf } from "../../modules/provider/load-balancer/listener";
import type { Environment } from "../environment";
import type { ConnectionSpec } from "./connection-schema";

/** What a service offers, as far as the files of an environment tell it. */
export interface Offered {
  /** Ports to reach. */
  readonly ports: readonly PortSpec[];
  /** Paths that are known to be answered over HTTP, by TCP port. */
  readonly httpPaths: Readonly<Record<number, string>>;
}

/** What the service that a connection leads to offers. */
export function offeredBy(
  { services, cards }: Pick<Environment, "services" | "cards">,
  { service, card, awsService }: Pick<ConnectionSpec, "service" | "card" | "awsService">,
): Offered {
  const document = cards[card ?? ""];
  if (document) return offeredByCard(document);
  const listeners = Object.values(services[service ?? ""]?.listeners ?? {});
  const paths = listeners.map((listener) => [listener.port, httpPathOf(listener)] as const);
  return {
    ports: [
      ...listeners.flatMap(endpointPortsOf).map(portSpec),
      ...(awsService === undefined ? [] : awsServicePorts(awsService)),
    ],
    httpPaths: knownPaths(paths),
  };
}

/** What the service of a card offers. */
export function offeredByCard(card: DeployedServiceCard): Offered {
  const paths = Object.values(card.listeners).map(({ port, httpPath }) => [port, httpPath] as const);
  return { ports: endpointPorts(card), httpPaths: knownPaths(paths) };
}

function knownPaths(paths: readonly (readonly [port: number, path: string | undefined])[]): Record<number, string> {
  const known = paths.filter((each): each is readonly [number, string] => each[1] !== undefined);
  return Object.fromEntries(known);
}

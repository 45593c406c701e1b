import { type DeployedServiceCard, endpointPorts, endpointServiceOf } from "../../modules/card";
import type { FoundService } from "./found-service";

/** Somebody else's service by its card: all of it is known, and AWS is asked nothing. @param here region of the endpoint. */
export function cardService(card: DeployedServiceCard, here: string): FoundService {
  const httpPaths: Record<number, string> = {};
  for (const { port, httpPath } of Object.values(card.listeners))
    if (httpPath !== undefined) httpPaths[port] = httpPath;
  return { service: endpointServiceOf(card, here), ports: endpointPorts(card), httpPaths };
}

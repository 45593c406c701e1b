import { type TerraformStack, Token } from "cdktf";
import type { Environment } from "../../config/environment";
import { portSpec } from "../../modules/aws/port";
import { EndpointServiceLookup } from "../../modules/consumer";
import { endpointPortsOf, httpPathOf } from "../../modules/provider/load-balancer";
import type { ServiceOutputs } from "../service-outputs";
import { serviceStackName } from "../stack-names";
import { readOutput } from "../state";
import { type FoundService, otherRegion } from "./found-service";

/**
 * A service of the same environment: its name by the output of its stack, its zones by a lookup, ports and paths from its
 * listeners.
 *
 * @param id of the lookup.
 * @param here region of the endpoint.
 */
export function ownService(
  stack: TerraformStack,
  id: string,
  environment: Environment,
  service: string,
  here: string,
): FoundService {
  const stackName = serviceStackName(environment.name, service);
  const serviceName = Token.asString(readOutput<ServiceOutputs>(stack, environment, stackName, "service_name"));
  const listeners = Object.values(environment.services[service]?.listeners ?? {});
  const httpPaths: Record<number, string> = {};
  for (const listener of listeners) {
    const path = httpPathOf(listener);
    if (path !== undefined) httpPaths[listener.port] = path;
  }
  return {
    service: new EndpointServiceLookup(stack, id, {
      serviceName,
      serviceRegion: otherRegion(environment.region, here),
    }),
    ports: listeners.flatMap(endpointPortsOf).map(portSpec),
    httpPaths,
  };
}

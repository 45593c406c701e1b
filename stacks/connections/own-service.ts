import { type TerraformStack, Token } from "cdktf";
import { offeredBy } from "../../config/connection/offered";
import type { Environment } from "../../config/environment";
import { EndpointServiceLookup } from "../../modules/consumer";
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
  return {
    service: new EndpointServiceLookup(stack, id, {
      serviceName,
      serviceRegion: otherRegion(environment.region, here),
    }),
    ...offeredBy(environment, { service }),
  };
}

import type { TerraformStack } from "cdktf";
import { offeredBy } from "../../config/connection/offered";
import type { Environment } from "../../config/environment";
import { zonesOf } from "../../config/vpc-schema";
import type { ServiceOutputs } from "../service-outputs";
import { serviceStackName } from "../stack-names";
import { NOT_DEPLOYED, readOutput } from "../state";
import { type FoundService, otherRegion } from "./found-service";

/**
 * A service of the same environment. Its name is an output of its stack. Its zones, ports and paths are in its spec.
 *
 * The stack does not look the service up. AWS shows a service only to its owner and to allowed principals. A look-up
 * would fail once the principal is revoked, and the consumer's stack could then not be destroyed.
 *
 * @param here region of the endpoint.
 */
export function ownService(
  stack: TerraformStack,
  environment: Environment,
  service: string,
  here: string,
): FoundService {
  const stackName = serviceStackName(environment.name, service);
  const { serviceName: otherwise } = NOT_DEPLOYED;
  const serviceName = readOutput<ServiceOutputs>(stack, environment, stackName, "service_name", otherwise);
  const spec = environment.services[service];
  const region = otherRegion(environment.region, here);
  return {
    service: {
      serviceName,
      ...(spec ? { zoneIds: zonesOf(spec.vpc), addressTypes: spec.addressTypes } : {}),
      ...(region === undefined ? {} : { region }),
      // Services behind Network Load Balancers support no endpoint policy.
      endpointPolicy: false,
    },
    ...offeredBy(environment, { service }),
  };
}

import type { TerraformStack } from "cdktf";
import type { StateEnvironment } from "../../config/estate/common-input";
import type { DeployedService, ServiceReference } from "../../config/estate/service-reference";
import { EndpointServiceLookup, type IEndpointService } from "../../modules/consumer";
import type { ServiceOutputs } from "../service-outputs";
import { NOT_DEPLOYED, readOutput } from "../state";

/**
 * What a connection leads to.
 *
 * @param name name of the connection.
 */
export function findService(
  stack: TerraformStack,
  environment: StateEnvironment,
  name: string,
  reference: ServiceReference,
): IEndpointService {
  switch (reference.from) {
    case "stack":
      return deployedService(stack, environment, reference);
    case "lookup": {
      const { serviceName, serviceRegion } = reference;
      return new EndpointServiceLookup(stack, `service-${name}`, { serviceName, serviceRegion });
    }
    case "files":
      return reference.service;
  }
}

/**
 * A service of the same environment. Its name is an output of its stack.
 *
 * The stack does not look the service up. AWS shows a service only to its owner and to allowed principals. A look-up
 * would fail once the principal is revoked, and the consumer's stack could then not be destroyed.
 */
function deployedService(
  stack: TerraformStack,
  environment: StateEnvironment,
  { stack: stackName, zoneIds, addressTypes, region }: DeployedService,
): IEndpointService {
  const { serviceName } = NOT_DEPLOYED;
  return {
    serviceName: readOutput<ServiceOutputs>(stack, environment, stackName, "service_name", serviceName),
    ...(zoneIds === undefined ? {} : { zoneIds }),
    ...(addressTypes === undefined ? {} : { addressTypes }),
    ...(region === undefined ? {} : { region }),
    // Services behind Network Load Balancers support no endpoint policy.
    endpointPolicy: false,
  };
}

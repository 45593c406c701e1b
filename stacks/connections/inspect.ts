import type { TerraformStack } from "cdktf";
import type { StateEnvironment } from "../../config/estate/common-input";
import type { InspectionInput } from "../../config/estate/inspection-input";
import { EndpointServiceLookup, type IEndpointService, Inspection } from "../../modules/consumer";
import { IsolatedVpc, type IVpc } from "../../modules/vpc";
import type { ApplianceOutputs } from "../appliance-stack";
import { NOT_DEPLOYED, readOutput } from "../state";

/**
 * Puts appliances on the way between the clients of a VPC and its endpoints.
 *
 * @param name what names of what is made begin with.
 * @param vpc a new one, as the schema of the files has it.
 */
export function inspect(
  stack: TerraformStack,
  environment: StateEnvironment,
  name: string,
  { service, clientSubnets, subnets, routed, tags, timeouts }: InspectionInput,
  vpc: IVpc,
): Inspection {
  if (!(vpc instanceof IsolatedVpc)) throw new Error(`${name}: expected a new VPC for the inspection`);
  return new Inspection(stack, "inspection", {
    name: `${name}-inspection`,
    vpc,
    service: serviceOf(stack, environment, service),
    clientSubnetCidrBlocks: clientSubnets,
    subnetCidrBlocks: subnets,
    routed,
    tags,
    timeouts,
  });
}

function serviceOf(
  stack: TerraformStack,
  environment: StateEnvironment,
  reference: InspectionInput["service"],
): IEndpointService {
  switch (reference.from) {
    case "stack": {
      const { stack: from, zoneIds } = reference;
      const { serviceName } = NOT_DEPLOYED;
      return {
        serviceName: readOutput<ApplianceOutputs>(stack, environment, from, "service_name", serviceName),
        zoneIds,
      };
    }
    case "lookup":
      return new EndpointServiceLookup(stack, "inspection-service", {
        serviceName: reference.serviceName,
        serviceType: "GatewayLoadBalancer",
      });
    case "files":
      return reference.service;
  }
}

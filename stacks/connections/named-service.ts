import type { TerraformStack } from "cdktf";
import { awsServiceName, awsServicePorts, awsServiceRegion, regionOfGlobalName } from "../../modules/aws/aws-service";
import { type EndpointServiceName, parseServiceArn, parseServiceName } from "../../modules/aws/endpoint-service-name";
import { EndpointServiceLookup, type IEndpointService } from "../../modules/consumer";
import { type FoundService, otherRegion } from "./found-service";

/** Somebody else's service by its name or its ARN, or one of AWS's by its short name; and perhaps its zones by hand. */
interface NamedService {
  readonly serviceName?: string | undefined;
  readonly serviceArn?: string | undefined;
  readonly awsService?: string | undefined;
  readonly region?: string | undefined;
  readonly zones?: readonly string[] | undefined;
  /** Whether AWS is asked for it. @default - unless there are zones */
  readonly lookup?: boolean | undefined;
}

/**
 * Finds a service by its name, with its zones by a lookup where they are not given.
 *
 * @param id of the lookup.
 * @param here region of the endpoint.
 */
export function namedService(stack: TerraformStack, id: string, named: NamedService, here: string): FoundService {
  const { awsService } = named;
  const ports = awsService === undefined ? [] : awsServicePorts(awsService);
  return { service: serviceOf(stack, id, named, here), ports, httpPaths: {} };
}

function serviceOf(stack: TerraformStack, id: string, named: NamedService, here: string): IEndpointService {
  const { serviceName, region = regionOfGlobalName(serviceName, here) } = nameOf(named, here);
  const serviceRegion = otherRegion(region, here);
  const { zones, lookup = zones === undefined } = named;
  if (lookup) return new EndpointServiceLookup(stack, id, { serviceName, serviceRegion });
  return {
    serviceName,
    ...(zones === undefined ? {} : { zoneIds: zones }),
    ...(serviceRegion === undefined ? {} : { region: serviceRegion }),
  };
}

function nameOf({ serviceName = "", serviceArn, awsService, region }: NamedService, here: string): EndpointServiceName {
  if (awsService !== undefined) {
    const there = awsServiceRegion(awsService, here, region);
    return { serviceName: awsServiceName(awsService, there), region: there };
  }
  const parsed = serviceArn === undefined ? parseServiceName(serviceName) : parseServiceArn(serviceArn);
  if (typeof parsed === "string") throw new Error(`${serviceArn ?? serviceName}: expected ${parsed}`);
  return parsed;
}

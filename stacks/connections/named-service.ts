import type { TerraformStack } from "cdktf";
import { parseServiceArn } from "../../modules/aws/endpoint-service-name";
import { EndpointServiceLookup, type IEndpointService } from "../../modules/consumer";
import type { FoundService } from "./found-service";

/** Somebody else's service by its name or its ARN, and perhaps its zones by hand. */
interface NamedService {
  readonly serviceName?: string | undefined;
  readonly serviceArn?: string | undefined;
  readonly zones?: readonly string[] | undefined;
}

/** Finds somebody else's service by its name or its ARN, with its zones by a lookup where they are not given. @param id of the lookup. */
export function namedService(stack: TerraformStack, id: string, named: NamedService): FoundService {
  return { service: serviceOf(stack, id, named), ports: [], httpPaths: {} };
}

function serviceOf(
  stack: TerraformStack,
  id: string,
  { serviceName, serviceArn = "", zones: zoneIds }: NamedService,
): IEndpointService {
  if (zoneIds === undefined)
    return new EndpointServiceLookup(stack, id, serviceName === undefined ? { serviceArn } : { serviceName });
  const parsed = parseServiceArn(serviceArn);
  return { serviceName: serviceName ?? (typeof parsed === "string" ? "" : parsed.serviceName), zoneIds };
}

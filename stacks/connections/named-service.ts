import type { TerraformStack } from "cdktf";
import { EndpointServiceLookup } from "../../modules/consumer";
import type { FoundService } from "./found-service";

/** Somebody else's service by its name or its ARN, with its zones by a lookup. @param id of the lookup. */
export function namedService(
  stack: TerraformStack,
  id: string,
  name: { readonly serviceName: string } | { readonly serviceArn: string },
): FoundService {
  return { service: new EndpointServiceLookup(stack, id, name), ports: [], httpPaths: {} };
}

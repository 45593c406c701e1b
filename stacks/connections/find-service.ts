import type { TerraformStack } from "cdktf";
import type { ConnectionSpec } from "../../config/connection/connection-schema";
import type { Environment } from "../../config/environment";
import type { FoundService } from "./found-service";
import { namedService } from "./named-service";
import { ownService } from "./own-service";

/** What a connection leads to, in the way that it says. @param name name of the connection. */
export function findService(
  stack: TerraformStack,
  environment: Environment,
  name: string,
  { service, serviceName, serviceArn }: ConnectionSpec,
): FoundService {
  const id = `service-${name}`;
  if (service !== undefined) return ownService(stack, id, environment, service);
  if (serviceName !== undefined) return namedService(stack, id, { serviceName });
  return namedService(stack, id, { serviceArn: serviceArn ?? "" });
}

import type { TerraformStack } from "cdktf";
import type { ConnectionSpec } from "../../config/connection/connection-schema";
import type { Environment } from "../../config/environment";
import { cardService } from "./card-service";
import type { FoundService } from "./found-service";
import { namedService } from "./named-service";
import { ownService } from "./own-service";

/**
 * What a connection leads to, in the way that it says.
 *
 * @param name name of the connection.
 * @param here region of the endpoint.
 */
export function findService(
  stack: TerraformStack,
  environment: Environment,
  name: string,
  connection: ConnectionSpec,
  here: string,
): FoundService {
  const id = `service-${name}`;
  if (connection.service !== undefined) return ownService(stack, environment, connection.service, here);
  const card = environment.cards[connection.card ?? ""];
  return card ? cardService(card, here) : namedService(stack, id, connection, here);
}

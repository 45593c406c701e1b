import type { ConnectionSpec } from "../connection/connection-schema";
import { type Offered, offeredBy } from "../connection/offered";
import type { Environment } from "../environment";

/**
 * What the services of connections offer, worked out once for each service: thousands of consumers may connect to one.
 */
export class Offers {
  private readonly known = new Map<string, Offered>();

  constructor(private readonly environment: Environment) {}

  /** Ports and paths of the service that a connection leads to, as far as the files tell them. */
  of(connection: Pick<ConnectionSpec, "service" | "card" | "awsService">): Offered {
    const { service, card, awsService } = connection;
    // No key of a service or a card has a slash, nor has the name of a service of AWS.
    const key = `${service ?? ""}/${card ?? ""}/${awsService ?? ""}`;
    const offered = this.known.get(key) ?? offeredBy(this.environment, connection);
    this.known.set(key, offered);
    return offered;
  }
}

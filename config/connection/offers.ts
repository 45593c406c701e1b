import { type ProtocolPort, readablePorts } from "../../modules/aws/port";
import type { Environment } from "../environment";
import type { ConnectionSpec } from "./connection-schema";
import { type Offered, offeredBy } from "./offered";

/** What a connection says of where it leads to. */
type To = Pick<ConnectionSpec, "service" | "card" | "awsService">;

/**
 * What the services of connections offer, worked out once for each service: thousands of consumers may connect to one.
 */
export class Offers {
  private readonly known = new Map<string, Offered & { readonly readable: readonly ProtocolPort[] }>();

  constructor(private readonly environment: Pick<Environment, "services" | "cards">) {}

  /** Ports and paths of the service that a connection leads to, as far as the files tell them. */
  of(connection: To): Offered {
    return this.offeredTo(connection);
  }

  /** The ports of a connection that can be read, each once and in order: its own, or else those of the service. */
  portsOf(connection: To & Pick<ConnectionSpec, "ports">): readonly ProtocolPort[] {
    return connection.ports ? readablePorts(connection.ports) : this.offeredTo(connection).readable;
  }

  private offeredTo(connection: To): Offered & { readonly readable: readonly ProtocolPort[] } {
    const { service, card, awsService } = connection;
    // No key of a service or a card has a slash, nor has the name of a service of AWS.
    const key = `${service ?? ""}/${card ?? ""}/${awsService ?? ""}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const offered = offeredBy(this.environment, connection);
    const found = { ...offered, readable: readablePorts(offered.ports) };
    this.known.set(key, found);
    return found;
  }
}

import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { type Environment, type RegisteredConnection, registeredConnections } from "../config/environment";
import type { ServiceSpec } from "../config/environment-schema";
import { ConnectionAcceptance } from "../modules/provider";
import { ENDPOINT_IDS_OUTPUT } from "./consumer-stack";
import { PrivateLinkStack } from "./privatelink-stack";
import { SERVICE_ID_OUTPUT } from "./service-stack";
import { acceptanceStackName, consumerStackName, serviceStackName } from "./stack-names";
import { readState } from "./state";

/**
 * `<environment>-acceptance-<service>`: acceptance of the registered consumers' connections, in the provider's account.
 * Always of all of them, whatever was selected: a connection left out would be rejected.
 */
export class AcceptanceStack extends PrivateLinkStack {
  constructor(scope: Construct, environment: Environment, key: string, spec: ServiceSpec) {
    super(scope, acceptanceStackName(environment.name, key), {
      environment,
      role: "acceptance",
      account: spec.account,
      assumedRole: spec.role,
      tags: { Service: key },
    });
    const connections = registeredConnections(environment, key);
    if (connections.length > 0) this.accept(environment, key, connections);
    this.output(
      "accepted_connections",
      connections.map(({ consumer, connection }) => `${consumer}/${connection}`),
      "Connections that are accepted, as <consumer>/<connection>",
    );
  }

  private accept(environment: Environment, key: string, connections: readonly RegisteredConnection[]): void {
    const service = readState(this, environment, serviceStackName(environment.name, key));
    const endpointIds: Record<string, string> = {};
    // Neither key has an underscore, so that no two connections get one name.
    for (const { consumer, connection, endpointId } of connections)
      endpointIds[`${consumer}_${connection}`] = endpointId ?? this.endpointIdOf(environment, consumer, connection);
    new ConnectionAcceptance(this, "connections", { serviceId: service.getString(SERVICE_ID_OUTPUT), endpointIds });
  }

  private endpointIdOf(environment: Environment, consumer: string, connection: string): string {
    const state = readState(this, environment, consumerStackName(environment.name, consumer));
    return Token.asString(Fn.lookup(state.get(ENDPOINT_IDS_OUTPUT), connection));
  }
}

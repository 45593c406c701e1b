import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { type Environment, registeredConnections } from "../config/environment";
import { ConnectionAcceptance } from "../modules/provider";
import type { ConsumerOutputs } from "./consumer-stack";
import { PrivateLinkStack } from "./privatelink-stack";
import type { ServiceOutputs } from "./service-outputs";
import { acceptanceStackName, applianceStackName, endpointStackName, serviceStackName } from "./stack-names";
import { readOutput } from "./state";

/** Outputs of an acceptance stack. */
export interface AcceptanceOutputs {
  /** Id of the endpoint service, as its own stack has it. */
  readonly service_id: string;
  /** Connections that are accepted, as `<consumer>/<connection>`. */
  readonly accepted_connections: readonly string[];
}

/** A service, or appliances, whose connections are accepted. */
export interface Acceptor {
  readonly kind: "service" | "appliance";
  readonly account: string;
  readonly role?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * `<environment>-acceptance-<service>`, `<environment>-acceptance-<appliance>`: acceptance of the registered consumers' connections, in the provider's account.
 * Always of all of them, whatever was selected: a connection left out would be rejected.
 */
export class AcceptanceStack extends PrivateLinkStack {
  readonly outputs: AcceptanceOutputs;

  constructor(scope: Construct, environment: Environment, key: string, { kind, account, role, tags }: Acceptor) {
    super(scope, acceptanceStackName(environment.name, key), {
      environment,
      role: "acceptance",
      account,
      assumedRole: role,
      tags: { ...tags, [kind === "service" ? "Service" : "Appliance"]: key },
    });
    const stackName = (kind === "service" ? serviceStackName : applianceStackName)(environment.name, key);
    const serviceId = Token.asString(readOutput<ServiceOutputs>(this, environment, stackName, "service_id"));
    const endpointIds: Record<string, string> = {};
    const connections = registeredConnections(environment, key);
    // Neither key has an underscore, so that no two connections get one name.
    for (const { consumer, connection, endpointId } of connections)
      endpointIds[`${consumer}_${connection}`] = endpointId ?? this.endpointIdOf(environment, consumer, connection);
    new ConnectionAcceptance(this, "connections", { serviceId, endpointIds });
    this.outputs = this.publish<AcceptanceOutputs>(
      {
        service_id: serviceId,
        accepted_connections: connections.map(({ consumer, connection }) => `${consumer}/${connection}`),
      },
      {
        service_id: "Endpoint service whose connections are accepted",
        accepted_connections: "Connections that are accepted, as <consumer>/<connection>",
      },
    );
  }

  private endpointIdOf(environment: Environment, consumer: string, connection: string): string {
    const stackName = endpointStackName(environment, consumer);
    const endpointIds = readOutput<ConsumerOutputs>(this, environment, stackName, "endpoint_ids");
    return Token.asString(Fn.lookup(endpointIds, connection));
  }
}

import { TerraformLocal, Token } from "cdktf";
import type { Construct } from "constructs";
import { type Environment, type RegisteredConnection, registeredConnections } from "../config/environment";
import { type AwaitedEndpoint, ConnectionAcceptance } from "../modules/provider";
import type { ConsumerOutputs } from "./consumer-stack";
import { OptionalStates } from "./optional-states";
import { PrivateLinkStack } from "./privatelink-stack";
import type { ServiceOutputs } from "./service-outputs";
import { acceptanceStackName, applianceStackName, endpointStackName, serviceStackName } from "./stack-names";
import { NOT_DEPLOYED, readOutput } from "./state";

/** Outputs of an acceptance stack. */
export interface AcceptanceOutputs {
  /** Id of the endpoint service, as its own stack has it. */
  readonly service_id: string;
  /** Connections that are accepted, as `<consumer>/<connection>`. */
  readonly accepted_connections: readonly string[];
  /**
   * Connections whose consumer's stack is not deployed, as `<consumer>/<connection>`. They are accepted when this stack is
   * applied after the consumer's.
   */
  readonly waiting_for_endpoint: readonly string[];
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
    const serviceId = readOutput<ServiceOutputs>(this, environment, stackName, "service_id", NOT_DEPLOYED.service);
    const connections = registeredConnections(environment, key);
    const endpoints = this.endpointsOf(environment, stackName, connections);
    new ConnectionAcceptance(this, "connections", { serviceId, endpointIds: endpoints });
    const waiting = namesWhere(connections, endpoints, false);
    if (Token.isUnresolved(waiting)) this.warnOfMissingEndpoints(waiting);
    this.outputs = this.publish<AcceptanceOutputs>(
      {
        service_id: serviceId,
        accepted_connections: namesWhere(connections, endpoints, true),
        waiting_for_endpoint: waiting,
      },
      {
        service_id: "Endpoint service whose connections are accepted",
        accepted_connections: "Connections that are accepted, as <consumer>/<connection>",
        waiting_for_endpoint: "Connections whose consumer's stack is not deployed, as <consumer>/<connection>",
      },
    );
  }

  /** Lets a plan warn when no endpoint of a declared connection is found. Where all are found, it says nothing. */
  private warnOfMissingEndpoints(waiting: readonly string[]): void {
    const { fqn } = new TerraformLocal(this, "waiting-for-endpoint", waiting);
    this.addOverride("check.endpoints-are-found", {
      assert: [
        {
          condition: `\${length(${fqn}) == 0}`,
          error_message: `No endpoint is found of: \${join(", ", ${fqn})}. Either the consumer's stack is not deployed, or its state is missing or elsewhere. If a connection was accepted before, this plan rejects it: put the state back first.`,
        },
      ],
    });
  }

  /** The endpoints of connections: of external consumers as their files say, of the others from their stacks' states. */
  private endpointsOf(
    environment: Environment,
    serviceStack: string,
    connections: readonly RegisteredConnection[],
  ): Record<string, string | AwaitedEndpoint> {
    const endpoints: Record<string, string | AwaitedEndpoint> = {};
    let states: OptionalStates | undefined;
    for (const each of connections) {
      const { consumer, connection, endpointId } = each;
      if (endpointId !== undefined) {
        endpoints[nameOf(each)] = endpointId;
        continue;
      }
      states ??= new OptionalStates(this, environment, serviceStack);
      const stackName = endpointStackName(environment, consumer);
      const id = states.entry<ConsumerOutputs>(stackName, "endpoint_ids", connection);
      const { fqn } = new TerraformLocal(this, `endpoint-${nameOf(each)}`, `\${${id}}`);
      endpoints[nameOf(each)] = { endpointId: `\${${fqn}}`, when: `${fqn} != null` };
    }
    return endpoints;
  }
}

/** Name of a connection. Neither key has an underscore, so no two connections get one name. */
function nameOf({ consumer, connection }: RegisteredConnection): string {
  return `${consumer}_${connection}`;
}

/** Names of the connections whose endpoint exists, or does not exist, as `<consumer>/<connection>`. */
function namesWhere(
  connections: readonly RegisteredConnection[],
  endpoints: Readonly<Record<string, string | AwaitedEndpoint>>,
  exists: boolean,
): readonly string[] {
  const names = connections.map(({ consumer, connection }) => `${consumer}/${connection}`);
  const conditions = connections.map((each) => {
    const endpoint = endpoints[nameOf(each)];
    return endpoint === undefined || typeof endpoint === "string" ? undefined : endpoint.when;
  });
  if (conditions.every((when) => when === undefined)) return exists ? names : [];
  const entries = names.map((name, index) => {
    const when = conditions[index] ?? "true";
    return exists ? `${when} ? "${name}" : ""` : `${when} ? "" : "${name}"`;
  });
  return Token.asList(`\${compact([${entries.join(", ")}])}`);
}

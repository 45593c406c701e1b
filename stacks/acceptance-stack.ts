import { TerraformLocal, Token } from "cdktf";
import type { Construct } from "constructs";
import type { AcceptanceInput, AcceptedConnection } from "../config/estate/acceptance-input";
import { type AwaitedEndpoint, ConnectionAcceptance } from "../modules/provider";
import type { ConsumerOutputs } from "./consumer-stack";
import { Locals } from "./locals";
import { OptionalStates } from "./optional-states";
import { PrivateLinkStack } from "./privatelink-stack";
import type { ServiceOutputs } from "./service-outputs";
import { NOT_DEPLOYED, readOutput } from "./state";

/** Outputs of an acceptance stack. */
export interface AcceptanceOutputs {
  /** Id of the endpoint service, as its own stack has it. */
  readonly service_id: string;
  /** Connections that are accepted, as `<consumer>/<connection>`. */
  readonly accepted_connections: readonly string[];
  /**
   * Connections whose consumer's stack is not deployed, as `<consumer>/<connection>`. They are accepted when this stack
   * is applied after the consumer's.
   */
  readonly waiting_for_endpoint: readonly string[];
}

/**
 * `<environment>-acceptance-<service>`, `<environment>-acceptance-<appliance>`: acceptance of the registered consumers'
 * connections, in the provider's account. Always of all of them, whatever was selected: one that is left out would be
 * rejected.
 */
export class AcceptanceStack extends PrivateLinkStack {
  readonly outputs: AcceptanceOutputs;

  constructor(scope: Construct, input: AcceptanceInput) {
    super(scope, input);
    const { acceptorStack, connections } = input;
    const { service } = NOT_DEPLOYED;
    const serviceId = readOutput<ServiceOutputs>(this, this.environment, acceptorStack, "service_id", service);
    const endpoints = this.endpointsOf(acceptorStack, connections);
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

  /**
   * The endpoints of connections: of external consumers as their files say, of the others from their stacks' states.
   */
  private endpointsOf(
    acceptorStack: string,
    connections: readonly AcceptedConnection[],
  ): Record<string, string | AwaitedEndpoint> {
    const endpoints: Record<string, string | AwaitedEndpoint> = {};
    const locals = new Locals(this, "endpoints");
    let states: OptionalStates | undefined;
    for (const each of connections) {
      const { connection, endpoint } = each;
      if ("id" in endpoint) {
        endpoints[nameOf(each)] = endpoint.id;
        continue;
      }
      states ??= new OptionalStates(this, this.environment, acceptorStack);
      const id = states.entry<ConsumerOutputs>(endpoint.stack, "endpoint_ids", connection);
      const address = locals.add(`endpoint-${nameOf(each)}`, `\${${id}}`);
      endpoints[nameOf(each)] = { endpointId: `\${${address}}`, when: `${address} != null` };
    }
    return endpoints;
  }
}

/** Name of a connection. Neither key has an underscore, so no two connections get one name. */
function nameOf({ consumer, connection }: AcceptedConnection): string {
  return `${consumer}_${connection}`;
}

/** Names of the connections whose endpoint exists, or does not exist, as `<consumer>/<connection>`. */
function namesWhere(
  connections: readonly AcceptedConnection[],
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

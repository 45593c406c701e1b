import { TerraformLocal, Token } from "cdktf";
import type { Construct } from "constructs";
import type { AcceptanceInput, AcceptedConnection } from "../config/estate/acceptance-input";
import { type AwaitedEndpoint, ConnectionAcceptance } from "../modules/provider";
import type { ConsumerOutputs } from "./consumer-outputs";
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
   * Connections without an endpoint so far, as `<consumer>/<connection>`. Those whose consumer's stack is not deployed
   * are accepted when this stack is applied after the consumer's. External consumers have to tell the id of their
   * endpoint.
   */
  readonly waiting_for_endpoint: readonly string[];
  /**
   * Connections of revoked consumers, as `<consumer>/<connection>`. The policies read it in a plan: the live
   * connections of others are not to be rejected.
   */
  readonly revoked_connections: readonly string[];
}

/**
 * `<environment>-acceptance-<service>`, `<environment>-acceptance-<appliance>`, or a shard of it: acceptance of the
 * registered consumers' connections, in the provider's account. Always of all of the shard's, whatever was selected:
 * one that is left out would be rejected.
 */
export class AcceptanceStack extends PrivateLinkStack {
  readonly outputs: AcceptanceOutputs;

  constructor(scope: Construct, input: AcceptanceInput) {
    super(scope, input);
    const { acceptorStack, connections, awaited, revoked } = input;
    const { service } = NOT_DEPLOYED;
    const serviceId = readOutput<ServiceOutputs>(this, this.environment, acceptorStack, "service_id", service);
    const endpoints = this.endpointsOf(acceptorStack, connections);
    new ConnectionAcceptance(this, "connections", {
      serviceId,
      endpointIds: endpoints,
      formerNames: formerNames(connections),
    });
    const missing = namesWhere(connections, endpoints, false);
    if (Token.isUnresolved(missing)) this.warnOfMissingEndpoints(missing);
    this.outputs = this.publish<AcceptanceOutputs>(
      {
        service_id: serviceId,
        accepted_connections: namesWhere(connections, endpoints, true),
        waiting_for_endpoint: namesWhere(connections, endpoints, false, awaited),
        revoked_connections: revoked,
      },
      {
        service_id: "Endpoint service whose connections are accepted",
        accepted_connections: "Connections that are accepted, as <consumer>/<connection>",
        waiting_for_endpoint:
          "Connections without an endpoint so far, as <consumer>/<connection>: deploy the consumer's stack, or write the endpoint's id into the consumer's record",
        revoked_connections: "Connections of revoked consumers, as <consumer>/<connection>",
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

/**
 * Name of an endpoint's connection. That of an external consumer has the endpoint's id in it, so that a further
 * endpoint changes nothing for the first. No part has an underscore, so no two get one name.
 */
function nameOf(connection: AcceptedConnection): string {
  const { endpoint } = connection;
  return "id" in endpoint ? `${shortNameOf(connection)}_${endpoint.id}` : shortNameOf(connection);
}

function shortNameOf({ consumer, connection }: AcceptedConnection): string {
  return `${consumer}_${connection}`;
}

/** Names that connections had before the ids of endpoints were in them, by the present names. */
function formerNames(connections: readonly AcceptedConnection[]): Readonly<Record<string, string>> {
  const first = connections.filter(({ endpoint }) => "id" in endpoint && endpoint.isFirst);
  return Object.fromEntries(first.map((each) => [nameOf(each), shortNameOf(each)]));
}

/**
 * Names of the connections whose endpoint exists, or does not exist, as `<consumer>/<connection>`.
 *
 * @param others names to add.
 */
function namesWhere(
  connections: readonly AcceptedConnection[],
  endpoints: Readonly<Record<string, string | AwaitedEndpoint>>,
  exists: boolean,
  others: readonly string[] = [],
): readonly string[] {
  const names = connections.map(({ consumer, connection }) => `${consumer}/${connection}`);
  const conditions = connections.map((each) => {
    const endpoint = endpoints[nameOf(each)];
    return endpoint === undefined || typeof endpoint === "string" ? undefined : endpoint.when;
  });
  // A connection with several endpoints is named once.
  if (conditions.every((when) => when === undefined)) return [...new Set(exists ? names : []), ...others];
  const entries = names.map((name, index) => {
    const when = conditions[index] ?? "true";
    return exists ? `${when} ? "${name}" : ""` : `${when} ? "" : "${name}"`;
  });
  const found = `compact([${[...entries, ...others.map((name) => `"${name}"`)].join(", ")}])`;
  return Token.asList(new Set(names).size === names.length ? `\${${found}}` : `\${distinct(${found})}`);
}

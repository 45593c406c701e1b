import type { Environment } from "../environment";
import { type CommonInput, commonInput } from "./common-input";
import type { Registrations } from "./registrations";
import { acceptanceStackName, applianceStackName, endpointStackName, serviceStackName } from "./stack-names";

/** A connection to accept. */
export interface AcceptedConnection {
  /** Name of the consumer. */
  readonly consumer: string;
  /** Name of the connection. */
  readonly connection: string;
  /** Id of the endpoint, of an external consumer; or name of the stack that the endpoint is in. */
  readonly endpoint: { readonly id: string } | { readonly stack: string };
}

/** What the stack that accepts connections is made of. */
export interface AcceptanceInput extends CommonInput {
  /** Name of the stack of the service, or of the appliances. */
  readonly acceptorStack: string;
  /** Connections to accept: always all of them, whatever is selected. One that is left out would be rejected. */
  readonly connections: readonly AcceptedConnection[];
}

/** A service, or appliances, whose connections are accepted. */
interface Acceptor {
  readonly kind: "service" | "appliance";
  readonly key: string;
  readonly spec: {
    readonly account: string;
    readonly role?: string | undefined;
    readonly tags: Readonly<Record<string, string>>;
  };
}

/** The input of the stack that accepts connections to a service, or to appliances. */
export function acceptanceInput(
  environment: Environment,
  registrations: Registrations,
  { kind, key, spec }: Acceptor,
): AcceptanceInput {
  return {
    ...commonInput(environment, {
      name: acceptanceStackName(environment.name, key),
      role: "acceptance",
      of: { account: spec.account, role: spec.role },
      tags: { ...spec.tags, [kind === "service" ? "Service" : "Appliance"]: key },
    }),
    acceptorStack: (kind === "service" ? serviceStackName : applianceStackName)(environment.name, key),
    connections: (registrations.connections.get(key) ?? []).map(({ consumer, connection, endpointId }) => ({
      consumer,
      connection,
      endpoint: endpointId === undefined ? { stack: endpointStackName(environment, consumer) } : { id: endpointId },
    })),
  };
}

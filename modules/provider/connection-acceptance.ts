import { VpcEndpointConnectionAccepter } from "@cdktf/provider-aws/lib/vpc-endpoint-connection-accepter";
import { TerraformCount, Token } from "cdktf";
import { Construct } from "constructs";
import { endpointIdProblem } from "../aws/endpoint-id";
import { moveFrom } from "../aws/moved";
import { known, PropertyProblems } from "../aws/property-problems";

/** Properties of {@link ConnectionAcceptance}. */
export interface ConnectionAcceptanceProps {
  /** Id of the endpoint service, `vpce-svc-...`. */
  readonly serviceId: string;
  /**
   * Ids of the endpoints to accept (`vpce-...`), by a name for the connection. The name is part of the Terraform address:
   * to change it is to reject the connection and accept it again.
   */
  readonly endpointIds: Readonly<Record<string, string | AwaitedEndpoint>>;
  /**
   * Former names of connections, by their present ones: Terraform moves these, and rejects nothing.
   *
   * @default - none
   */
  readonly formerNames?: Readonly<Record<string, string>>;
}

/** An endpoint that may not exist yet. */
export interface AwaitedEndpoint {
  /** Its id, as a token or as text with an expression in it. */
  readonly endpointId: string;
  /** Expression for whether it exists. Without it nothing is accepted, and nothing fails. */
  readonly when: string;
}

/**
 * Accepts the connections of registered consumers to an endpoint service. Taking one out rejects its connection.
 * Endpoints that wait for acceptance and are not named here keep waiting.
 */
export class ConnectionAcceptance extends Construct {
  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: ConnectionAcceptanceProps) {
    super(scope, id);
    const problems = new PropertyProblems(this);
    const endpoints = Object.entries(props.endpointIds)
      .map(([name, endpoint]) => ({ name, ...(typeof endpoint === "string" ? { endpointId: endpoint } : endpoint) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const [name, endpoint] of Object.entries(props.endpointIds))
      if (typeof endpoint === "string" && known(endpoint))
        problems.check(`endpointIds.${name}`, endpointIdProblem(endpoint), endpoint);
    problems.throwIfAny();

    const { formerNames = {} } = props;
    for (const { name, endpointId, ...awaited } of endpoints) {
      const accepter = new VpcEndpointConnectionAccepter(this, name, {
        vpcEndpointServiceId: props.serviceId,
        vpcEndpointId: endpointId,
        ...("when" in awaited ? { count: TerraformCount.of(Token.asNumber(`\${${awaited.when} ? 1 : 0}`)) } : {}),
      });
      const former = formerNames[name];
      if (former !== undefined) moveFrom(accepter, [former]);
    }
  }
}

import { VpcEndpointConnectionAccepter } from "@cdktf/provider-aws/lib/vpc-endpoint-connection-accepter";
import { Construct } from "constructs";
import { known, PropertyProblems } from "../aws/property-problems";
import { resourceId } from "../aws/resource-id";

export interface ConnectionAcceptanceProps {
  /** Id of the endpoint service, `vpce-svc-...`. */
  readonly serviceId: string;
  /**
   * Ids of the endpoints to accept (`vpce-...`), by a name for the connection. The name is part of the Terraform address:
   * to change it is to reject the connection and accept it again.
   */
  readonly endpointIds: Readonly<Record<string, string>>;
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
    for (const [name, endpointId] of Object.entries(props.endpointIds))
      if (known(endpointId)) problems.check(`endpointIds.${name}`, endpointIdProblem(endpointId), endpointId);
    problems.throwIfAny();

    for (const name of Object.keys(props.endpointIds).sort())
      new VpcEndpointConnectionAccepter(this, name, {
        vpcEndpointServiceId: props.serviceId,
        vpcEndpointId: props.endpointIds[name] as string,
      });
  }
}

/** Why a text is no endpoint's id, as what was expected instead; undefined when it is one. */
export function endpointIdProblem(text: string): string | undefined {
  return resourceId("vpce").test(text) ? undefined : "the id of a VPC endpoint, such as vpce-0123456789abcdef0";
}

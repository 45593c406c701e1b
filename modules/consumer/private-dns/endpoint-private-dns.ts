import { VpcEndpointPrivateDns } from "@cdktf/provider-aws/lib/vpc-endpoint-private-dns";
import { TerraformCount, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import type { EndpointNames } from "./endpoint-names";

/** Properties of {@link EndpointPrivateDns}. */
export interface EndpointPrivateDnsProps {
  /** The endpoint, which leaves its private DNS to this: an `InterfaceEndpoint` with `privateDns: "later"`. */
  readonly endpoint: EndpointNames;
  /** What the endpoint is called in messages, such as the name of its connection. */
  readonly name: string;
  /**
   * What becomes of an endpoint that is not accepted yet:
   * - `refused`: the plan fails. For endpoints whose acceptance is deployed before.
   * - `awaited`: plans warn and private DNS stays off; the first apply after the acceptance switches it on. For endpoints
   *   that somebody else accepts.
   */
  readonly notAccepted: "refused" | "awaited";
  /** Who must do what for the endpoint to be accepted: a sentence for the message. */
  readonly remedy: string;
}

/**
 * Switches private DNS on for an endpoint once it is accepted: AWS refuses it before. The endpoint stays what it is.
 *
 * To destroy this leaves private DNS on, as the AWS provider has it, until the endpoint itself is applied without
 * `privateDns`.
 */
export class EndpointPrivateDns extends Construct {
  /** Expression for whether private DNS is on, or is switched on by this apply. */
  readonly switchedOn: string;

  constructor(scope: Construct, id: string, { endpoint, name, notAccepted, remedy }: EndpointPrivateDnsProps) {
    super(scope, id);
    this.switchedOn = `${endpoint.fqn}.state == "available"`;
    const condition = `\${${this.switchedOn}}`;
    const message = `The endpoint of ${name}, \${${endpoint.fqn}.id}, is \${${endpoint.fqn}.state}: AWS lets it have private DNS once it is accepted. ${remedy}`;
    const privateDns = new VpcEndpointPrivateDns(this, "private-dns", {
      vpcEndpointId: endpoint.endpointId,
      privateDnsEnabled: true,
      ...(notAccepted === "refused"
        ? { lifecycle: { precondition: [{ condition, errorMessage: message }] } }
        : { count: TerraformCount.of(Token.asNumber(`\${${this.switchedOn} ? 1 : 0}`)) }),
    });
    if (notAccepted === "awaited")
      TerraformStack.of(this).addOverride(`check.${privateDns.friendlyUniqueId}`, {
        assert: [{ condition, error_message: message }],
      });
  }
}

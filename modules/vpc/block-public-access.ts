import { VpcBlockPublicAccessOptions } from "@cdktf/provider-aws/lib/vpc-block-public-access-options";
import { Construct } from "constructs";
import { known, PropertyProblems } from "../aws/property-problems";
import { BLOCK_MODES } from "./block-modes";

/** Properties of {@link BlockPublicAccess}. */
export interface BlockPublicAccessProps {
  /**
   * What is blocked: traffic of internet gateways either way, or what comes in, so that NAT gateways and egress-only internet
   * gateways still lead out.
   *
   * @default "block-bidirectional"
   */
  readonly mode?: (typeof BLOCK_MODES)[number] | undefined;
  /** Whether Terraform refuses to destroy it, which opens the whole account and region. @default true */
  readonly preventDestroy?: boolean | undefined;
}

/**
 * VPC Block Public Access: AWS lets nothing through internet gateways and egress-only internet gateways, in every VPC of the
 * account and region, whatever routes and security groups say. Traffic by PrivateLink is not touched. There is one setting an
 * account and region: two of these in one would undo each other.
 */
export class BlockPublicAccess extends Construct {
  /** What is blocked. */
  readonly mode: string;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: BlockPublicAccessProps = {}) {
    super(scope, id);
    const { mode = "block-bidirectional", preventDestroy = true } = props;
    const problems = new PropertyProblems(this);
    if (known(mode) && !BLOCK_MODES.includes(mode)) problems.add("mode", `one of ${BLOCK_MODES.join(", ")}`, mode);
    problems.throwIfAny();
    const options = new VpcBlockPublicAccessOptions(this, "options", {
      internetGatewayBlockMode: mode,
      ...(preventDestroy ? { lifecycle: { preventDestroy } } : {}),
    });
    this.mode = options.internetGatewayBlockMode;
  }
}

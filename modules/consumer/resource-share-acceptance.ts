import { RamResourceShareAccepter } from "@cdktf/provider-aws/lib/ram-resource-share-accepter";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { known, PropertyProblems } from "../aws/property-problems";
import { resourceShareArnProblem } from "../aws/shared-resource-arn";

/** Properties of {@link ResourceShareAcceptance}. */
export interface ResourceShareAcceptanceProps {
  /** ARN of the share that another account invites this one to. */
  readonly resourceShareArn: string;
}

/**
 * Accepts the RAM resource share of an account outside one's own organization. Within an organization that shares its
 * resources there is no invitation, and this fails.
 */
export class ResourceShareAcceptance extends Construct {
  /** What uses the shared resources must depend on it. */
  readonly accepter: ITerraformDependable;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, { resourceShareArn }: ResourceShareAcceptanceProps) {
    super(scope, id);
    const problems = new PropertyProblems(this);
    if (known(resourceShareArn))
      problems.check("resourceShareArn", resourceShareArnProblem(resourceShareArn), resourceShareArn);
    problems.throwIfAny();
    this.accepter = new RamResourceShareAccepter(this, "accepter", { shareArn: resourceShareArn });
  }
}

import { Route53ProfilesAssociation } from "@cdktf/provider-aws/lib/route53profiles-association";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { boundedName } from "../aws/names";
import { known, PropertyProblems } from "../aws/property-problems";
import { resourceId } from "../aws/resource-id";
import { profileIdProblem } from "./names";

/** Properties of {@link ProfileAssociation}. */
export interface ProfileAssociationProps {
  /** Name of the association, known at synthesis. */
  readonly name: string;
  /** Id of the Profile: one's own, or one that is shared with the account. */
  readonly profileId: string;
  /** Id of the VPC, which has no other Profile. */
  readonly vpcId: string;
  /** Acceptance of the share that has the Profile, which must come first. @default - none is needed */
  readonly acceptance?: ITerraformDependable;
}

/** Lets a VPC know the names of a Route 53 Profile. In the account of the VPC. */
export class ProfileAssociation extends Construct {
  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, { name, profileId, vpcId, acceptance }: ProfileAssociationProps) {
    super(scope, id);
    const problems = new PropertyProblems(this);
    problems.checkKnownName(name);
    if (known(profileId)) problems.check("profileId", profileIdProblem(profileId), profileId);
    if (known(vpcId) && !resourceId("vpc").test(vpcId))
      problems.add("vpcId", "the id of a VPC, such as vpc-0123456789abcdef0", vpcId);
    problems.throwIfAny();
    new Route53ProfilesAssociation(this, "association", {
      name: boundedName([name], 64),
      profileId,
      resourceId: vpcId,
      ...(acceptance ? { dependsOn: [acceptance] } : {}),
    });
  }
}

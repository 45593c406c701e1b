import { Route53ProfilesProfile } from "@cdktf/provider-aws/lib/route53profiles-profile";
import { Route53ProfilesResourceAssociation } from "@cdktf/provider-aws/lib/route53profiles-resource-association";
import { TerraformCount, Token } from "cdktf";
import { Construct } from "constructs";
import { boundedName, namePartProblem } from "../aws/names";
import { known, PropertyProblems } from "../aws/property-problems";
import { profileIdProblem } from "./names";

/** Longest name of a Profile and of what is associated with it. */
const MAX_NAME_LENGTH = 64;

/** Something that a Profile brings into VPCs. */
export interface ProfileResource {
  /** ARN of a private hosted zone, or of an interface endpoint with private DNS. */
  readonly arn: string;
  /** Expression for whether it is there already, as with private DNS that waits for an acceptance. @default - it is */
  readonly when?: string;
}

/** Properties of {@link DnsProfile}. */
export interface DnsProfileProps {
  /** Name of the Profile, known at synthesis; the names of its associations begin with it. */
  readonly name: string;
  /** Id of a Profile that exists in the account. @default - a new one */
  readonly profileId?: string;
  /** What the VPCs are to know, by a name for each, which is part of the Terraform address. */
  readonly resources: Readonly<Record<string, ProfileResource>>;
}

/**
 * A Route 53 Profile with the names of endpoints that many VPCs share: each VPC that is associated with it
 * ({@link ProfileAssociation}) resolves them, without an association of its own for each name.
 */
export class DnsProfile extends Construct {
  /** Id of the Profile. */
  readonly profileId: string;
  /** ARN of the Profile, which is shared by it; undefined for one that exists, which its owner shares. */
  readonly profileArn: string | undefined;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: DnsProfileProps) {
    super(scope, id);
    const { name, profileId, resources } = props;
    const problems = new PropertyProblems(this);
    problems.checkKnownName(name);
    if (known(profileId)) problems.check("profileId", profileIdProblem(profileId), profileId);
    for (const key of Object.keys(resources)) problems.check(`resources.${key}`, namePartProblem(key), key);
    problems.throwIfAny();
    const profile =
      profileId === undefined
        ? new Route53ProfilesProfile(this, "profile", {
            name: boundedName([name], MAX_NAME_LENGTH),
            tags: { Name: name },
          })
        : undefined;
    this.profileId = profile?.id ?? profileId ?? "";
    this.profileArn = profile?.arn;
    for (const key of Object.keys(resources).sort()) {
      const { arn, when } = resources[key] as ProfileResource;
      new Route53ProfilesResourceAssociation(this, `resource-${key}`, {
        name: boundedName([name, key], MAX_NAME_LENGTH),
        profileId: this.profileId,
        resourceArn: arn,
        ...(when === undefined ? {} : { count: TerraformCount.of(Token.asNumber(`\${${when} ? 1 : 0}`)) }),
      });
    }
  }
}

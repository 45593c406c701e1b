import { RamPrincipalAssociation } from "@cdktf/provider-aws/lib/ram-principal-association";
import { RamResourceAssociation } from "@cdktf/provider-aws/lib/ram-resource-association";
import { RamResourceShare } from "@cdktf/provider-aws/lib/ram-resource-share";
import { Construct } from "constructs";
import { namePartProblem } from "../../aws/names";
import { known, PropertyProblems } from "../../aws/property-problems";

export interface ResourceShareProps {
  /** Name of the share, which those that it is shared with see. */
  readonly name: string;
  /** ARNs of what is shared, by a name for each, which is part of the Terraform address. */
  readonly resourceArns: Readonly<Record<string, string>>;
  /**
   * Whom it is shared with, at least one: account ids, ARNs of organizational units or of a whole organization. Of accounts
   * not the own one, which AWS refuses.
   */
  readonly principals: readonly string[];
  /** Whether accounts outside the owner's organization may be among them; they must accept the share. @default false */
  readonly allowExternalPrincipals?: boolean;
}

const ACCOUNT = /^\d{12}$/;
const ORGANIZATION =
  /^arn:aws[a-z-]*:organizations::\d{12}:(organization\/(o-[a-z0-9]{10,32})|ou\/o-[a-z0-9]{10,32}\/(ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}))$/;

/**
 * Why resource configurations cannot be shared with a principal, as what was expected instead; undefined when they can.
 *
 * Source: VPC Lattice User Guide, "Share your VPC Lattice entities": accounts, organizational units, an organization.
 */
export function sharePrincipalProblem(text: string): string | undefined {
  return ACCOUNT.test(text) || ORGANIZATION.test(text)
    ? undefined
    : "an account id (12 digits), or the ARN of an organizational unit (arn:<partition>:organizations::<account>:ou/o-.../ou-...) or an organization (...:organization/o-...)";
}

/** The part of the Terraform address that stands for a principal: account id, or id of the unit or the organization. */
function principalKey(principal: string): string {
  const [, , organization, unit] = ORGANIZATION.exec(principal) ?? [];
  return unit ?? organization ?? principal;
}

/** A RAM resource share: who else may use something. Taking a principal away keeps the endpoints that it has. */
export class ResourceShare extends Construct {
  /** ARN of the share; who is outside the organization accepts it by this. */
  readonly resourceShareArn: string;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: ResourceShareProps) {
    super(scope, id);
    validate(this, props);
    const share = new RamResourceShare(this, "share", {
      name: props.name,
      allowExternalPrincipals: props.allowExternalPrincipals ?? false,
      tags: { Name: props.name },
    });
    for (const key of Object.keys(props.resourceArns).sort())
      new RamResourceAssociation(this, `resource-${key}`, {
        resourceShareArn: share.arn,
        resourceArn: props.resourceArns[key] as string,
      });
    for (const principal of [...new Set(props.principals)].sort())
      new RamPrincipalAssociation(this, `principal-${principalKey(principal)}`, {
        resourceShareArn: share.arn,
        principal,
      });
    this.resourceShareArn = share.arn;
  }
}

function validate(share: ResourceShare, { name, resourceArns, principals }: ResourceShareProps): void {
  const problems = new PropertyProblems(share);
  problems.checkName(name);
  if (Object.keys(resourceArns).length === 0) problems.add("resourceArns", "at least one resource", resourceArns);
  for (const key of Object.keys(resourceArns)) problems.check(`resourceArns.${key}`, namePartProblem(key), key);
  if (principals.length === 0) problems.add("principals", "at least one principal", principals);
  for (const principal of principals) {
    const expected = known(principal) ? sharePrincipalProblem(principal) : "a principal that is known at synthesis";
    problems.check("principals", expected, principal);
  }
  problems.throwIfAny();
}

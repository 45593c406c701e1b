import { RamPrincipalAssociation } from "@cdktf/provider-aws/lib/ram-principal-association";
import { RamResourceAssociation } from "@cdktf/provider-aws/lib/ram-resource-association";
import { RamResourceShare } from "@cdktf/provider-aws/lib/ram-resource-share";
import { Construct } from "constructs";
import { namePartProblem } from "../../aws/names";
import { known, PropertyProblems } from "../../aws/property-problems";
import { principalKey, sharePrincipalProblem } from "./share-principal";

/** Properties of {@link ResourceShare}. */
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

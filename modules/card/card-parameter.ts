import { RamPrincipalAssociation } from "@cdktf/provider-aws/lib/ram-principal-association";
import { RamResourceAssociation } from "@cdktf/provider-aws/lib/ram-resource-association";
import { RamResourceShare } from "@cdktf/provider-aws/lib/ram-resource-share";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import { known, PropertyProblems } from "../aws/property-problems";
import { cardBytes, cardSizeProblem, parameterNameProblem, sharePrincipalProblem } from "./card-parameter-problems";
import { renderCard } from "./render-card";
import type { ServiceCard } from "./service-card";

/** Properties of {@link ServiceCardParameter}. */
export interface ServiceCardParameterProps {
  /** Name of the parameter, such as `/privatelink/prod/orders`. A new name is a new parameter. */
  readonly name: string;
  /** The card. */
  readonly card: ServiceCard;
  /** Name of the service, which may be known only to Terraform. */
  readonly serviceName: string;
  /**
   * Whom AWS Resource Access Manager shares the parameter with: ids of accounts other than the service's, or ARNs of
   * organizations or organizational units. Each is part of a Terraform address.
   *
   * @default - nobody: the account's own may read it
   */
  readonly shareWith?: readonly string[];
  /** Whether those outside the account's organization may be among them; each must accept an invitation. @default false */
  readonly allowExternalPrincipals?: boolean;
}

/**
 * A service card in a parameter of Systems Manager, which is shared with consumers' accounts. It is of the advanced tier,
 * since no other can be shared, and AWS charges for it. Those whom it is shared with read it by its ARN.
 */
export class ServiceCardParameter extends Construct {
  /** ARN of the parameter, by which other accounts read it. */
  readonly parameterArn: string;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: ServiceCardParameterProps) {
    super(scope, id);
    validate(this, props);
    const parameter = new SsmParameter(this, "parameter", {
      name: props.name,
      description: "Service card: what a consumer needs to know to connect",
      type: "String",
      tier: "Advanced",
      // Not the argument `value`, which plans hide: a card is no secret.
      insecureValue: renderCard(props.card, props.serviceName),
    });
    this.parameterArn = parameter.arn;
    if (props.shareWith && props.shareWith.length > 0) this.share(props, props.shareWith);
  }

  private share({ card, allowExternalPrincipals }: ServiceCardParameterProps, principals: readonly string[]): void {
    const share = new RamResourceShare(this, "share", {
      name: `${card.environment}-${card.service}-service-card`,
      allowExternalPrincipals: allowExternalPrincipals ?? false,
    });
    new RamResourceAssociation(this, "share-parameter", {
      resourceShareArn: share.arn,
      resourceArn: this.parameterArn,
    });
    for (const principal of [...new Set(principals)].sort())
      new RamPrincipalAssociation(this, `share-with-${principal.split("/").at(-1)}`, {
        resourceShareArn: share.arn,
        principal,
      });
  }
}

function validate(parameter: ServiceCardParameter, props: ServiceCardParameterProps): void {
  const problems = new PropertyProblems(parameter);
  if (known(props.name)) problems.check("name", parameterNameProblem(props.name), props.name);
  for (const principal of props.shareWith ?? []) {
    const expected = known(principal) ? sharePrincipalProblem(principal) : "principals that are known at synthesis";
    problems.check("shareWith", expected, principal);
    if (principal === props.card.account) problems.add("shareWith", "accounts other than the service's own", principal);
  }
  problems.check("card", cardSizeProblem(props.card), cardBytes(props.card));
  problems.throwIfAny();
}

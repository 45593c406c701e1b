import { RamPrincipalAssociation } from "@cdktf/provider-aws/lib/ram-principal-association";
import { RamResourceAssociation } from "@cdktf/provider-aws/lib/ram-resource-association";
import { RamResourceShare } from "@cdktf/provider-aws/lib/ram-resource-share";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import { known, PropertyProblems } from "../aws/property-problems";
import { renderCard } from "./card";
import type { ServiceCard } from "./schema";

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

/** Most bytes of a parameter of the advanced tier (AWS Systems Manager User Guide, "Managing parameter tiers"). */
const MAX_BYTES = 8192;

/** A service name as long as any. */
const LONGEST_NAME = "x".repeat(72);

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

/**
 * Why a text is no name of a parameter, as what was expected instead; undefined when it is one.
 *
 * Source: AWS Systems Manager API Reference, PutParameter.
 */
export function parameterNameProblem(text: string): string | undefined {
  const levels = text.split("/").length - 1;
  return /^((\/[\w.-]+)+|[\w.-]+)$/.test(text) && !/^\/?(aws|ssm)/i.test(text) && levels <= 15 && text.length <= 900
    ? undefined
    : "a name of a parameter, such as /privatelink/prod/orders: at most 15 levels of letters, digits and _.-, of which the first does not begin with aws or ssm";
}

/** Why a text is nobody to share with, as what was expected instead; undefined when it is somebody. */
export function sharePrincipalProblem(text: string): string | undefined {
  return /^(\d{12}|arn:aws[a-z-]*:organizations::\d{12}:(organization\/o-[a-z0-9]+|ou\/o-[a-z0-9]+\/ou-[a-z0-9-]+))$/.test(
    text,
  )
    ? undefined
    : "the id of an account, or the ARN of an organization or an organizational unit";
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

/** Why a card does not fit into a parameter, as what was expected instead; undefined when it does. */
export function cardSizeProblem(card: ServiceCard): string | undefined {
  return cardBytes(card) > MAX_BYTES
    ? `a card of at most ${MAX_BYTES} bytes, the most that a parameter takes`
    : undefined;
}

/** Bytes of the text of a card, with room for the service's name. */
export function cardBytes(card: ServiceCard): number {
  return Buffer.byteLength(renderCard(card, LONGEST_NAME));
}

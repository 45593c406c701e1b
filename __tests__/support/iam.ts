import type { Statement } from "../../modules/bootstrap/statement";

/** A call of AWS, as IAM judges it. */
interface Call {
  readonly action: string;
  /** @default - any resource that some statement names */
  readonly resource?: string;
}

/**
 * Whether statements allow a call, loosely: conditions are taken as met, and a statement that denies only counts for a
 * resource that is given.
 */
export function allows(statements: readonly Statement[], { action, resource }: Call): boolean {
  const isOf = ({ Action, Resource }: Statement) =>
    Action.some((each) => matches(each, action)) &&
    (resource === undefined || Resource.some((each) => matches(each, resource)));
  const denies = resource !== undefined && statements.some((each) => each.Effect === "Deny" && isOf(each));
  return !denies && statements.some((each) => each.Effect === "Allow" && isOf(each));
}

/** A call of AWS with all that IAM knows of it. */
interface FullCall {
  readonly action: string;
  /** ARN, or `*` for an action that is on nothing. */
  readonly resource: string;
  /** Values by condition key. A key that is not there meets no condition. */
  readonly context?: Readonly<Record<string, string>>;
}

/** Whether statements allow a call, strictly: conditions are judged, too. */
export function permits(statements: readonly Statement[], { action, resource, context = {} }: FullCall): boolean {
  const applies = ({ Action, Resource, Condition }: Statement) =>
    Action.some((each) => matches(each, action)) &&
    Resource.some((each) => matches(each, resource)) &&
    Object.entries(Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => meets(operator, values, context[key])),
    );
  const of = (effect: Statement["Effect"]) => statements.some((each) => each.Effect === effect && applies(each));
  return of("Allow") && !of("Deny");
}

function meets(operator: string, values: readonly string[], found: string | undefined): boolean {
  if (operator === "Null") return values.includes(String(found === undefined));
  if (found === undefined) return operator.endsWith("IfExists");
  switch (operator.replace(/IfExists$/, "")) {
    case "NumericGreaterThanEquals":
      return values.some((each) => Number(found) >= Number(each));
    case "StringEquals":
    case "ForAnyValue:StringEquals":
      return values.includes(found);
    case "StringLike":
    case "ArnEquals":
      return values.some((each) => matchesText(each, found));
    default:
      throw new Error(`no operator of the policies here: ${operator}`);
  }
}

/** Whether a pattern of IAM, with `*` and `?`, matches a text. Actions have no case; ARNs do. */
export function matches(pattern: string, text: string): boolean {
  return pattern.startsWith("arn:")
    ? matchesText(pattern, text)
    : matchesText(pattern.toLowerCase(), text.toLowerCase());
}

/** As {@link matches}, with case. `$${*}`, as Terraform's files have IAM's `${*}`, is an asterisk. */
function matchesText(pattern: string, text: string): boolean {
  const source = pattern
    .split("$${*}")
    .map((part) =>
      part
        .replace(/[.+^${}()|[\]\\]/g, "\\$&")
        .replaceAll("*", ".*")
        .replaceAll("?", "."),
    )
    .join("\\*");
  return new RegExp(`^${source}$`, "s").test(text);
}

/** Actions that no role may have on any resource, for either side of a connection. */
export const DANGEROUS = [
  "iam:AddUserToGroup",
  "iam:AttachGroupPolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreateOpenIDConnectProvider",
  "iam:CreatePolicy",
  "iam:CreatePolicyVersion",
  "iam:CreateUser",
  "iam:DeleteRolePermissionsBoundary",
  "iam:PutGroupPolicy",
  "iam:PutUserPolicy",
  "iam:SetDefaultPolicyVersion",
  "organizations:LeaveOrganization",
  "account:CloseAccount",
  "ec2:AcceptVpcPeeringConnection",
  "ec2:AllocateAddress",
  "ec2:AttachInternetGateway",
  "ec2:AttachVpnGateway",
  "ec2:CreateEgressOnlyInternetGateway",
  "ec2:CreateInternetGateway",
  "ec2:CreateNatGateway",
  "ec2:CreateRoute",
  "ec2:CreateTransitGatewayVpcAttachment",
  "ec2:CreateVpcPeeringConnection",
  "ec2:CreateVpnConnection",
  "ec2:ReplaceRoute",
  "kms:CreateGrant",
  "kms:Decrypt",
  "s3:PutBucketAcl",
  "secretsmanager:GetSecretValue",
  "sts:AssumeRole",
];

import { isRegion, partitionOf } from "./region";

const PRINCIPAL = /^arn:aws[a-z-]*:iam::\d{12}:(root|(role|user)\/[\w+=,.@-]{1,64})$/;

/** A service of AWS as a principal: `appflow.amazonaws.com`, or of one region, `logs.us-east-1.amazonaws.com`. */
const SERVICE_PRINCIPAL = /^[a-z0-9][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*){0,2}\.amazonaws\.com(\.cn)?$/;

/**
 * Whether a principal is a service of AWS. Whatever account makes the service connect, it asks under this one name, so
 * that such a principal says nothing of whose connection it is.
 */
export function isServicePrincipal(principal: string): boolean {
  return SERVICE_PRINCIPAL.test(principal);
}

/**
 * Region of a service of AWS whose name is of one region, as `logs.us-east-1.amazonaws.com`; undefined of all others.
 * Source: IAM User Guide, "AWS JSON policy elements: Principal", "AWS service principals".
 */
export function servicePrincipalRegion(principal: string): string | undefined {
  if (!isServicePrincipal(principal)) return undefined;
  return principal.split(".").find((label, index) => index > 0 && isRegion(label));
}

/**
 * Why a text cannot be an allowed principal of an endpoint service, as what was expected instead; undefined when it can.
 *
 * Source: AWS PrivateLink Guide, "Manage permissions": the ARN of an account (`root`), a role or a user, or `*` for
 * everyone. ARNs with a path (`role/team/name`) are not supported. Amazon EC2 API reference, "AllowedPrincipal": a
 * principal may also be a service, such as `appflow.amazonaws.com`, which makes endpoints for its private connections.
 * The same page names the type OrganizationUnit, but no page of AWS says how to allow one.
 */
export function principalProblem(text: string): string | undefined {
  if (text === "*" || PRINCIPAL.test(text) || isServicePrincipal(text)) return undefined;
  if (/^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/.+\//.test(text))
    return "a role or user without a path: AWS PrivateLink does not support ARNs with paths";
  if (/^(arn:aws[a-z-]*:organizations:|o-|ou-)/.test(text))
    return "the ARN of each account: an endpoint service allows no organization or organizational unit, as a private resource does under `sharing.principals`";
  if (/^arn:aws[a-z-]*:sts:/.test(text))
    return "the ARN of the role, arn:aws:iam::<account>:role/<name>, not of a session";
  if (/\.amazonaws\.com/.test(text)) return "the name of a service of AWS in lower case, such as appflow.amazonaws.com";
  return "`*` or the ARN of an account, role or user, such as arn:aws:iam::111111111111:root";
}

/**
 * Why a text cannot be a principal of one customer, as what was expected instead; undefined when it can. Neither
 * everyone nor a service of AWS is of a customer.
 *
 * @param everyone what is expected in the place of `*`.
 */
export function customerPrincipalProblem(text: string, everyone: string): string | undefined {
  if (text === "*") return everyone;
  return isServicePrincipal(text)
    ? "the ARN of an account, role or user: a service of AWS is nobody's own, and is allowed by `allowedPrincipals` of the service"
    : principalProblem(text);
}

/** Principal that stands for everyone in an account. */
export function accountPrincipal(account: string, region: string): string {
  return `arn:${partitionOf(region)}:iam::${account}:root`;
}

/** ARN of a role by its name. @param role name of the role, with its path if it has one. */
export function roleArn(account: string, role: string, region: string): string {
  return `arn:${partitionOf(region)}:iam::${account}:role/${role}`;
}

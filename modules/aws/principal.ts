import { partitionOf } from "./region";

const PRINCIPAL = /^arn:aws[a-z-]*:iam::\d{12}:(root|(role|user)\/[\w+=,.@-]{1,64})$/;

/**
 * Why a text cannot be an allowed principal of an endpoint service, as what was expected instead; undefined when it can.
 *
 * Source: AWS PrivateLink Guide, "Manage permissions": the ARN of an account (`root`), a role or a user, or `*` for
 * everyone. ARNs with a path (`role/team/name`) are not supported.
 */
export function principalProblem(text: string): string | undefined {
  if (text === "*" || PRINCIPAL.test(text)) return undefined;
  if (/^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/.+\//.test(text))
    return "a role or user without a path: AWS PrivateLink does not support ARNs with paths";
  if (/^(arn:aws[a-z-]*:organizations:|o-|ou-)/.test(text))
    return "the ARN of each account: AWS PrivateLink takes no organizations";
  if (/^arn:aws[a-z-]*:sts:/.test(text))
    return "the ARN of the role, arn:aws:iam::<account>:role/<name>, not of a session";
  return "`*` or the ARN of an account, role or user, such as arn:aws:iam::111111111111:root";
}

/** Principal that stands for everyone in an account. */
export function accountPrincipal(account: string, region: string): string {
  return `arn:${partitionOf(region)}:iam::${account}:root`;
}

/** ARN of a role by its name. @param role name of the role, with its path if it has one. */
export function roleArn(account: string, role: string, region: string): string {
  return `arn:${partitionOf(region)}:iam::${account}:role/${role}`;
}

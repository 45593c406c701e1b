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
export function principalKey(principal: string): string {
  const [, , organization, unit] = ORGANIZATION.exec(principal) ?? [];
  return unit ?? organization ?? principal;
}

import { markdownCode } from "./escape";

/** Account and kind of a principal; undefined where the ARN has none. */
function partsOf(arn: string): { readonly account: string; readonly kind: string } | undefined {
  const [, account, kind] = /:iam::(\d+):(root|role|user)/.exec(arn) ?? [];
  return account === undefined || kind === undefined ? undefined : { account, kind };
}

/** Who a principal is, in words. */
export function principalText(arn: string): string {
  const parts = partsOf(arn);
  if (parts === undefined) return "who it names";
  return parts.kind === "root"
    ? `any user or role of account ${parts.account} that may call \`ec2:CreateVpcEndpoint\``
    : `only this ${parts.kind} of account ${parts.account}`;
}

/** Principals as a list, each with who it is. */
export function principalList(principals: readonly string[]): string[] {
  return [...principals.map((arn) => `- ${markdownCode(arn)}: ${principalText(arn)}`), ...rootNote(principals)];
}

/** Whom to sign in as, for one of the principals. */
export function signInText(principals: readonly string[]): string {
  return principals
    .map((arn) => {
      const parts = partsOf(arn);
      if (parts === undefined) return markdownCode(arn);
      return parts.kind === "root" ? principalText(arn) : `the ${parts.kind} ${markdownCode(arn)}`;
    })
    .join(", or as ");
}

/** What `:root` says, where a principal ends with it: the root user of an account has the same ARN. */
export function rootNote(principals: readonly string[]): string[] {
  return principals.some((arn) => arn.endsWith(":root"))
    ? ["", "`:root` in a principal stands for the whole account. Do not sign in as its root user."]
    : [];
}

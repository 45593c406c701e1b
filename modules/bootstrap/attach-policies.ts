import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Construct } from "constructs";
import { boundedName } from "../aws/names";
import { type Statement, splitPolicies } from "./statement";

/** What {@link attachPolicies} makes policies of. */
export interface AttachedPolicies {
  /** What the names of the policies begin with. */
  readonly name: string;
  /** Name of the role, without its path. */
  readonly role: string;
  readonly statements: readonly Statement[];
  /** Path of the policies. @default - the root */
  readonly path?: string | undefined;
  /** Provider of the account. @default - the stack's own */
  readonly provider?: AwsProvider | undefined;
}

/** Attaches managed policies to a role, as many as what it may do needs. */
export function attachPolicies(scope: Construct, props: AttachedPolicies): void {
  const { name, role, path, statements } = props;
  const provider = props.provider === undefined ? {} : { provider: props.provider };
  splitPolicies(statements).forEach((policy, index) => {
    const { arn } = new IamPolicy(scope, `policy-${index + 1}`, {
      ...{ ...provider, ...(path === undefined ? {} : { path }) },
      ...{ name: boundedName([name, String(index + 1)], 128), policy },
    });
    new IamRolePolicyAttachment(scope, `attachment-${index + 1}`, { ...provider, role, policyArn: arn });
  });
}

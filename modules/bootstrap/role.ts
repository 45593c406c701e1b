import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";
import { attachPolicies } from "./attach-policies";
import type { Statement } from "./statement";

/** Properties of {@link Role}. */
export interface RoleProps {
  /** Name of the role, with its path: `deploy` or `team/deploy`. */
  readonly name: string;
  readonly description: string;
  /** Trust policy, as JSON. */
  readonly trust: string;
  /** What the role may do. */
  readonly statements: readonly Statement[];
  /** Longest session in seconds. */
  readonly sessionSeconds: number;
  /** ARN of a permissions boundary. @default - none */
  readonly permissionsBoundary?: string | undefined;
  /** Provider of the account. @default - the stack's own */
  readonly provider?: AwsProvider | undefined;
}

/** A role with managed policies, as many as what it may do needs. Nobody else attaches policies to it. */
export class Role extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    const { provider, permissionsBoundary } = props;
    const slash = props.name.lastIndexOf("/");
    const name = props.name.slice(slash + 1);
    const path = slash < 0 ? undefined : `/${props.name.slice(0, slash)}/`;
    const own = { ...(provider === undefined ? {} : { provider }), ...(path === undefined ? {} : { path }) };
    const role = new IamRole(this, "role", {
      ...own,
      name,
      description: props.description,
      assumeRolePolicy: props.trust,
      maxSessionDuration: props.sessionSeconds,
      ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
    });
    this.arn = role.arn;
    attachPolicies(this, { name, role: role.name, statements: props.statements, path, provider });
  }
}

import { Construct } from "constructs";
import { attachPolicies } from "./attach-policies";
import type { Statement } from "./statement";

/** Properties of {@link ExistingRole}. */
export interface ExistingRoleProps {
  /** Name of the role, with its path. */
  readonly name: string;
  /** What is added to what the role may do. */
  readonly statements: readonly Statement[];
}

/** Managed policies of a role that somebody else made: the role itself stays as it is. */
export class ExistingRole extends Construct {
  constructor(scope: Construct, id: string, { name, statements }: ExistingRoleProps) {
    super(scope, id);
    const role = name.slice(name.lastIndexOf("/") + 1);
    attachPolicies(this, { name: `privatelink-${role}`, role, statements });
  }
}

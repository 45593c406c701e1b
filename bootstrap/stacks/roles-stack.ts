import type { Construct } from "constructs";
import type { BootstrapSpec } from "../../config/bootstrap-schema";
import type { AccountRoles } from "../account-roles";
import { BootstrapStack, CHAINED_SECONDS } from "./bootstrap-stack";

/** Name of the stack with the roles of an account. */
export function rolesStackName(account: string): string {
  return `bootstrap-roles-${account}`;
}

/** `bootstrap-roles-<account>`: the roles that CI's roles take in an account. */
export class RolesStack extends BootstrapStack {
  constructor(scope: Construct, spec: BootstrapSpec, { account, region, roles }: AccountRoles) {
    const own = account === spec.account ? spec.role : undefined;
    super(scope, rolesStackName(account), spec, { account, region, role: spec.accounts[account]?.role ?? own });
    this.roles(roles, CHAINED_SECONDS);
  }
}

import { MOST_POLICIES, splitPolicies } from "../modules/bootstrap/statement";
import { UserError } from "../support/user-error";
import type { RolePlan } from "./account-roles";
import type { BootstrapPlan } from "./plan-bootstrap";

/**
 * Refuses a bootstrap that AWS would refuse halfway.
 *
 * @throws UserError where two roles of an account have one name, or a role needs more policies than AWS attaches to it.
 */
export function checkPlan({ spec, ciRoles, server, accounts }: BootstrapPlan): void {
  const byAccount = new Map<string, RolePlan[]>([
    [spec.account, [...ciRoles, ...(server === undefined ? [] : [server])]],
  ]);
  for (const { account, roles } of accounts) byAccount.set(account, [...(byAccount.get(account) ?? []), ...roles]);
  for (const [account, roles] of byAccount) {
    const names = roles.map(({ name }) => name.replace(/.*\//, "").toLowerCase());
    roles.forEach((role, index) => {
      const other = roles[names.indexOf(names[index] ?? "")];
      if (other !== undefined && other !== role) throw new UserError(twice(account, other, role));
      const policies = splitPolicies(role.statements).length;
      if (policies > MOST_POLICIES)
        throw new UserError(
          `role ${role.name} of account ${account}: expected at most ${MOST_POLICIES} policies, which AWS allows; ` +
            `found ${policies}. Give its environments (${role.environments.join(", ")}), or its services and its ` +
            `consumers, roles of their own. If nobody else has anything in the account, \`names: beginning\` of the ` +
            `account in bootstrap.yaml shortens them.`,
        );
    });
  }
}

/** IAM compares names without their paths and their case. */
function twice(account: string, one: RolePlan, other: RolePlan): string {
  const what = ({ name, purpose, environments }: RolePlan) => `${name} to ${purpose} ${environments.join(" and ")}`;
  return (
    `account ${account}: expected roles with different names; found ${what(one)}, and ${what(other)}. ` +
    "Rename one: `role` and `delivery.planRole` of the environments, or `ci.rolePrefix` or `ci.atlantis.role` of the bootstrap."
  );
}

import { TerraformOutput, type TerraformStack } from "cdktf";
import { UserError } from "../../support/user-error";
import { STACK_ROLE_OUTPUT, STACK_ROLES, type StackRole } from "../aws/marks";

/**
 * Says what a stack is for, by the output `privatelink_stack_role`, which the policies read. In a stack of role
 * `consumer`, every VPC is a consumer's, and everything counts as in it: the policies look for ways out.
 *
 * @throws UserError if there is no such role.
 */
export function declareStackRole(stack: TerraformStack, role: StackRole): void {
  if (!STACK_ROLES.includes(role))
    throw new UserError(`role: expected one of ${STACK_ROLES.join(", ")}; got ${JSON.stringify(role)}.`);
  new TerraformOutput(stack, STACK_ROLE_OUTPUT, { value: role, description: "What the stack is for", staticId: true });
}

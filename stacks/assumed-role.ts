import { type TerraformStack, TerraformVariable } from "cdktf";
import { ROLE_VARIABLE, type RoleChoice } from "../modules/aws/marks";
import { roleArn } from "../modules/aws/principal";

/** Whom a provider is. */
interface Assumed {
  readonly account: string;
  readonly region: string;
  /** Name of the role that deploys. */
  readonly role: string;
  /** Name of the role that can only read. @default - none: there is no choice */
  readonly planRole: string | undefined;
}

const DEPLOY: RoleChoice = "deploy";
const PLAN: RoleChoice = "plan";

/**
 * ARN of the role that a provider assumes: as text where there is only one; otherwise an expression that the variable
 * {@link ROLE_VARIABLE} decides, which the stack then has.
 */
export function assumedRoleArn(stack: TerraformStack, { account, region, role, planRole }: Assumed): string {
  const deploy = roleArn(account, role, region);
  if (planRole === undefined || planRole === role) return deploy;
  addVariable(stack);
  return `\${var.${ROLE_VARIABLE} == "${PLAN}" ? "${roleArn(account, planRole, region)}" : "${deploy}"}`;
}

/** Adds the variable, once. Ephemeral variables came with Terraform 1.10; cdktf has no property for them. */
function addVariable(stack: TerraformStack): void {
  if (stack.node.tryFindChild(ROLE_VARIABLE) !== undefined) return;
  const variable = new TerraformVariable(stack, ROLE_VARIABLE, {
    type: "string",
    default: DEPLOY,
    nullable: false,
    description: "Role that the providers assume: deploy, or plan, which can only read",
    validation: [
      {
        condition: `\${contains(["${DEPLOY}", "${PLAN}"], var.${ROLE_VARIABLE})}`,
        errorMessage: `${ROLE_VARIABLE} must be "${DEPLOY}" or "${PLAN}".`,
      },
    ],
  });
  variable.overrideLogicalId(ROLE_VARIABLE);
  variable.addOverride("ephemeral", true);
}

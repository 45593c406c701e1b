import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROLE_VARIABLE, type RoleChoice } from "../../modules/aws/marks";

/** What a run of Terraform does: a plan only reads, and may be given weaker roles. */
export type Purpose = "plan" | "apply";

const CHOICES: Readonly<Record<Purpose, RoleChoice>> = { plan: "plan", apply: "deploy" };

/**
 * Environment variables that choose the roles which the providers of a stack assume. Terraform takes a saved plan only
 * where a variable that was set for the plan is set for the apply too, and one that was not set is not. So both are to
 * run with these variables, or neither.
 *
 * @param folder of the stack.
 * @returns nothing where the stack leaves no choice: its environment has no `delivery.planRole`.
 */
export function roleVariables(folder: string, purpose: Purpose): Readonly<Record<string, string>> {
  return leavesChoice(folder) ? { [`TF_VAR_${ROLE_VARIABLE}`]: CHOICES[purpose] } : {};
}

/** A file that cannot be read is told by Terraform, which reads it next. */
function leavesChoice(folder: string): boolean {
  const json = join(folder, "cdk.tf.json");
  if (existsSync(json)) return variablesOf(readFileSync(json, "utf8")).includes(ROLE_VARIABLE);
  const hcl = join(folder, "cdk.tf");
  return existsSync(hcl) && readFileSync(hcl, "utf8").includes(`variable "${ROLE_VARIABLE}"`);
}

function variablesOf(text: string): string[] {
  try {
    const { variable } = JSON.parse(text) as { readonly variable?: object };
    return Object.keys(variable ?? {});
  } catch {
    return [];
  }
}

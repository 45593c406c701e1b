import { accountsWithoutRole } from "../config/credentials";
import type { Environment } from "../config/environment";
import { listed } from "../support/listed";

/** What to know of each environment that is deployed into several accounts without a role. */
export function credentialsNotes(environments: readonly Environment[]): string[] {
  return environments.flatMap((environment) => noteOf(environment) ?? []);
}

function noteOf(environment: Environment): string | undefined {
  const accounts = accountsWithoutRole(environment);
  if (accounts.length < 2) return undefined;
  const told = accounts.map(({ account, places }) => `${account} (${listed(places)})`);
  return `${accounts.length} accounts of ${environment.name} have no \`role\`: ${told.join(", ")}. Terraform runs with credentials of one account, so that a deploy of all stacks fails. Give all but one a \`role\`, or run Terraform for the stacks of each account with its own credentials`;
}

import { accountsWithoutRole } from "../config/credentials";
import type { Environment } from "../config/environment";
import { counted } from "../support/counted";
import { listed, listedBy } from "../support/listed";

/** Environments that have a note of their own before the rest is counted. */
const NOTED = 20;

/** What to know of each environment that is deployed into several accounts without a role. Of many, the first ones. */
export function credentialsNotes(environments: readonly Environment[]): string[] {
  const notes = environments.flatMap((environment) => noteOf(environment) ?? []);
  const rest = notes.length - NOTED;
  return rest > 0 ? [...notes.slice(0, NOTED), `The same is true of ${counted(rest, "more environment")}`] : notes;
}

function noteOf(environment: Environment): string | undefined {
  const accounts = accountsWithoutRole(environment);
  if (accounts.length < 2) return undefined;
  const told = listedBy(accounts, ({ account, places }) => `${account} (${listed(places)})`);
  return `${accounts.length} accounts of ${environment.name} have no \`role\`: ${told}. Terraform runs with credentials of one account, so that a deploy of all stacks fails. Give all but one a \`role\`, or run Terraform for the stacks of each account with its own credentials`;
}

import type { AccountSpec } from "../account-schema";
import type { Environment } from "../environment";
import { type CommonInput, commonInput } from "./common-input";
import { accountStackName } from "./stack-names";

/** What the stack of an account is made of. */
export interface AccountInput extends CommonInput {
  readonly blockPublicAccess: AccountSpec["blockPublicAccess"];
}

/** The input of the stack of an account. @param account id of the account. */
export function accountInput(environment: Environment, account: string, spec: AccountSpec): AccountInput {
  const { role, tags, blockPublicAccess } = spec;
  const name = accountStackName(environment.name, account);
  return { ...commonInput(environment, { name, role: "account", of: { account, role }, tags }), blockPublicAccess };
}

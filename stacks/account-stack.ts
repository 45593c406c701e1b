import type { Construct } from "constructs";
import type { AccountSpec } from "../config/account-schema";
import type { Environment } from "../config/environment";
import { BlockPublicAccess } from "../modules/vpc";
import { PrivateLinkStack } from "./privatelink-stack";
import { accountStackName } from "./stack-names";

/** Outputs of an account's stack. */
export interface AccountOutputs {
  /** What VPC Block Public Access blocks. */
  readonly block_public_access: string;
}

/** `<environment>-account-<account>`: what is set for an account as a whole, in the environment's region. */
export class AccountStack extends PrivateLinkStack {
  readonly outputs: AccountOutputs;

  constructor(scope: Construct, environment: Environment, account: string, spec: AccountSpec) {
    super(scope, accountStackName(environment.name, account), {
      environment,
      role: "account",
      account,
      assumedRole: spec.role,
      tags: spec.tags,
    });
    const { mode } = new BlockPublicAccess(this, "block-public-access", spec.blockPublicAccess);
    this.outputs = this.publish<AccountOutputs>(
      { block_public_access: mode },
      { block_public_access: "What VPC Block Public Access blocks in every VPC of the account and region" },
    );
  }
}

import type { Construct } from "constructs";
import type { AccountInput } from "../config/estate/account-input";
import { BlockPublicAccess } from "../modules/vpc";
import { PrivateLinkStack } from "./privatelink-stack";

/** Outputs of an account's stack. */
export interface AccountOutputs {
  /** What VPC Block Public Access blocks. */
  readonly block_public_access: string;
}

/** `<environment>-account-<account>`: what is set for an account as a whole, in the environment's region. */
export class AccountStack extends PrivateLinkStack {
  readonly outputs: AccountOutputs;

  constructor(scope: Construct, input: AccountInput) {
    super(scope, input);
    const { mode } = new BlockPublicAccess(this, "block-public-access", input.blockPublicAccess);
    this.outputs = this.publish<AccountOutputs>(
      { block_public_access: mode },
      { block_public_access: "What VPC Block Public Access blocks in every VPC of the account and region" },
    );
  }
}

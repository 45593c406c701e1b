import { z } from "zod";
import { BLOCK_MODES } from "../modules/vpc/block-modes";
import { account, role, tags } from "./shared-schema";

/** VPC Block Public Access of an account. */
const blockPublicAccess = z
  .strictObject({
    mode: z
      .enum(BLOCK_MODES)
      .default("block-bidirectional")
      .describe(
        "What is blocked in every VPC of the account and region: traffic of internet gateways either way (block-bidirectional), or what comes in by them (block-ingress), so that NAT gateways still lead out. Default: block-bidirectional.",
      ),
    preventDestroy: z
      .boolean()
      .default(true)
      .describe("Whether Terraform refuses to destroy it, which turns it off for all of the account. Default: true."),
  })
  .describe(
    "VPC Block Public Access of the account and region, in every VPC, those of others among them; {} for the defaults.",
  );

/** What is set for a whole account, in the environment's region. */
const accountSettings = z.strictObject({
  role: role.optional(),
  blockPublicAccess,
  tags: tags.default({}).describe("Tags besides the environment's."),
});

/** Settings of accounts as a whole, by account id. */
export const accounts = z
  .record(account, accountSettings)
  .default({})
  .describe(
    "What is set for whole accounts in the environment's region, by account id in quotes: each an account of this environment, and in no other environment of the region. Default: nothing.",
  );

/** What is set for a whole account, as an environment file gives it. */
export type AccountSpec = z.output<typeof accountSettings>;

/**
 * Side of a connection that a VPC is on: the policies judge `consumer` VPCs. A `hub` has endpoints for other VPCs,
 * which have a path to it: it claims no isolation.
 */
export type VpcRole = "consumer" | "service" | "hub";

/** Tag of a VPC that carries its {@link VpcRole}. The policies read it in synthesized stacks and in plans. */
export const VPC_ROLE_TAG = "privatelink:vpc-role";

/** What stacks are for. A consumer's whose VPC has a path to a hub is `hub` too. */
export const STACK_ROLES = [
  "account",
  "service",
  "appliance",
  "resource",
  "domain",
  "hub",
  "consumer",
  "acceptance",
  "profile",
  "dns",
] as const;

/** What a stack is for: the part of its name between the environment's and its own. */
export type StackRole = (typeof STACK_ROLES)[number];

/** Terraform output of every stack that carries its {@link StackRole}, for the policies. */
export const STACK_ROLE_OUTPUT = "privatelink_stack_role";

/**
 * Terraform variable of the stacks of an environment with `delivery.planRole`: which role the providers assume.
 * `deploy`, its default, is the role that deploys; `plan` is the one that can only read. The variable is ephemeral:
 * Terraform keeps its value in no plan, so that what was planned with one role is applied with the other.
 */
export const ROLE_VARIABLE = "privatelink_role";

/** A value of {@link ROLE_VARIABLE}. */
export type RoleChoice = "deploy" | "plan";

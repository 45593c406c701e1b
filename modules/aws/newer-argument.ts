// Not from all of cdktf, which takes 0.3 s to load: config loads this file, and builds nothing.
import type { TerraformResource } from "cdktf";

/** An argument of Terraform that the version of the provider hashicorp/aws lacks which the bindings are of. */
export interface NewerArgument {
  /** Type of the resource that has it. */
  readonly type: string;
  /** The argument, behind the block that it is in. */
  readonly argument: string;
  /** First version of the provider that has it: major, minor and patch number. */
  readonly since: readonly [major: number, minor: number, patch: number];
}

/**
 * The newer arguments that modules can write, by a name for each. A plan with an older provider fails: it does not know
 * them. Source: CHANGELOG.md of hashicorp/terraform-provider-aws, and the pull request that is named.
 */
export const NEWER_ARGUMENTS = {
  /** Pull request 45679. */
  privateDnsPreference: {
    type: "aws_vpc_endpoint",
    argument: "dns_options.private_dns_preference",
    since: [6, 28, 0],
  },
  /** Pull request 45679. */
  privateDnsSpecifiedDomains: {
    type: "aws_vpc_endpoint",
    argument: "dns_options.private_dns_specified_domains",
    since: [6, 28, 0],
  },
  /** Pull request 47879. */
  resourceConfigDnsResolution: {
    type: "aws_vpclattice_resource_gateway",
    argument: "resource_config_dns_resolution",
    since: [6, 46, 0],
  },
} as const satisfies Readonly<Record<string, NewerArgument>>;

/**
 * Arguments that the bindings have, and that the provider of the same version cannot set: AWS refuses the plan's apply.
 * Source: as of {@link NEWER_ARGUMENTS}.
 */
export const REPAIRED_ARGUMENTS = {
  /** Pull request 45849: before, the provider asked for inbound resolvers, which only interface endpoints have. */
  gatewayDnsRecordIpType: {
    type: "aws_vpc_endpoint",
    argument: "dns_options of a gateway endpoint to S3",
    since: [6, 28, 0],
  },
} as const satisfies Readonly<Record<string, NewerArgument>>;

/** Name of an argument that only newer versions of the provider can set. */
export type RepairedArgumentName = keyof typeof REPAIRED_ARGUMENTS;

/** Name of a newer argument. */
export type NewerArgumentName = keyof typeof NEWER_ARGUMENTS;

/** Writes an argument of a resource that the bindings lack. Without a value, nothing of the resource changes. */
export function setNewerArgument(resource: TerraformResource, name: NewerArgumentName, value: unknown): void {
  const { type, argument } = NEWER_ARGUMENTS[name];
  if (resource.terraformResourceType !== type)
    throw new Error(`expected a resource of type ${type} for ${argument}, got: ${resource.terraformResourceType}`);
  if (value !== undefined) resource.addOverride(argument, value);
}

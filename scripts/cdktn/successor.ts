/** A package of cdktf and the one that takes its place. */
export interface Replaced {
  readonly from: string;
  readonly to: string;
  /** Version that was tried. */
  readonly version: string;
  /** Versions that the package for the successor accepts. */
  readonly range: string;
}

/**
 * What takes the place of cdktf, which its vendor archived on 2025-12-10: https://github.com/hashicorp/terraform-cdk.
 * The successor is https://github.com/open-constructs/cdk-terrain. Its bindings are of the AWS provider 6.66.
 */
export const REPLACED: readonly Replaced[] = [
  { from: "cdktf", to: "cdktn", version: "0.24.0", range: "^0.24.0" },
  { from: "@cdktf/provider-aws", to: "@cdktn/provider-aws", version: "25.7.0", range: "^25.7.0" },
];

/** Versions of constructs that both packages of the successor accept. */
export const CONSTRUCTS_RANGE = ">=10.6.0 <10.8.0";

/** Versions of Node that the successor's bindings accept. */
export const NODE_RANGE = ">=22.11.0";

/** This package, and the same code for the successor. */
export const PACKAGE_NAMES = { from: "cdktf-privatelink", to: "cdktn-privatelink" } as const;

/** Version of cdktn-cli that goes with the library. */
export const CLI_VERSION = "0.24.0";

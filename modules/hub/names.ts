/** Why a text is no Route 53 Profile's id, as what was expected instead; undefined when it is one. */
export function profileIdProblem(text: string): string | undefined {
  return /^rp-[0-9a-z]{8,32}$/.test(text) ? undefined : "the id of a Route 53 Profile, such as rp-0123456789abcdef";
}

/**
 * VPCs that a Profile can be associated with, unless AWS has granted more.
 *
 * Source: Route 53 API Reference, `AssociateProfile`.
 */
export const VPCS_PER_PROFILE = 1000;

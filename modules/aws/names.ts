import { createHash } from "node:crypto";

/**
 * A name for AWS from several parts: joined by `-` and, where it would be too long, cut and closed with a hash of the
 * whole, so that two long names which begin alike stay two. The same parts always give the same name.
 *
 * @param maxLength longest name that AWS takes there: 32 for a load balancer or target group, 64 for a role.
 */
export function boundedName(parts: readonly string[], maxLength: number): string {
  const name = parts.join("-");
  if (name.length <= maxLength) return name;
  const digest = shortHash(name);
  return `${name.slice(0, maxLength - digest.length - 1).replace(/-+$/, "")}-${digest}`;
}

/** Eight hexadecimal digits that stand for a text. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

/** Longest text that names of all kinds of AWS resources can begin with: those of launch templates have 128 characters. */
const LONGEST = 100;

/** The same for resources whose longest names are those of security groups, which have 255 characters. */
export const LONGEST_BESIDE_SECURITY_GROUPS = 200;

/**
 * Why a text cannot be a part of the names of AWS resources (of load balancers, security groups, roles, tags), as what was
 * expected instead; undefined when it can. All of them take letters, digits and hyphens.
 */
export function namePartProblem(text: string, longest: number = LONGEST): string | undefined {
  return NAME_PART.test(text) && text.length <= longest ? undefined : nameExpectation(longest);
}

/**
 * The same for a text that names of AWS resources begin with. AWS keeps two beginnings for itself: `internal-` of load
 * balancers' names, and `sg-` of security groups' names.
 */
export function nameProblem(text: string, longest: number = LONGEST): string | undefined {
  return namePartProblem(text, longest) === undefined && !/^(internal|sg)-/.test(text)
    ? undefined
    : `${nameExpectation(longest)}, and not with \`internal-\` or \`sg-\``;
}

const NAME_PART = /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/;

function nameExpectation(longest: number): string {
  return `letters, digits and hyphens, at most ${longest}, beginning and ending with a letter or digit`;
}

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

/**
 * Why a text cannot be a name that other names are made from (of load balancers, security groups, roles, tags), as what
 * was expected instead; undefined when it can: what all of them take is letters, digits and hyphens, at most 100, with
 * no hyphen at either end and neither `internal-` (which load balancers keep for themselves) nor `sg-` (which security
 * groups do) at the start.
 */
export function nameProblem(text: string): string | undefined {
  return /^(?!internal-|sg-)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/.test(text) && text.length <= 100
    ? undefined
    : "letters, digits and hyphens, at most 100, beginning and ending with a letter or digit, and not with `internal-` or `sg-`";
}

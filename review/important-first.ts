import { compare } from "../support/compare";
import type { ChangedResource } from "./review-file";

/** What an existing stack has changed comes before what is added. */
const ACTIONS = ["update", "import", "create"] as const;

/** Types of resources, those that open a VPC or connect it first. All others come last. */
const TYPES: readonly RegExp[] = [
  /gateway|peering|^aws_(eip|vpn|route|dx)/,
  /^aws_vpc_endpoint|^aws_vpclattice/,
  /security_group|network_acl/,
  /^aws_iam|policy/,
  /^aws_(lb|alb)/,
  /^aws_(vpc|subnet)/,
];

/** The order in which a reader looks at changed resources: by environment and stack, then the most important first. */
export function importantFirst(a: ChangedResource, b: ChangedResource): number {
  return (
    compare(a.environment, b.environment) ||
    compare(a.stack, b.stack) ||
    ACTIONS.indexOf(a.action) - ACTIONS.indexOf(b.action) ||
    rank(a.type) - rank(b.type) ||
    compare(a.address, b.address)
  );
}

function rank(type: string): number {
  const found = TYPES.findIndex((each) => each.test(type));
  return found === -1 ? TYPES.length : found;
}

import { parseCidr } from "../aws/cidr";
import { ipv6RangeProblem } from "../aws/ipv6";
import { LONGEST_BESIDE_SECURITY_GROUPS } from "../aws/names";
import { parsePort } from "../aws/port";
import { known, type PropertyProblems } from "../aws/property-problems";
import { resourceId } from "../aws/resource-id";
import { MOST_TAGS } from "../aws/tags";
import type { EndpointAccessProps } from "./endpoint-access";

/** Most security groups of a network interface that AWS grants (Amazon VPC User Guide, "Amazon VPC quotas"). */
export const MOST_SECURITY_GROUPS = 16;

/** Why a text cannot be a source of connections, as what was expected instead; undefined when it can. */
export function sourceProblem(text: string): string | undefined {
  if (resourceId("(sg|pl)").test(text)) return undefined;
  const others = "the id of a security group (sg-...), or the id of a prefix list (pl-...)";
  const everyone = "a range narrower than every address";
  if (text.includes(":")) {
    const expected = ipv6RangeProblem(text);
    if (expected !== undefined) return `${expected}, ${others}`;
    return text.endsWith("/0") ? everyone : undefined;
  }
  const range = parseCidr(text);
  if (typeof range !== "string") return range.prefixLength === 0 ? everyone : undefined;
  return `${range}, ${others}`;
}

/** Why a source does not go with appliances on the way, as what was expected instead; undefined when it does. */
export function inspectedSourceProblem(text: string): string | undefined {
  return text.startsWith("sg-")
    ? "a range or a prefix list: AWS matches no security group as the source of packets that pass appliances"
    : undefined;
}

/** Most security groups beside one that is made. */
export const MOST_ADDITIONAL_SECURITY_GROUPS = MOST_SECURITY_GROUPS - 1;

/**
 * What is wrong with security groups that are given, each with its place in the list.
 *
 * @param most how many there may be.
 */
export function securityGroupProblems(
  ids: readonly string[],
  most: number = MOST_SECURITY_GROUPS,
): { path: number[]; expected: string }[] {
  const problems: { path: number[]; expected: string }[] = [];
  if (ids.length === 0 || ids.length > most) problems.push({ path: [], expected: `from 1 to ${most} security groups` });
  ids.forEach((id, index) => {
    if (!known(id)) return;
    if (!resourceId("sg").test(id)) problems.push({ path: [index], expected: "the id of a security group, sg-..." });
    else if (ids.indexOf(id) < index) problems.push({ path: [index], expected: "each security group once" });
  });
  return problems;
}

/** Notes what is wrong with who may connect. */
export function checkAccess(problems: PropertyProblems, props: EndpointAccessProps): void {
  const { name, ports, allowFrom, securityGroupIds, additionalSecurityGroupIds, ruleQuota } = props;
  problems.checkName(name, LONGEST_BESIDE_SECURITY_GROUPS);
  if (ports.length === 0) problems.add("ports", "at least one port", ports);
  for (const port of ports) {
    const parsed = known(port) ? parsePort(port) : "a port that is known at synthesis";
    if (typeof parsed === "string") problems.add("ports", parsed, port);
  }
  if (known(ruleQuota) && !(Number.isInteger(ruleQuota) && ruleQuota >= 1))
    problems.add("ruleQuota", "a whole number of 1 or more", ruleQuota);
  if (allowFrom && Object.keys(allowFrom).length === 0) problems.add("allowFrom", "at least one source", allowFrom);
  for (const [key, source] of Object.entries(allowFrom ?? {}))
    if (known(source))
      problems.check(
        `allowFrom.${key}`,
        sourceProblem(source) ?? (props.inspected ? inspectedSourceProblem(source) : undefined),
        source,
      );
  const tags = Object.keys({ Name: name, ...props.tags }).length;
  if (tags > MOST_TAGS) problems.add("tags", `at most ${MOST_TAGS} tags with \`Name\`, as many as AWS takes`, tags);
  if (known(additionalSecurityGroupIds))
    problems.addWithin(
      ["additionalSecurityGroupIds"],
      additionalSecurityGroupIds,
      securityGroupProblems(additionalSecurityGroupIds, MOST_ADDITIONAL_SECURITY_GROUPS),
    );
  if (securityGroupIds === undefined) return;
  if (additionalSecurityGroupIds)
    problems.add(
      "additionalSecurityGroupIds",
      "either `securityGroupIds` or `additionalSecurityGroupIds`, not both",
      additionalSecurityGroupIds,
    );
  if (allowFrom) problems.add("allowFrom", "either `allowFrom` or `securityGroupIds`, not both", allowFrom);
  if (known(securityGroupIds))
    problems.addWithin(["securityGroupIds"], securityGroupIds, securityGroupProblems(securityGroupIds));
}

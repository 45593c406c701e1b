import { parseCidr } from "../../aws/cidr";
import { namePartProblem } from "../../aws/names";
import { known } from "../../aws/property-problems";
import { resourceId } from "../../aws/resource-id";
import type { ListenerProtocol } from "./listener";
import type { LoadBalancerSurroundings, OptionProblem } from "./option-problem";

/**
 * Whether the inbound rules of the load balancer's security group apply to connections through PrivateLink: AWS's
 * `enforce_security_group_inbound_rules_on_private_link_traffic`.
 *
 * The source that a rule sees is then the *client's* private address in its own VPC, not the endpoint's. A client whose
 * range no rule names is dropped without a word, with the endpoint available all the same. So the ranges of all consumers
 * must be known.
 */
export interface PrivateLinkRules {
  /** Whether the rules apply. */
  readonly enforce: boolean;
  /**
   * IPv4 ranges of the clients of all consumers, by a name for each, which becomes part of the Terraform address. They are
   * let in on the port of every listener.
   *
   * @default - none, which goes with `enforce: false` alone
   */
  readonly from?: Readonly<Record<string, string>> | undefined;
}

/** Why a range cannot be one of clients, as what was expected instead; undefined when it can. */
export function clientRangeProblem(text: string): string | undefined {
  const range = parseCidr(text);
  if (typeof range === "string") return range;
  return range.prefixLength === 0
    ? "a range narrower than every address: where everyone may connect, no rule needs to be enforced"
    : undefined;
}

/** How many rules it takes to let a range in at listeners. */
export function rulesPerRange(protocols: readonly ListenerProtocol[]): number {
  return protocols.reduce((sum, protocol) => sum + (protocol === "TCP_UDP" ? 2 : 1), 0);
}

/** What is wrong with the rules for PrivateLink, and with the security groups that they are of. */
export function privateLinkRuleProblems(
  rules: PrivateLinkRules | undefined,
  securityGroupIds: readonly string[] | undefined,
  { protocols, ruleQuota }: Pick<LoadBalancerSurroundings, "protocols" | "ruleQuota">,
): OptionProblem[] {
  return [...securityGroupProblems(securityGroupIds), ...ruleProblems(rules, securityGroupIds, protocols, ruleQuota)];
}

function securityGroupProblems(ids: readonly string[] | undefined): OptionProblem[] {
  if (ids === undefined) return [];
  const problems: OptionProblem[] = [];
  if (ids.length === 0)
    problems.push({
      path: ["securityGroupIds"],
      expected: "at least one security group: a load balancer that is made without can never be given one",
    });
  ids.forEach((id, index) => {
    if (known(id) && !resourceId("sg").test(id))
      problems.push({
        path: ["securityGroupIds", index],
        expected: "the id of a security group, such as sg-0123456789abcdef0",
      });
    else if (ids.indexOf(id) < index && ids.indexOf(id, ids.indexOf(id) + 1) === index)
      problems.push({
        path: ["securityGroupIds", index],
        expected: "each security group once",
        fix: "delete all but one",
        places: ids.flatMap((each, at) => (each === id ? [["securityGroupIds", at]] : [])),
      });
  });
  return problems;
}

function ruleProblems(
  rules: PrivateLinkRules | undefined,
  securityGroupIds: readonly string[] | undefined,
  protocols: Readonly<Record<string, ListenerProtocol>>,
  ruleQuota: number | undefined,
): OptionProblem[] {
  const { enforce, from } = rules ?? { enforce: false };
  const path = ["privateLinkRules", "from"];
  if (!enforce)
    return from === undefined
      ? []
      : [{ path, expected: "no ranges where rules are not enforced", fix: "set `enforce: true`, or take them out" }];
  if (securityGroupIds !== undefined)
    return [
      {
        path: ["privateLinkRules", "enforce"],
        expected: "false with `securityGroupIds`: whom the rules of those groups let in is not known here",
        fix: "take `securityGroupIds` out, and a group with rules for the consumers is made",
      },
    ];
  const names = Object.keys(from ?? {}).sort();
  if (names.length === 0)
    return [
      {
        path: from === undefined ? ["privateLinkRules"] : path,
        expected:
          "`from` with the ranges of all consumers' clients where `enforce` is true: rules see the client's own private address, and drop every client whose range they do not name without a word",
        fix: "name the ranges under `from`; where they are not known, set `enforce: false`",
      },
    ];
  const problems = names.flatMap((name): OptionProblem[] => {
    const range = from?.[name];
    const wrongName = namePartProblem(name);
    if (wrongName !== undefined) return [{ path: [...path, name], expected: wrongName, found: name }];
    const expected = known(range) ? clientRangeProblem(range) : undefined;
    return expected === undefined ? [] : [{ path: [...path, name], expected }];
  });
  problems.push(...sameRangeProblems(from ?? {}));
  const perRange = rulesPerRange(Object.values(protocols));
  if (ruleQuota !== undefined && names.length * perRange > ruleQuota)
    problems.push({
      path,
      expected: `at most ${ruleQuota} rules: a rule for each range and listener, of UDP and TCP one each (a security group's quota)`,
      fix: "put ranges together to larger ones",
    });
  return problems;
}

/** EC2 refuses a security group a second rule that is like another. */
function sameRangeProblems(from: Readonly<Record<string, string>>): OptionProblem[] {
  const names = Object.keys(from).sort();
  return names.flatMap((name, index): OptionProblem[] => {
    const first = names.find((other) => known(from[other]) && from[other] === from[name]);
    return first === undefined || names.indexOf(first) === index
      ? []
      : [
          {
            path: ["privateLinkRules", "from", name],
            expected: `a range other than that of ${first}: a security group takes a rule once`,
            fix: "take one of the two out",
          },
        ];
  });
}

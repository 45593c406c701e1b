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
 * The source that a rule sees is then the *client's* private address in its own VPC, not the endpoint's. A client
 * whose range no rule names is dropped without a word, with the endpoint available all the same. So the ranges of all
 * consumers must be known.
 */
export interface PrivateLinkRules {
  /** Whether the rules apply. */
  readonly enforce: boolean;
  /**
   * The clients of all consumers, by a name for each, which becomes part of the Terraform address: IPv4 ranges, or
   * ids of customer-managed prefix lists of IPv4 (`pl-...`). They are let in on the port of every listener.
   *
   * @default - none, which goes with `enforce: false` alone
   */
  readonly from?: Readonly<Record<string, string>> | undefined;
  /**
   * What is known of each prefix list in {@link from}, by its name there. A value that only Terraform knows is the id
   * of a prefix list if its name is here, else a range.
   *
   * @default - none: `from` has ranges only
   */
  readonly prefixLists?: Readonly<Record<string, PrefixListFacts>> | undefined;
}

/** What the owner of a customer-managed prefix list says of it. */
export interface PrefixListFacts {
  /**
   * Most entries of the list: 1 to 1,000. Each rule with the list counts as so many rules of the security group,
   * however many entries the list has (Amazon VPC User Guide, "Amazon VPC quotas", customer-managed prefix lists).
   */
  readonly maxEntries: number;
  /**
   * IPv4 ranges in the list. No rule is made of them: environments compare consumers' clients with them.
   *
   * @default - not known
   */
  readonly ranges?: readonly string[] | undefined;
}

/** Most entries that a customer-managed prefix list can have (Amazon VPC User Guide, "Amazon VPC quotas"). */
export const MOST_PREFIX_LIST_ENTRIES = 1000;

/** Whether a text is the id of a prefix list. */
export function isPrefixListId(text: string): boolean {
  return resourceId("pl").test(text);
}

/**
 * Why a text is neither a range of clients nor the id of a prefix list, as what was expected instead; undefined when
 * it is one of them.
 */
export function clientSourceProblem(text: string): string | undefined {
  if (isPrefixListId(text)) return undefined;
  const expected = clientRangeProblem(text);
  return typeof parseCidr(text) === "string" ? `${expected}, or the id of a prefix list (pl-...)` : expected;
}

/** Why a range cannot be one of clients, as what was expected instead; undefined when it can. */
export function clientRangeProblem(text: string): string | undefined {
  const range = parseCidr(text);
  if (typeof range === "string") return range;
  return range.prefixLength === 0
    ? "a range narrower than every address: where everyone may connect, no rule needs to be enforced"
    : undefined;
}

/**
 * How many rules of a security group it takes to let clients in at listeners: a range counts as one rule for each
 * port and protocol, a prefix list as many as it may have entries.
 */
export function clientRuleCount(
  { from = {}, prefixLists = {} }: Pick<PrivateLinkRules, "from" | "prefixLists">,
  protocols: readonly ListenerProtocol[],
): number {
  const perRange = protocols.reduce((sum, protocol) => sum + (protocol === "TCP_UDP" ? 2 : 1), 0);
  return Object.keys(from).reduce((sum, name) => {
    const entries = prefixLists[name]?.maxEntries;
    return sum + perRange * (known(entries) ? entries : 1);
  }, 0);
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
  const { enforce, from, prefixLists } = rules ?? { enforce: false };
  const path = ["privateLinkRules", "from"];
  if (!enforce)
    return [
      { path, given: from, what: "ranges" },
      { path: ["privateLinkRules", "prefixLists"], given: prefixLists, what: "prefix lists" },
    ].flatMap(({ path, given, what }) =>
      given === undefined
        ? []
        : [{ path, expected: `no ${what} where rules are not enforced`, fix: "set `enforce: true`, or take them out" }],
    );
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
    const expected = known(range) ? clientSourceProblem(range) : undefined;
    return expected === undefined ? [] : [{ path: [...path, name], expected }];
  });
  problems.push(...sameRangeProblems(from ?? {}), ...prefixListProblems(from ?? {}, prefixLists ?? {}));
  const rulesNeeded = clientRuleCount({ from, prefixLists }, Object.values(protocols));
  if (ruleQuota !== undefined && rulesNeeded > ruleQuota)
    problems.push({
      path,
      expected: `at most ${ruleQuota} rules: a rule for each range and listener, of UDP and TCP one each, and for a prefix list as many as its \`maxEntries\` (a security group's quota)`,
      found: `${rulesNeeded} rules`,
      fix: "put ranges together to larger ones, or lower the most entries of the prefix list",
    });
  return problems;
}

/** A prefix list says how many entries it may have: without that, its rules cannot be counted. */
function prefixListProblems(
  from: Readonly<Record<string, string>>,
  prefixLists: Readonly<Record<string, PrefixListFacts>>,
): OptionProblem[] {
  const isRange = (name: string) => known(from[name]) && !isPrefixListId(from[name]);
  const untold = Object.keys(from)
    .filter((name) => known(from[name]) && isPrefixListId(from[name]) && prefixLists[name] === undefined)
    .sort()
    .map((name) => ({
      path: ["privateLinkRules", "from", name],
      expected: `\`prefixLists.${name}\` beside a prefix list: a rule with it counts as its \`maxEntries\` rules of the security group`,
      fix: `add \`prefixLists: { ${name}: { maxEntries: ... } }\`, with what \`aws ec2 describe-managed-prefix-lists --prefix-list-ids ${from[name]} --query PrefixLists[].MaxEntries\` says`,
    }));
  const told = Object.keys(prefixLists)
    .sort()
    .flatMap((name): OptionProblem[] => {
      const path = ["privateLinkRules", "prefixLists", name];
      if (from[name] === undefined || isRange(name))
        return [
          { path, expected: "the name of a prefix list in `from`", found: name, fix: "take it out, or rename it" },
        ];
      const { maxEntries, ranges } = prefixLists[name] as PrefixListFacts;
      return factProblems(maxEntries, ranges).map(({ path: within, ...problem }) => ({
        ...problem,
        path: [...path, ...within],
      }));
    });
  return [...untold, ...told];
}

function factProblems(maxEntries: number, ranges: readonly string[] | undefined): OptionProblem[] {
  const isCount = Number.isInteger(maxEntries) && maxEntries >= 1 && maxEntries <= MOST_PREFIX_LIST_ENTRIES;
  const problems: OptionProblem[] =
    known(maxEntries) && !isCount
      ? [{ path: ["maxEntries"], expected: `a whole number from 1 to ${MOST_PREFIX_LIST_ENTRIES}` }]
      : [];
  if (isCount && ranges !== undefined && ranges.length > maxEntries)
    problems.push({
      path: ["ranges"],
      expected: `at most ${maxEntries} ranges, as \`maxEntries\` says`,
      found: `${ranges.length} ranges`,
      fix: "take those out that the list does not have, or correct `maxEntries`",
    });
  (ranges ?? []).forEach((range, index) => {
    const expected = known(range) ? clientRangeProblem(range) : undefined;
    if (expected !== undefined) problems.push({ path: ["ranges", index], expected });
    else if (known(range) && ranges?.indexOf(range) !== index)
      problems.push({ path: ["ranges", index], expected: "each range once", fix: "delete it" });
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
            expected: `a range or prefix list other than that of ${first}: a security group takes a rule once`,
            fix: "take one of the two out",
          },
        ];
  });
}

import { isMapping, type Mapping } from "../values";

/** Arguments of a security group that list its rules. */
export type Direction = "ingress" | "egress";

/** A resource of a stack that may be a rule of a security group. */
export interface RuleResource {
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What a rule lets through, from or to one peer: a range, a prefix list or a security group. */
interface Permission {
  readonly peer: string;
  readonly protocol: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly description: unknown;
}

/** Protocols that the provider may give by their numbers in a rule, and by their names in the security group. */
const NAMES: Readonly<Record<string, string>> = { all: "-1", "1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6" };

const ICMP = ["icmp", "icmpv6"];

/** Whether an argument lists rules of a security group. */
export function isDirection(argument: string): argument is Direction {
  return argument === "ingress" || argument === "egress";
}

/** Whether resources of a type are security groups. */
export function isSecurityGroup(type: string): boolean {
  return type === "aws_security_group" || type === "aws_default_security_group";
}

/** The name of a protocol, of those that have several. */
export function protocolName(protocol: unknown): string {
  const text = String(protocol ?? "").toLowerCase();
  return NAMES[text] ?? text;
}

/** What may let through what a security group lets through. */
export interface Allowing {
  /** Id of the security group. */
  readonly id: unknown;
  readonly direction: Direction;
  /** Entries that the security group had before. */
  readonly recorded: readonly unknown[];
  readonly resources: readonly RuleResource[];
}

/**
 * Whether all that an entry in `ingress` or `egress` of a security group lets through was let through before, or is let
 * through by rules that are resources of their own. The provider puts the peers of all rules with the same protocol,
 * ports and description into one entry, so that each peer may come from another one.
 */
export function isAllowedByRules(entry: unknown, { id, direction, recorded, resources }: Allowing): boolean {
  if (!isMapping(entry) || typeof id !== "string" || id === "") return false;
  const rules = resources
    .filter((each) => each.values.security_group_id === id && isOfDirection(each, direction))
    .map(({ values }) => values);
  const allowed = [...rules, ...recorded.filter(isMapping)].flatMap((each) => permissionsOf(each, id));
  const asked = permissionsOf(entry, id);
  return asked.length > 0 && asked.every((each) => allowed.some((one) => allows(one, each)));
}

function isOfDirection({ type, values }: RuleResource, direction: Direction): boolean {
  return (
    type === `aws_vpc_security_group_${direction}_rule` ||
    (type === "aws_security_group_rule" && values.type === direction)
  );
}

/** The permissions in a rule, whichever of the provider's three forms it has. @param own id of its security group. */
function permissionsOf(rule: Mapping, own: string): Permission[] {
  const peers = [
    ...[rule.cidr_ipv4, rule.cidr_ipv6, rule.prefix_list_id],
    ...[rule.cidr_blocks, rule.ipv6_cidr_blocks, rule.prefix_list_ids].flat(),
    ...[rule.referenced_security_group_id, rule.source_security_group_id, rule.security_groups]
      .flat()
      .map(withoutOwner),
    ...(rule.self === true ? [own] : []),
  ].filter((each): each is string => typeof each === "string" && each !== "");
  const protocol = protocolName(rule.ip_protocol ?? rule.protocol);
  const { from_port: from, to_port: to, description } = rule;
  return peers.map((peer) => ({ peer, protocol, from, to, description }));
}

/** The id of a security group without the account that it may follow: `222222222222/sg-1`. */
function withoutOwner(id: unknown): unknown {
  return typeof id === "string" ? id.slice(id.lastIndexOf("/") + 1) : id;
}

/** Whether a rule says a permission. AWS takes a rule once, whatever its description: an entry without one is any. */
function allows(rule: Permission, asked: Permission): boolean {
  return (
    rule.peer === asked.peer &&
    rule.protocol === asked.protocol &&
    samePorts(rule, asked) &&
    ((asked.description ?? "") === "" || rule.description === asked.description)
  );
}

/**
 * Whether a rule has the ports of a permission. The provider reads 0 for a port that AWS does not give. Only TCP, UDP and
 * ICMP have ports, or types and codes; without these, ICMP is allowed as a whole. Source: EC2 API, `IpPermission`.
 */
function samePorts(rule: Permission, asked: Permission): boolean {
  const isIcmp = ICMP.includes(rule.protocol);
  if (!isIcmp && rule.protocol !== "tcp" && rule.protocol !== "udp") return true;
  const [[from, to], [askedFrom, askedTo]] = [rule, asked].map((each) => [each.from ?? 0, each.to ?? 0]) as [
    unknown[],
    unknown[],
  ];
  const isAll = isIcmp && (rule.from ?? -1) === -1 && (rule.to ?? -1) === -1;
  return isAll ? isUnset(askedFrom) && isUnset(askedTo) : from === askedFrom && to === askedTo;
}

/** Whether a type or a code of ICMP is one that stands for all, or that AWS does not give. */
function isUnset(port: unknown): boolean {
  return port === -1 || port === 0;
}

import type { Bindings } from "./bindings";
import { looksLikeNetwork, NETWORK_PATTERN } from "./network-arguments";
import type { Classification, Entry, Kind, Twin } from "./schema";
import { type Sources, sorted } from "./sources";

type Joined = Classification["types"][string];

/** What the reviewed files and the bindings give together. */
export function joinSources(sources: Sources, bindings: Bindings): Classification {
  const { entries, twins, other } = sources;
  const own = Object.entries(entries).map(([type, entry]) => [type, joined(entry)] as const);
  const twinned = Object.entries(twins).flatMap(([type, twin]) => {
    const entry = entries[twin.twin_of];
    return entry === undefined ? [] : [[type, joinedTwin(twin, entry)] as const];
  });
  const known = [
    ...bindings.types.map(({ type }) => type),
    ...Object.keys(other.later_types),
    ...Object.keys(sources.harmlessTwins),
  ];
  return {
    provider: other.provider,
    known_types: sorted(Object.fromEntries(known.map((type) => [type, true as const]))),
    types: sorted(Object.fromEntries([...own, ...twinned])),
    data_sources: sorted(Object.fromEntries(Object.entries(other.data_sources).map(([type, e]) => [type, joined(e)]))),
    foreign_providers: sorted(other.foreign_providers),
    networks: {
      pattern: NETWORK_PATTERN,
      maps: asSet(bindings.maps),
      plain_names: asSet([...namesIn(bindings)].filter((name) => !looksLikeNetwork(name))),
      names: asSet([...namesIn(bindings)].filter(looksLikeNetwork)),
      ids_made_by_aws: asSet([...known, ...Object.keys(sources.twins)].filter((type) => IDS_MADE_BY_AWS.test(type))),
      arguments: knownArguments(sources, bindings),
    },
  };
}

/** The text of the file that the policies read. */
export function renderClassification(classification: Classification): string {
  return `${JSON.stringify({ privatelink_policy: { classification } }, undefined, 2)}\n`;
}

function asSet(names: Iterable<string>): Record<string, true> {
  return sorted(Object.fromEntries([...names].map((name) => [name, true as const])));
}

/** Names of all arguments and blocks. The policies try the pattern only on a name that is not among them. */
function namesIn({ types }: Bindings): Set<string> {
  return new Set(types.flatMap(({ arguments: paths }) => paths.flatMap((path) => path.split("."))));
}

/**
 * Types whose ids and ARNs AWS makes up, such as `vpc-0123456789abcdef0`. The ids of others are, or have in them, a name that
 * their author chose.
 */
const IDS_MADE_BY_AWS =
  /^(aws|awscc)_(customer_gateway|default_|dx_|ec2_(?!tag$)|egress_only|eip|flow_log|instances?$|internet_gateway|launch_template|main_route_table|nat_gateway|network_acl|network_interface|networkmanager_|route_table|security_group|subnet|vpc|vpn_)/;

/** By type of the provider, its arguments that look like one of a network: those of the bindings, and those of later versions. */
function knownArguments({ entries, other }: Sources, bindings: Bindings): Classification["networks"]["arguments"] {
  const installed = new Map(bindings.types.map(({ type, arguments: names }) => [type, names]));
  const types = Object.keys(other.later_types).concat([...installed.keys()]);
  return sorted(
    Object.fromEntries(
      types.flatMap((type) => {
        const { vpc_attributes = [] } = entries[type] ?? {};
        const named = [...(installed.get(type) ?? []), ...argumentsOf(entries[type]), ...vpc_attributes]
          .flatMap(withBlocks)
          .filter(looksLikeNetwork);
        return named.length === 0 ? [] : [[type, [...new Set(named)].sort()]];
      }),
    ),
  );
}

/** A path, and those of the blocks around it. */
function withBlocks(path: string): string[] {
  const names = path.split(".");
  return names.map((_, index) => names.slice(0, index + 1).join("."));
}

/** All arguments that an entry names. */
export function argumentsOf(entry: Entry | undefined): readonly string[] {
  if (entry === undefined) return [];
  const { vpc_arguments, target_arguments, template_arguments = [], other_arguments, conditions } = entry;
  const deciding = conditions.map(({ argument }) => argument);
  return [...vpc_arguments, ...target_arguments, ...template_arguments, ...other_arguments, ...deciding];
}

/** The policies ask for attributes as they do for arguments: before apply they are absent. */
function joined({ other_arguments: _, vpc_attributes, ...entry }: Entry): Joined {
  return { ...entry, vpc_arguments: [...entry.vpc_arguments, ...vpc_attributes] };
}

/** A type of CloudFormation has a page of its own in its reference, named as the type is. */
export function pageOf(cloudformation: string): string {
  const [, service, resource] = cloudformation.toLowerCase().split("::");
  return `https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-${service}-${resource}.html`;
}

function joinedTwin(twin: Twin, entry: Entry): Joined {
  const shared = entry.conditions.flatMap((condition) => {
    const here = twin.conditions[condition.argument];
    if (here === undefined) return [];
    const { refuse, allow, ...rest } = condition;
    const values = here.refuse ?? here.allow;
    return [
      {
        ...rest,
        argument: here.argument,
        ...(values === undefined ? { ...(refuse && { refuse }), ...(allow && { allow }) } : here),
      },
    ];
  });
  const conditions = [...shared, ...twin.own_conditions];
  const { homes: _homes, template_arguments: _templates, ...judged } = joined(entry);
  return {
    ...judged,
    kind: kindOfTwin(entry.kind, conditions.length > 0),
    reason: entry.reason,
    source: pageOf(twin.cloudformation),
    vpc_arguments: twin.vpc_arguments,
    ...(twin.homes && { homes: twin.homes }),
    target_arguments: twin.target_arguments,
    ...(twin.template_arguments && { template_arguments: twin.template_arguments }),
    conditions,
  };
}

/** What only its arguments decide is harmless without them, and what is harmless in `aws` is not with them. */
function kindOfTwin(kind: Kind, isConditioned: boolean): Kind {
  if (kind === "conditional" && !isConditioned) return "inert";
  return kind === "inert" && isConditioned ? "conditional" : kind;
}

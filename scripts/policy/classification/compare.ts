import type { Bindings } from "./bindings";
import { argumentsOf } from "./join";
import { networkArgument } from "./network-arguments";
import type { Entry } from "./schema";
import type { Sources } from "./sources";

/** Types of other providers are not in the bindings. */
const isOfProvider = (type: string) => type.startsWith("aws_");

/**
 * Where the reviewed files and the installed bindings differ, each with what to do: what an upgrade of the provider
 * added, changed and took away.
 */
export function compare(sources: Sources, bindings: Bindings, known: ReadonlySet<string>): string[] {
  const types = new Map(bindings.types.map((type) => [type.type, type.arguments]));
  return [
    ...versionProblems(sources, bindings),
    ...unclassified(sources, types),
    ...arrivals(sources, types, known),
    ...gone(sources, types),
    ...arrived(sources, types),
    ...Object.entries(sources.entries).flatMap(([type, entry]) =>
      argumentProblems(type, entry, types.get(type), sources.other.later_arguments[type] ?? []),
    ),
    ...twinProblems(sources),
    ...harmlessTwinProblems(sources, types),
  ];
}

type Types = ReadonlyMap<string, readonly string[]>;

function versionProblems({ other }: Sources, { version }: Bindings): string[] {
  if (other.provider.version === version) return [];
  return [
    `other.yaml: provider.version must be that of the installed bindings, ${version}, got: ${other.provider.version}. ` +
      "Settle the other differences first, then write the new version.",
  ];
}

/** Types that have to do with networks and that nobody has judged. */
function unclassified({ entries }: Sources, types: Types): string[] {
  return [...types].flatMap(([type, names]) => {
    if (type in entries) return [];
    const found = names.flatMap((name) => {
      const what = networkArgument(type, name);
      return what === undefined ? [] : [`\`${name}\` (${what})`];
    });
    return found.length === 0
      ? []
      : [
          `${type} must be classified, for it takes ${found.join(", ")}. Add an entry with kind and reason to the file that it fits.`,
        ];
  });
}

/** Types that are new, whatever they take: some have to do with networks by what they do. */
function arrivals({ entries }: Sources, types: Types, known: ReadonlySet<string>): string[] {
  return [...types.keys()]
    .filter((type) => !known.has(type) && !(type in entries))
    .map(
      (type) =>
        `${type} is new in the provider and takes no argument known to be one of a network. Read what it does; if it opens a way or makes things unseen, classify it; then write the known types.`,
    );
}

function gone({ entries, other }: Sources, types: Types): string[] {
  const named = [...Object.keys(entries).filter(isOfProvider), ...Object.keys(other.later_arguments)];
  return named
    .filter((type) => !types.has(type) && !(type in other.later_types))
    .map((type) => `${type} is not in the provider any more. Take its entry away, once no stack can have it.`);
}

/** Types that were classified ahead of the version that has them. */
function arrived({ other }: Sources, types: Types): string[] {
  return Object.keys(other.later_types)
    .filter((type) => types.has(type))
    .map((type) => `other.yaml: the provider has ${type} by now. Take it from later_types.`);
}

function argumentProblems(
  type: string,
  entry: Entry,
  names: readonly string[] | undefined,
  later: readonly string[],
): string[] {
  if (names === undefined) return [];
  const named = argumentsOf(entry);
  const appeared = names.filter((name) => networkArgument(type, name) !== undefined && !named.includes(name));
  const missing = named.filter((name) => !names.includes(name) && !later.includes(name));
  const arrived = later.filter((name) => names.includes(name));
  return [
    ...appeared.map(
      (name) =>
        `${type} takes \`${name}\` (${networkArgument(type, name)}), which its entry does not name. Add it to vpc_arguments, target_arguments or conditions, or to other_arguments if it neither places nor decides.`,
    ),
    ...missing.map((name) => `${type} takes no \`${name}\`, which its entry names. Correct the name, or take it away.`),
    ...arrived.map((name) => `other.yaml: ${type} takes \`${name}\` by now. Take it from later_arguments.`),
  ];
}

/** `AWS::EC2::VPCEndpoint` is awscc_ec2_vpc_endpoint; "CloudFormation" is one word. */
export function twinName(cloudformation: string): string {
  const [, service = "", resource = ""] = cloudformation.split("::");
  const words = resource
    .replace("CloudFormation", "Cloudformation")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2");
  return `awscc_${service}_${words}`.toLowerCase();
}

function twinProblems({ entries, twins }: Sources): string[] {
  return Object.entries(twins).flatMap(([type, { twin_of, cloudformation, conditions }]) => {
    const name = twinName(cloudformation);
    const entry = entries[twin_of];
    const deciding = entry?.conditions.map(({ argument }) => argument) ?? [];
    return [
      ...(name === type ? [] : [`${type}: ${cloudformation} is called ${name}. Correct one of them.`]),
      ...(entry === undefined ? [`${type}: ${twin_of}, which it is the twin of, is not classified.`] : []),
      ...Object.keys(conditions)
        .filter((argument) => entry !== undefined && !deciding.includes(argument))
        .map(
          (argument) => `${type}: \`${argument}\` decides nothing in ${twin_of}. Correct the name, or take it away.`,
        ),
    ];
  });
}

function harmlessTwinProblems({ entries, harmlessTwins }: Sources, types: Types): string[] {
  return Object.entries(harmlessTwins).flatMap(([type, twin]) => {
    if (twin in entries) return [`${type}: ${twin}, which it is the twin of, is classified. Move it to awscc.yaml.`];
    return types.has(twin)
      ? []
      : [`${type}: ${twin}, which it is the twin of, is not in the provider. Correct the name.`];
  });
}

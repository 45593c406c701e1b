import type { Bindings } from "./bindings";
import type { Classification, Entry, Twin } from "./schema";
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
  return {
    provider: other.provider,
    known_types: Object.fromEntries(bindings.types.map(({ type }) => [type, true as const])),
    types: sorted(Object.fromEntries([...own, ...twinned])),
    data_sources: sorted(Object.fromEntries(Object.entries(other.data_sources).map(([type, e]) => [type, joined(e)]))),
    foreign_providers: sorted(other.foreign_providers),
  };
}

/** The text of the file that the policies read. */
export function renderClassification(classification: Classification): string {
  return `${JSON.stringify({ privatelink_policy: { classification } }, undefined, 2)}\n`;
}

function joined({ other_arguments: _, ...entry }: Entry): Joined {
  return entry;
}

/** A type of CloudFormation has a page of its own in its reference, named as the type is. */
export function pageOf(cloudformation: string): string {
  const [, service, resource] = cloudformation.toLowerCase().split("::");
  return `https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-${service}-${resource}.html`;
}

function joinedTwin(twin: Twin, entry: Entry): Joined {
  const conditions = entry.conditions.flatMap((condition) => {
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
  return {
    ...joined(entry),
    kind: entry.kind === "conditional" && conditions.length === 0 ? "inert" : entry.kind,
    reason: entry.reason,
    source: pageOf(twin.cloudformation),
    vpc_arguments: twin.vpc_arguments,
    target_arguments: twin.target_arguments,
    conditions,
  };
}

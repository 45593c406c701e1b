import { partitionOf } from "../../modules/aws/region";
import { type HostedZoneSpec, hostedZonesOf, recordNamesOf } from "../connection/names-schema";
import type { ConsumerDraft, EnvironmentDraft } from "../draft";
import { consumerTitle } from "../hub/places";
import type { Problem } from "../problem";
import { type FilePlace, foundTwice, listed } from "../twice";
import { zonesOf } from "../vpc-schema";
import { eachConnection } from "./connections";
import type { Rule } from "./rule";

/** A VPC is associated with a zone once: a further VPC is another than that of the endpoint. */
export const furtherVpcRule: Rule = (environment) =>
  eachConnection(environment, ({ file, vpc }, name, connection) =>
    hostedZonesOf(connection).flatMap(({ path, spec }) =>
      vpc?.id === undefined || spec.vpcs[vpc.id] === undefined
        ? []
        : [
            file.problemAtKey(
              ["connections", name, ...path, "vpcs", vpc.id],
              "a VPC other than the consumer's own, which Route 53 would have to associate twice",
              spec.id === undefined
                ? "take it out: the zone is associated with it"
                : "take it out; `associate: true` has it associated with the zone that exists",
            ),
          ],
    ),
  );

/** A hosted zone is of one partition, as the VPCs that know its names. */
export const furtherVpcRegionRule: Rule = (environment) => {
  const { region: own } = environment;
  if (own === undefined) return [];
  return eachConnection(environment, ({ file }, name, connection) =>
    hostedZonesOf(connection).flatMap(({ path, spec }) =>
      Object.entries(spec.vpcs).flatMap(([id, { region }]) =>
        region === undefined || partitionOf(region) === partitionOf(own)
          ? []
          : [
              file.problemAt(
                ["connections", name, ...path, "vpcs", id, "region"],
                `a region of the same partition as ${own}, ${partitionOf(own)}`,
              ),
            ],
      ),
    ),
  );
};

/** Route 53 takes no second record of a name and type: connections give each name once in a hosted zone that exists. */
export function sameRecordProblems(environments: readonly EnvironmentDraft[]): Problem[] {
  const seen = new Map<string, GivenNames>();
  const all = environments.flatMap(({ consumers }) => consumers.flatMap(givenIn));
  return writtenTogether(all).flatMap((together): Problem[] => {
    const [given] = together as [GivenNames];
    const { zone, place } = given;
    const again = given.names.find((name) => seen.has(`${zone} ${name}`));
    const first = seen.get(`${zone} ${again}`);
    for (const name of given.names) if (!seen.has(`${zone} ${name}`)) seen.set(`${zone} ${name}`, given);
    if (together.length > 1) return [sharedNameProblem(given, together)];
    return again === undefined || first === undefined
      ? []
      : [
          place.file.problemAt(
            place.path,
            `a name that no other connection gives in the hosted zone ${zone}: ${first.by} gives ${again}`,
            "choose another name",
            foundTwice(again, [first.place, place]),
          ),
        ];
  });
}

/**
 * Connections by the place at which their name is written: shared connections, and those that are written by an alias,
 * have one place. To find a place takes reading the file again, so that it is looked for only where several may have
 * it.
 */
function writtenTogether(all: readonly GivenNames[]): GivenNames[][] {
  const likely = groupsOf(all, ({ names: [name], place }) => `${place.file.origin(place.path).file.name}\n${name}`);
  const groups = likely.flatMap((group) =>
    group.length === 1
      ? [group]
      : groupsOf(group, ({ place }) => {
          const { line, column } = place.file.where(place.path);
          return `${line}:${column}`;
        }),
  );
  const order = new Map(all.map((given, index) => [given, index]));
  const firstOf = ([first]: readonly GivenNames[]) => (first && order.get(first)) ?? 0;
  return groups.sort((a, b) => firstOf(a) - firstOf(b));
}

/** Items in groups, by a key. */
function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

/** A shared connection with a name in a hosted zone that exists, which each of its consumers would give. */
function sharedNameProblem({ zone, names: [name], place }: GivenNames, together: readonly GivenNames[]): Problem {
  return place.file.problemAt(
    place.path,
    `a name that one consumer gives in the hosted zone ${zone}: each who shares the connection would give ${name}`,
    "take `id` out, with `account`, `role` and `associate`, for a new hosted zone in each VPC; or give each consumer a connection and a name of its own",
    `${name} of ${listed([...new Set(together.map(({ consumer }) => consumer))])}`,
  );
}

/** Names that a connection gives in a hosted zone that exists. */
interface GivenNames {
  readonly zone: string;
  readonly names: readonly string[];
  readonly by: string;
  /** Who has the connection. */
  readonly consumer: string;
  readonly place: FilePlace;
}

function givenIn({ name, hubVpc, file, vpc, connections }: ConsumerDraft): GivenNames[] {
  const consumer = hubVpc ? consumerTitle({ name, hubVpc }) : name;
  return [...connections].flatMap(([connection, spec = {}]) =>
    hostedZonesOf(spec).flatMap(({ path, spec: zone }): GivenNames[] => {
      if (zone.id === undefined) return [];
      const names = recordNames(zone, vpc === undefined ? [] : zonesOf(vpc));
      const place = { file, path: ["connections", connection, ...path, "name"] };
      return [{ zone: zone.id, names, by: `connection ${connection} of ${consumer}`, consumer, place }];
    }),
  );
}

/** Names of the records in a hosted zone. @param zones zone ids of the consumer's VPC. */
function recordNames(spec: HostedZoneSpec, zones: readonly string[]): string[] {
  const { name, wildcard, zonal } = spec;
  const names = [...recordNamesOf(spec), ...(zonal ? zones.map((zone) => `${zone}.${name}`) : [])];
  return wildcard ? names.flatMap((each) => [each, `*.${each}`]) : names;
}

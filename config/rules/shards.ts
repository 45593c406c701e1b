import { MOST_CONNECTIONS, MOST_SHARDS, shardOf } from "../acceptance-shards";
import type { ConnectionDraft, EnvironmentDraft } from "../draft";
import type { Problem } from "../problem";
import type { Rule } from "./rule";

/** An acceptance stack accepts no more connections than one state can bear. */
export const shardRule: Rule = (environment) => {
  const { services, appliances } = environment;
  const members = membersOf(environment);
  return [
    ...[...(services ?? [])].flatMap(([key, { spec }]) =>
      spec?.acceptance === "registered" && spec.acceptor === undefined
        ? shardProblems(environment, "services", key, spec.acceptanceShards, members.get(key))
        : [],
    ),
    ...[...(appliances ?? [])].flatMap(([key, { spec }]) =>
      spec?.acceptance === "registered"
        ? shardProblems(environment, "appliances", key, spec.acceptanceShards, members.get(key))
        : [],
    ),
  ];
};

/** Numbers of connections to accept, by what they lead to and by consumer. */
type Members = ReadonlyMap<string, number>;

function membersOf({ consumers }: EnvironmentDraft): ReadonlyMap<string, Members> {
  const members = new Map<string, Map<string, number>>();
  for (const { name, state, external, connections } of consumers) {
    if (state !== "allowed" && state !== "draining") continue;
    for (const connection of connections.values()) {
      const key = connection?.service ?? connection?.appliance;
      const count = connection === undefined ? 0 : external ? endpointsOf(connection) : 1;
      if (key === undefined || count === 0) continue;
      const ofKey = members.get(key) ?? new Map<string, number>();
      members.set(key, ofKey.set(name, (ofKey.get(name) ?? 0) + count));
    }
  }
  return members;
}

function endpointsOf({ endpointId, endpointIds = [] }: ConnectionDraft): number {
  return endpointIds.length + (endpointId === undefined ? 0 : 1);
}

function shardProblems(
  { file }: EnvironmentDraft,
  kind: "services" | "appliances",
  key: string,
  shards: number = 1,
  members: Members = new Map(),
): Problem[] {
  const largest = largestShard(members, shards);
  if (largest.connections <= MOST_CONNECTIONS) return [];
  const enough = enoughShards(members, shards);
  const fixes = [
    ...(enough === undefined ? [] : [`write \`acceptanceShards: ${enough}\``]),
    ...(kind === "services" ? ["write `acceptor: {}`, a function that accepts in place of the stacks"] : []),
  ];
  return [
    file.problemAt(
      [kind, key, ...(shards === 1 ? [] : ["acceptanceShards"])],
      `at most ${MOST_CONNECTIONS} connections to accept in an acceptance stack`,
      fixes.join("; or ") || "offer it as several groups of appliances",
      `${largest.connections} in ${shards === 1 ? "the only one" : `the fullest of ${shards}`}`,
    ),
  ];
}

function largestShard(members: Members, of: number): { readonly connections: number } {
  const counts = new Array<number>(of).fill(0);
  for (const [consumer, count] of members) {
    const shard = shardOf(consumer, of);
    counts[shard] = (counts[shard] ?? 0) + count;
  }
  return { connections: Math.max(...counts) };
}

/** The fewest shards in doublings that leave room for as many consumers again, where there are enough. */
function enoughShards(members: Members, shards: number): number | undefined {
  for (let of = shards * 2; of <= MOST_SHARDS; of *= 2)
    if (largestShard(members, of).connections <= MOST_CONNECTIONS / 2) return of;
  return largestShard(members, MOST_SHARDS).connections <= MOST_CONNECTIONS ? MOST_SHARDS : undefined;
}

import { createHash } from "node:crypto";

/**
 * Most connections that one acceptance stack accepts: more make its plans slow, and each change puts all of them at
 * risk.
 */
export const MOST_CONNECTIONS = 500;

/** Most acceptance stacks of a service. */
export const MOST_SHARDS = 256;

/**
 * The acceptance stack that a consumer's connections are in, from 0. It depends on the name only, so that a further
 * consumer moves no other.
 *
 * @param of number of stacks.
 */
export function shardOf(consumer: string, of: number): number {
  if (of === 1) return 0;
  return createHash("sha256").update(consumer).digest().readUInt32BE(0) % of;
}

/**
 * What the name of a shard ends with, behind that of the service: `_03-of-16`; nothing for the only one.
 *
 * @param shard from 0.
 */
export function shardSuffix(shard: number, of: number): string {
  if (of === 1) return "";
  const width = Math.max(2, String(of).length);
  return `_${String(shard + 1).padStart(width, "0")}-of-${String(of).padStart(width, "0")}`;
}

/** Consumers by the shard that they are in, from 0. */
export function membersByShard(consumers: readonly string[], of: number): readonly (readonly string[])[] {
  const members = Array.from({ length: of }, (): string[] => []);
  for (const consumer of consumers) members[shardOf(consumer, of)]?.push(consumer);
  return members;
}

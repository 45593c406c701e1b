import type { Difference } from "../../ledger/decide";
import type { StatusDifference } from "./summarize";

/**
 * Kinds of differences, the most serious first: who is connected and must not be, who asks and must not, who may
 * connect and cannot. Customers who have not come yet are last: a large estate has many.
 */
export const MOST_SERIOUS: readonly Difference[] = [
  "revoked-but-connected",
  "ended-but-connected",
  "unknown-connected",
  "other-account",
  "other-region",
  "connected-but-invited",
  "request-of-revoked",
  "request-of-ended",
  "unknown-request",
  "not-accepted-yet",
  "rejected-but-allowed",
  "endpoint-failed",
  "request-expired",
  "endpoint-deleted",
  "request-while-draining",
  "request-while-invited",
  "ended-not-revoked",
  "never-connected",
];

/** Differences of a kind. */
export interface DifferenceGroup<T extends Pick<StatusDifference, "kind">> {
  readonly kind: Difference;
  readonly all: readonly T[];
}

/** Differences by their kinds, the most serious kind first. Within a kind their order stays. */
export function byKind<T extends Pick<StatusDifference, "kind">>(differences: readonly T[]): DifferenceGroup<T>[] {
  const kinds = new Map<Difference, T[]>(MOST_SERIOUS.map((kind) => [kind, []]));
  for (const each of differences) {
    const list = kinds.get(each.kind) ?? [];
    kinds.set(each.kind, list);
    list.push(each);
  }
  return [...kinds].filter(([, all]) => all.length > 0).map(([kind, all]) => ({ kind, all }));
}

/** Whom a line is about. */
export interface About {
  /** Name of the customer; null where no record names the endpoint. */
  readonly customer: string | null;
  /** Id of the endpoint; undefined where the line is about the customer as a whole. */
  readonly endpointId: string | undefined;
}

/** Sorts lines by customer, and those of one customer by endpoint. Endpoints that no record names come last. */
export function byCustomer<T>(lines: readonly T[], aboutOf: (line: T) => About): T[] {
  return lines
    .map((line) => ({ line, about: aboutOf(line) }))
    .sort((a, b) => compareNames(a.about.customer, b.about.customer) || compareIds(a.about, b.about))
    .map(({ line }) => line);
}

function compareNames(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareIds({ endpointId: a = "" }: About, { endpointId: b = "" }: About): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import { type Decision, type Declared, decide, decideMismatch, declaredOn, type UnknownPolicy } from "./decide";
import { isOf, mismatchOf } from "./mismatch";
import { type Observation, type ObservedConnection, observationOf } from "./observation";
import type { LedgerEntry, ServiceLedger } from "./service-ledger";

/** An endpoint beside what the ledger says of it. */
export interface JudgedConnection {
  readonly connection: ObservedConnection;
  /** The record that the endpoint belongs to; undefined where none does. */
  readonly entry: LedgerEntry | undefined;
  readonly declared: Declared;
  readonly observed: Observation;
  readonly decision: Decision;
}

/** A record beside what is observed of it. */
export interface JudgedEntry {
  readonly entry: LedgerEntry;
  readonly declared: Declared;
  /** Endpoints of the record. */
  readonly connections: readonly JudgedConnection[];
  /** What there is of it as a whole: that of the endpoint which is nearest to being connected. */
  readonly observed: Observation;
  /** Decision for the record as a whole. */
  readonly decision: Decision;
}

/** A ledger beside what is observed. */
export interface Judgement {
  /** Each endpoint, sorted by its id. */
  readonly connections: readonly JudgedConnection[];
  /** Each record, in the order of the ledger. */
  readonly entries: readonly JudgedEntry[];
}

export interface JudgeOptions {
  /** The day (UTC), as YYYY-MM-DD. */
  readonly today: string;
  /** What is done with endpoints that no record names. @default "leave" */
  readonly unknown?: UnknownPolicy;
}

/** Puts each endpoint beside its record, and each record beside its endpoints. It takes as long as both are long. */
export function judge(
  ledger: ServiceLedger,
  observed: readonly ObservedConnection[],
  { today, unknown = "leave" }: JudgeOptions,
): Judgement {
  const find = finder(ledger.entries, today);
  const byEntry = new Map<LedgerEntry, JudgedConnection[]>();
  const strays = new Map<LedgerEntry, ObservedConnection[]>();
  const connections = [...observed]
    .sort((a, b) => (a.endpointId < b.endpointId ? -1 : 1))
    .map((connection): JudgedConnection => {
      const { entry, elsewhere } = find(connection);
      for (const each of elsewhere) add(strays, each, connection);
      const seen = observationOf(connection.state);
      if (entry === undefined) {
        const decision = withoutRecord(connection, seen, elsewhere[0], unknown);
        return { connection, entry, declared: "unknown", observed: seen, decision };
      }
      const declared = declaredOn(entry, today);
      const judged = { connection, entry, declared, observed: seen, decision: decide(declared, seen) };
      add(byEntry, entry, judged);
      return judged;
    });
  const entries = ledger.entries.map((entry) =>
    judgedEntry(entry, byEntry.get(entry) ?? [], strays.get(entry) ?? [], today),
  );
  return { connections, entries };
}

function add<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** @param named record that names the endpoint, and is of another account or region. */
function withoutRecord(
  connection: ObservedConnection,
  observed: Observation,
  named: LedgerEntry | undefined,
  unknown: UnknownPolicy,
): Decision {
  if (named === undefined) return decide("unknown", observed, unknown);
  const { kind, says } = mismatchOf(named, connection);
  const names = `${named.customer}/${named.connection} names this endpoint, but ${says}`;
  return decideMismatch(kind, observed, unknown, names);
}

/** Observations from the nearest to being connected to the farthest. */
const NEAREST: readonly Observation[] = [
  "available",
  "pending",
  "waiting",
  "rejected",
  "failed",
  "expired",
  "deleted",
  "none",
];

function judgedEntry(
  entry: LedgerEntry,
  connections: readonly JudgedConnection[],
  strays: readonly ObservedConnection[],
  today: string,
): JudgedEntry {
  const declared = declaredOn(entry, today);
  const observed = NEAREST.find((each) => connections.some((connection) => connection.observed === each)) ?? "none";
  const decision = decide(declared, observed);
  const notes = strays.map((stray) => `It names ${stray.endpointId}, but ${mismatchOf(entry, stray).says}.`);
  const told = { ...decision, says: [decision.says, ...notes].join(" ") };
  return { entry, declared, connections, observed, decision: told };
}

/** What is found for an endpoint. */
interface Found {
  /** The record that it belongs to. */
  readonly entry: LedgerEntry | undefined;
  /** Records that name it, and are of another account or region. */
  readonly elsewhere: readonly LedgerEntry[];
}

/**
 * Finds the record of an endpoint: the one that names its id; else the one of its account that names no ids; else one
 * of its account that is revoked or has ended, whatever ids it names: the whole customer may no longer connect. Where
 * several records of an account name none, one that forbids wins over one that allows. Between records whose customers
 * are all built here it is the other way round: their account may connect as long as one of them may, and revoking the
 * other destroys its endpoint. Of records that declare the same, each gets its share of the endpoints.
 */
function finder(entries: readonly LedgerEntry[], today: string): (connection: ObservedConnection) => Found {
  const byId = new Map<string, LedgerEntry[]>();
  const byAccount = new Map<string, LedgerEntry[]>();
  const revoked = new Map<string, LedgerEntry[]>();
  for (const entry of entries) {
    const [map, keys] = entry.endpointIds ? [byId, entry.endpointIds] : [byAccount, entry.accounts];
    for (const key of keys) add(map, key, entry);
    if (NO_LONGER.includes(declaredOn(entry, today)))
      for (const account of entry.accounts) add(revoked, account, entry);
  }
  const live = new Map<LedgerEntry, number>();
  const liveOf = (entry: LedgerEntry) => live.get(entry) ?? 0;
  const chosen = (found: readonly LedgerEntry[]) => {
    if (found.length < 2) return found[0];
    const order = found.every(({ managed }) => managed) ? [...STRICTEST].reverse() : STRICTEST;
    const wins = order.find((declared) => found.some((entry) => declaredOn(entry, today) === declared));
    const alike = found.filter((entry) => declaredOn(entry, today) === wins);
    return alike.reduce((fewest, entry) => (liveOf(entry) < liveOf(fewest) ? entry : fewest));
  };
  return (connection) => {
    const naming = byId.get(connection.endpointId) ?? [];
    const named = naming.filter((entry) => isOf(entry, connection));
    const ofAccount = (map: ReadonlyMap<string, readonly LedgerEntry[]>) =>
      (map.get(connection.owner) ?? []).filter((entry) => isOf(entry, connection));
    // An endpoint that a record names is judged by that record, also where it is of another account or region.
    const others = () => (naming.length > 0 ? [] : ofAccount(revoked));
    const entry = chosen(named) ?? chosen(ofAccount(byAccount)) ?? chosen(others());
    if (entry !== undefined && LIVE.includes(observationOf(connection.state))) live.set(entry, liveOf(entry) + 1);
    return { entry, elsewhere: naming.filter((each) => !named.includes(each)) };
  };
}

/** What records declare of customers who may no longer connect. */
const NO_LONGER: readonly Declared[] = ["revoked", "ended"];

/** Observations of an endpoint that is connected, or may become so. */
const LIVE: readonly Observation[] = ["waiting", "pending", "available"];

/** What records declare, from what forbids to what allows. */
const STRICTEST: readonly Declared[] = ["revoked", "ended", "invited", "draining", "allowed"];

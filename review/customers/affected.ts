import { grouped } from "../../policies/checker/report/plan-of-stack";
import { compare } from "../../support/compare";
import { type Affected, EFFECTS } from "../review-file";
import type { Directory } from "./directory";
import type { CustomerEvent } from "./events";

/** An event, with the environment of its stack. */
export interface PlacedEvent {
  readonly environment: string;
  readonly event: CustomerEvent;
}

/** Who is affected, and what is not known of it. */
export interface AllAffected {
  readonly customers: readonly Affected[];
  /** Sentences. */
  readonly unknown: readonly string[];
}

/** One customer, and what happens to it. */
interface One extends Omit<Affected, "customers"> {
  readonly customer: string;
}

/** Who is affected by events, each connection by the worst of them; those who are affected alike together. */
export function affectedBy(events: readonly PlacedEvent[], directory: Directory): AllAffected {
  const unknown = new Set<string>();
  const all = events.flatMap((placed) => customersOf(placed, directory, unknown));
  const byConnection = grouped(all, ({ environment, customer, connection, service }) =>
    JSON.stringify([environment, customer, connection ?? [service]]),
  );
  const worst = withoutImplied([...byConnection.values()].map(joined));
  const alike = grouped(worst, ({ environment, effect, service, connection, cause }) =>
    JSON.stringify([environment, effect, service, service === null ? connection : null, cause]),
  );
  return { customers: [...alike.values()].map(together).sort(byWeight), unknown: [...unknown].sort() };
}

/** Who loses a connection, or gets one, need not be told as well what becomes of the permission. */
function withoutImplied(all: readonly One[]): One[] {
  const keyOf = ({ environment, customer, service }: One) => JSON.stringify([environment, customer, service]);
  const having = (effect: One["effect"]) => new Set(all.filter((each) => each.effect === effect).map(keyOf));
  const losing = having("loses");
  const connecting = new Set([...having("connects"), ...having("requested")]);
  return all.filter(
    (each) =>
      !(each.effect === "barred" && losing.has(keyOf(each))) &&
      !(each.effect === "allowed" && connecting.has(keyOf(each))),
  );
}

function customersOf({ environment, event }: PlacedEvent, directory: Directory, unknown: Set<string>): One[] {
  const { effect, cause, service = null, to } = event;
  const one = { environment, effect, cause, service };
  if (to.kind === "connection")
    return [{ ...one, customer: to.customer, connection: to.connection === "" ? null : to.connection }];
  if (to.kind === "principal")
    return directory.namesOf(environment, to.principal).map((customer) => ({ ...one, customer, connection: null }));
  const known = directory.customersOf(environment, service ?? "");
  if (known === undefined) {
    unknown.add(
      `${environment}: ${cause}. Its customers are not known: ` +
        "the environment is no longer declared, and no status names them.",
    );
    return [];
  }
  const said = known.areConnected ? cause : `${cause}; no status says who of them is connected`;
  return known.customers.map((each) => ({ ...one, ...each, cause: said }));
}

/** What happens to a connection: the worst, and the service where any event knows it. */
function joined(same: readonly One[]): One {
  const [worst] = [...same].sort((a, b) => rank(a) - rank(b) || known(a) - known(b)) as [One];
  const service = worst.service ?? same.find((each) => each.service !== null)?.service ?? null;
  return { ...worst, service };
}

function together(alike: readonly One[]): Affected {
  const [{ customer: _, ...first }] = alike as [One];
  const connections = new Set(alike.map(({ connection }) => connection));
  return {
    ...first,
    connection: connections.size === 1 ? first.connection : null,
    customers: [...new Set(alike.map(({ customer }) => customer))].sort(compare),
  };
}

function rank({ effect }: Pick<One, "effect">): number {
  return EFFECTS.indexOf(effect);
}

function known({ service }: One): number {
  return service === null ? 1 : 0;
}

function byWeight(a: Affected, b: Affected): number {
  return (
    rank(a) - rank(b) ||
    compare(a.environment, b.environment) ||
    compare(a.service ?? "", b.service ?? "") ||
    compare(a.connection ?? "", b.connection ?? "") ||
    compare(a.cause, b.cause)
  );
}

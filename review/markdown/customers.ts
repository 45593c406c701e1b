import { code, plain } from "../../support/markdown";
import type { Affected, Effect } from "../review-file";

/** Customers that are named before the rest is counted. */
const NAMED = 10;

/** Effects that take something away. */
export const LOSSES: readonly Effect[] = ["loses", "interrupted", "barred"];

const MARKS: Readonly<Record<Effect, string>> = {
  loses: "➖",
  interrupted: "⚠️",
  barred: "➖",
  connects: "➕",
  requested: "➕",
  allowed: "➕",
};

/** What happens to customers: an item for those that are affected alike. */
export function customerParts(all: readonly Affected[]): string[] {
  return all.map((affected) => {
    const { effect, environment, cause, customers } = affected;
    const [first = ""] = customers;
    const isOne = customers.length === 1;
    const who = isOne ? nameOf(first) : `${customers.length} customers`;
    const rest = customers.length - NAMED;
    const names = isOne
      ? ""
      : `: ${customers.slice(0, NAMED).map(nameOf).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
    return `\n- ${MARKS[effect]} ${code(environment)}: ${who} ${verb(affected, isOne)} (${plain(cause)})${names}`;
  });
}

/** What a customer does or has done to it. */
function verb({ effect, service, connection }: Affected, isOne: boolean): string {
  const which = service ?? connection;
  const to = which === null ? "" : ` to ${code(which)}`;
  switch (effect) {
    case "loses":
      return `**${isOne ? "loses its connection" : "lose their connections"}**${to}`;
    case "interrupted":
      return `**${isOne ? "loses its connection" : "lose their connections"} for a time**${to}`;
    case "barred":
      return `may **no longer ask for connections**${to}`;
    case "connects":
      return `${isOne ? "gets a connection" : "get connections"}${to}`;
    case "requested":
      return `${isOne ? "asks for a connection" : "ask for connections"}${to}`;
    case "allowed":
      return `may ask for connections${to}`;
  }
}

/** Names are code; what stands for a customer without a record is text. */
function nameOf(customer: string): string {
  return /^(account |everybody$)/.test(customer) ? plain(customer) : code(customer);
}

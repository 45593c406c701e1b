import { grouped } from "../../policies/checker/report/plan-of-stack";
import type { StackFacts } from "../stacks/facts";
import { arrowMarks } from "./endpoints";
import { MOST_GROUPS } from "./groups";
import { nameRows, thousands } from "./names";
import { offerOf } from "./offers";
import { type Customer, connectionKey, type Drawing, type Scene } from "./scene";

/** Most customers of an environment that are drawn one by one. */
const MOST_CUSTOMERS = 6;

/** Draws the customers who run their own side: those of the files, and those whom a service allows besides. */
export function drawCustomers(drawing: Drawing): void {
  const { canvas, environment, within } = drawing;
  const offers = drawing.stacks.filter(({ role }) => role === "service" || role === "appliance");
  const customers = customersOf(drawing, offers);
  if (customers.length === 0) return;
  const place = canvas.place({
    ...{
      id: `customers/${environment}`,
      within,
      kind: "customer",
      caption: "Customers who run their own side",
      title: "",
    },
    chips: [],
  });
  if (customers.length <= MOST_CUSTOMERS) {
    for (const customer of customers) drawCustomer(drawing, offers, place, customer);
    return;
  }
  const fine = grouped(customers, ({ services }) => [...services].sort().join("\0"));
  const groups = fine.size > MOST_GROUPS ? new Map([["all", customers]]) : fine;
  for (const [key, group] of groups) {
    const services = new Set(group.flatMap((customer) => customer.services));
    const id = canvas.thing({
      ...{ id: `customers/${environment}/${key}`, within: place, kind: "group", caption: "Customers" },
      title: `${thousands(group.length)} ${group.length === 1 ? "customer" : "customers"}`,
      rows: [
        ...(fine.size > MOST_GROUPS ? [{ text: "each connects to some of these" }] : []),
        ...nameRows(group.map(({ name }) => name)),
      ],
      chips: [],
    });
    for (const offer of offers.filter(({ key: service }) => services.has(service)))
      canvas.link({ from: id, to: offerOf(offer) });
  }
}

function drawCustomer(drawing: Drawing, offers: readonly StackFacts[], within: string, customer: Customer): void {
  const { canvas, environment, connections } = drawing;
  const { name, accounts, services } = customer;
  const id = canvas.thing({
    ...{ id: `customer/${environment}/${name}`, within, kind: "customer", caption: "Customer", title: name },
    rows: accounts.filter((account) => account !== name).map((account) => ({ text: `account ${account}` })),
    chips: [],
  });
  for (const offer of offers.filter(({ key }) => services.includes(key))) {
    const sign = drawing.acceptance.get(connectionKey(name, offer.key));
    canvas.link({
      from: id,
      to: offerOf(offer),
      ...arrowMarks(sign, connections?.stateOf(environment, offer.key, name)),
    });
  }
}

/** Customers of the files, and accounts that a service allows which are nobody's. */
function customersOf(
  { customers, environment, stacks, leftOut }: Drawing,
  offers: readonly StackFacts[],
): readonly Customer[] {
  const known = customers.filter((customer) => customer.environment === environment);
  const named = new Set([
    ...known.flatMap(({ accounts }) => accounts),
    ...consumerAccounts(stacks),
    ...(leftOut ?? []),
  ]);
  const others = new Map<string, string[]>();
  for (const { key, services } of offers)
    for (const account of allowedAccounts(services))
      if (!named.has(account)) others.set(account, [...(others.get(account) ?? []), key]);
  return [
    ...known,
    ...[...others].map(([account, services]) => ({ environment, name: account, accounts: [account], services })),
  ];
}

/** Whether a service of an environment allows an account that none of its consumers' stacks is in. */
export function hasUnknownAccounts({ stacks }: Pick<Scene, "stacks">, environment: string): boolean {
  const own = stacks.filter((stack) => stack.environment === environment);
  const known = consumerAccounts(own);
  return own.some(({ services }) => [...allowedAccounts(services)].some((account) => !known.has(account)));
}

function consumerAccounts(stacks: readonly StackFacts[]): ReadonlySet<string> {
  return new Set(stacks.filter(({ role }) => role === "consumer" || role === "hub").map(({ account }) => account));
}

/** Accounts of the principals that services allow. */
function allowedAccounts(services: StackFacts["services"]): ReadonlySet<string> {
  const accounts = services.flatMap(({ principals }) => principals);
  return new Set(accounts.map((arn) => (arn === "*" ? "everybody" : (arn.split(":")[4] ?? arn))));
}

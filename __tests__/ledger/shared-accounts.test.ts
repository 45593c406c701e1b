import { judge } from "../../ledger/match";
import type { EndpointState, ObservedConnection } from "../../ledger/observation";
import type { LedgerEntry } from "../../ledger/service-ledger";

const entry = (customer: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...{ customer, connection: "orders", state: "allowed", managed: false, accounts: ["888888888888"] },
  ...more,
});
const endpoint = (number: number, more: Partial<ObservedConnection> = {}): ObservedConnection => ({
  ...{ endpointId: `vpce-${number}`, owner: "888888888888", region: "us-east-1", state: "available" },
  ...more,
});

/** Whose each endpoint is. */
function ownersIn(entries: readonly LedgerEntry[], observed: readonly ObservedConnection[]): (string | undefined)[] {
  const ledger = { environment: "dev", kind: "service", service: "orders", entries } as const;
  return judge(ledger, observed, { today: "2027-01-01" }).connections.map((each) => each.entry?.customer);
}

test("an endpoint is of the record that names it, else of one of its account and region", () => {
  const entries = [
    entry("named", { endpointIds: ["vpce-2"] }),
    entry("east", { regions: ["us-east-1"] }),
    entry("elsewhere", { accounts: ["777777777777"] }),
  ];
  const observed = [endpoint(1), endpoint(2), endpoint(3, { region: "eu-west-1" })];
  expect(ownersIn(entries, observed)).toEqual(["east", "named", undefined]);
});

test("a record that names an endpoint of another account does not get it", () => {
  const entries = [entry("named", { accounts: ["777777777777"], endpointIds: ["vpce-1"] })];
  expect(ownersIn(entries, [endpoint(1)])).toEqual([undefined]);
});

test("what forbids wins over what allows, also when it ended", () => {
  const [a, b] = [entry("a"), entry("b", { state: "revoked" })];
  expect(ownersIn([a, b], [endpoint(1)])).toEqual(["b"]);
  expect(ownersIn([a, entry("c", { until: "2026-12-31" })], [endpoint(1)])).toEqual(["c"]);
  expect(ownersIn([{ ...a, managed: true }, b], [endpoint(1)])).toEqual(["b"]);
});

test("between customers that are built here, what allows wins: their account may connect", () => {
  const entries = [entry("a", { managed: true, state: "revoked" }), entry("b", { managed: true })];
  expect(ownersIn(entries, [endpoint(1)])).toEqual(["b"]);
});

test("records that declare the same share the endpoints that are live", () => {
  const entries = [entry("a"), entry("b")];
  const states: EndpointState[] = ["deleted", "available", "rejected", "pendingAcceptance"];
  const observed = states.map((state, index) => endpoint(index, { state }));
  const owners = ownersIn(entries, observed);
  expect([owners[1], owners[3]]).toEqual(["a", "b"]);
});

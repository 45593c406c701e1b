import { judge } from "../../ledger/match";
import type { EndpointState, ObservedConnection } from "../../ledger/observation";
import type { LedgerEntry } from "../../ledger/service-ledger";
import { entry, ledgerOf } from "../support/fake-ec2";

const endpoint = (endpointId: string, state: EndpointState = "available"): ObservedConnection => ({
  ...{ endpointId, state, owner: "888888888888", region: "us-east-1" },
});

const judged = (entries: readonly LedgerEntry[], ...observed: ObservedConnection[]) =>
  judge(ledgerOf(...entries), observed, { today: "2026-11-29" });

/** The record of each endpoint. */
const owners = (...args: Parameters<typeof judged>) => judged(...args).connections.map((each) => each.entry?.customer);

describe("an endpoint that a record names is of no other record of the account", () => {
  const others: readonly LedgerEntry[] = [
    entry("other", { state: "revoked" }),
    entry("other", { state: "invited" }),
    entry("other", { state: "draining" }),
    entry("other", { until: "2026-11-28" }),
    entry("other"),
  ];

  test.each(others.map((other) => [other.until === undefined ? other.state : "ended", other] as const))(
    "that is %s, in whatever order they are",
    (_, other) => {
      const named = entry("named", { endpointIds: ["vpce-1"] });
      for (const entries of [
        [named, other],
        [other, named],
      ]) {
        const { connections, entries: records } = judged(entries, endpoint("vpce-1"));
        expect(connections[0]).toMatchObject({ entry: named, declared: "allowed", decision: { action: "none" } });
        expect(records.find((each) => each.entry === other)?.connections).toEqual([]);
      }
    },
  );

  test("so that a revoked customer's named endpoint is cut, and the account's other ones stay", () => {
    const { connections } = judged(
      [entry("a", { state: "revoked", endpointIds: ["vpce-1"] }), entry("b")],
      endpoint("vpce-1"),
      endpoint("vpce-2"),
    );
    expect(connections.map(({ entry: record, decision }) => [record?.customer, decision.action])).toEqual([
      ["a", "reject"],
      ["b", "none"],
    ]);
  });
});

describe("what forbids most wins:", () => {
  const records = [
    ["revoked", entry("revoked", { state: "revoked" })],
    ["ended", entry("ended", { until: "2026-11-28" })],
    ["invited", entry("invited", { state: "invited" })],
    ["draining", entry("draining", { state: "draining" })],
    ["allowed", entry("allowed")],
  ] as const;
  const pairs = records.slice(1).map((lax, index) => [records[index] ?? lax, lax] as const);

  test.each(pairs.map(([strict, lax]) => [strict[0], lax[0], strict[1], lax[1]] as const))(
    "%s before %s",
    (strict, lax, one, other) => {
      for (const entries of [
        [one, other],
        [other, one],
      ])
        expect(owners(entries, endpoint("vpce-1"))).toEqual([strict]);
      const managed = [one, other].map((each) => ({ ...each, managed: true }));
      expect(owners(managed, endpoint("vpce-1"))).toEqual([lax]);
    },
  );
});

describe("records that declare the same share", () => {
  test.each(["pendingAcceptance", "pending", "available", "partial"] as const)("endpoints that are %s", (state) => {
    expect(owners([entry("a"), entry("b")], endpoint("vpce-1", state), endpoint("vpce-2", state))).toEqual(["a", "b"]);
  });

  test.each(["rejected", "failed", "expired", "deleted", "deleting"] as const)(
    "no endpoints that are %s: they take nobody's share",
    (state) => {
      expect(owners([entry("a"), entry("b")], endpoint("vpce-1", state), endpoint("vpce-2"))).toEqual(["a", "a"]);
    },
  );
});

describe("a record as a whole is as near to being connected as its nearest endpoint:", () => {
  const nearest = [
    ["available", "available"],
    ["pending", "pending"],
    ["pendingAcceptance", "waiting"],
    ["rejected", "rejected"],
    ["failed", "failed"],
    ["expired", "expired"],
    ["deleted", "deleted"],
  ] as const;

  test.each(nearest.slice(1).map(([farther], index) => [...(nearest[index] ?? nearest[0]), farther] as const))(
    "%s, which is %s, before %s",
    (near, observed, far) => {
      for (const states of [
        [near, far],
        [far, near],
      ]) {
        const { entries } = judged([entry("a")], ...states.map((state, index) => endpoint(`vpce-${index}`, state)));
        expect(entries[0]?.observed).toBe(observed);
      }
    },
  );
});

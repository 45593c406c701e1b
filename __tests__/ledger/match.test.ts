import fc from "fast-check";
import { judge } from "../../ledger/match";
import { ENDPOINT_STATES, type ObservedConnection } from "../../ledger/observation";
import type { LedgerEntry } from "../../ledger/service-ledger";
import { STATES } from "../../ledger/state";

const TODAY = "2026-11-29";

function entry(customer: string, more: Partial<LedgerEntry> = {}): LedgerEntry {
  return { customer, connection: "orders", state: "allowed", managed: false, accounts: ["111111111111"], ...more };
}

function endpoint(id: string, more: Partial<ObservedConnection> = {}): ObservedConnection {
  return { endpointId: id, owner: "111111111111", region: "us-east-1", state: "available", ...more };
}

function judged(entries: readonly LedgerEntry[], observed: readonly ObservedConnection[]) {
  return judge({ environment: "dev", kind: "service", service: "orders", entries }, observed, { today: TODAY });
}

/** The customer that each endpoint belongs to. */
function customers(entries: readonly LedgerEntry[], ...observed: ObservedConnection[]): (string | undefined)[] {
  return judged(entries, observed).connections.map((each) => each.entry?.customer);
}

describe("an endpoint that a record names, and that is of another", () => {
  const named = { endpointIds: ["vpce-1"], accounts: ["666666666666", "555555555555"], regions: ["us-east-1"] };
  const cases = [
    ["account", endpoint("vpce-1", { owner: "777777777777" }), "777777777777; expected: 666666666666 or 555555555555"],
    ["region", endpoint("vpce-1", { owner: "666666666666", region: "us-east-2" }), "us-east-2; expected: us-east-1"],
  ] as const;

  test.each(cases)("%s, is told as that, and left", (what, observed, found) => {
    const { connections, entries } = judged([entry("mix", named)], [observed]);
    expect(connections[0]).toMatchObject({
      ...{ entry: undefined, declared: "unknown" },
      decision: {
        ...{ action: "none", difference: `other-${what}` },
        says: `mix/orders names this endpoint, but it is of ${what} ${found}. It is left as it is.`,
      },
    });
    expect(entries[0]).toMatchObject({
      observed: "none",
      decision: {
        difference: "never-connected",
        says: `The customer may connect, and has no endpoint. It names vpce-1, but it is of ${what} ${found}.`,
      },
    });
  });

  test.each(cases)("%s, is rejected where unknown ones are", (what, observed) => {
    const ledger = { environment: "dev", kind: "service", service: "orders", entries: [entry("mix", named)] } as const;
    expect(judge(ledger, [observed], { today: TODAY, unknown: "reject" }).connections[0]?.decision).toMatchObject({
      ...{ action: "reject", difference: `other-${what}` },
      says: expect.stringMatching(/It is to be rejected\.$/),
    });
  });

  test("account, belongs to the record of that account; the other record tells it all the same", () => {
    const { connections, entries } = judged(
      [entry("mix", named), entry("own", { accounts: ["777777777777"] })],
      [endpoint("vpce-1", { owner: "777777777777" })],
    );
    expect(connections[0]).toMatchObject({ entry: { customer: "own" }, decision: { difference: undefined } });
    expect(entries[0]?.decision.says).toContain("It names vpce-1, but it is of account 777777777777");
  });

  test("account, and is gone, is no difference", () => {
    const gone = endpoint("vpce-1", { owner: "777777777777", state: "deleted" });
    expect(judged([entry("mix", named)], [gone]).connections[0]?.decision.difference).toBeUndefined();
  });

  test("account that is not known, belongs to the record by its id, and to none by its account", () => {
    const unknown = { owner: "unknown", region: "unknown" };
    expect(customers([entry("mix", named)], endpoint("vpce-1", unknown), endpoint("vpce-2", unknown))).toEqual([
      "mix",
      undefined,
    ]);
  });
});

describe("an endpoint belongs to", () => {
  test("the record of its account", () => {
    expect(
      customers(
        [entry("a"), entry("b", { accounts: ["222222222222", "333333333333"] })],
        endpoint("vpce-1", { owner: "333333333333" }),
      ),
    ).toEqual(["b"]);
  });

  test("nobody, where no record has its account", () => {
    expect(customers([entry("a")], endpoint("vpce-1", { owner: "999999999999" }))).toEqual([undefined]);
  });

  test("the record that names it, before one of its account", () => {
    const entries = [entry("a"), entry("b", { endpointIds: ["vpce-2"] })];
    expect(customers(entries, endpoint("vpce-1"), endpoint("vpce-2"))).toEqual(["a", "b"]);
  });

  test("nobody, where the records of its account name others", () => {
    expect(customers([entry("a", { endpointIds: ["vpce-2"] })], endpoint("vpce-1"))).toEqual([undefined]);
  });

  test("a revoked or ended record of its account, also if that names others, unless a record of the account allows it", () => {
    const named = { endpointIds: ["vpce-9"] };
    const gone = entry("gone", { ...named, state: "revoked" });
    expect(customers([gone], endpoint("vpce-1"))).toEqual(["gone"]);
    expect(customers([entry("over", { ...named, until: "2026-11-28" })], endpoint("vpce-1"))).toEqual(["over"]);
    expect(customers([gone, entry("other")], endpoint("vpce-1"))).toEqual(["other"]);
    expect(customers([gone, entry("other", { endpointIds: ["vpce-1"] })], endpoint("vpce-1"))).toEqual(["other"]);
    expect(customers([gone], endpoint("vpce-1", { owner: "222222222222" }))).toEqual([undefined]);
  });

  test("nobody, where the record that names it is of another account", () => {
    const entries = [entry("a", { endpointIds: ["vpce-1"], accounts: ["222222222222"] })];
    expect(customers(entries, endpoint("vpce-1"))).toEqual([undefined]);
  });

  test("the record of its region", () => {
    const entries = [entry("a", { regions: ["eu-west-1"] }), entry("b", { regions: ["us-east-1"] })];
    expect(customers(entries, endpoint("vpce-1"), endpoint("vpce-2", { region: "eu-west-1" }))).toEqual(["b", "a"]);
    expect(customers(entries, endpoint("vpce-1", { region: "us-west-2" }))).toEqual([undefined]);
  });

  test("of several records, the one that forbids most, whatever their order", () => {
    const states = ["revoked", "invited", "draining", "allowed"] as const;
    for (const [index, strict] of states.entries())
      for (const lax of states.slice(index + 1)) {
        const entries = [entry(lax, { state: lax }), entry(strict, { state: strict })];
        expect(customers(entries, endpoint("vpce-1"))).toEqual([strict]);
        expect(customers([...entries].reverse(), endpoint("vpce-1"))).toEqual([strict]);
      }
  });

  test("an ended record forbids", () => {
    const entries = [entry("a"), entry("b", { until: "2026-11-28" })];
    expect(judged(entries, [endpoint("vpce-1")]).connections[0]).toMatchObject({
      declared: "ended",
      decision: { action: "reject", difference: "ended-but-connected" },
    });
  });
});

describe("a record as a whole is", () => {
  test.each([
    [["rejected", "available"], "available"],
    [["deleted", "pendingAcceptance"], "waiting"],
    [["expired", "failed"], "failed"],
    [["partial"], "available"],
    [[], "none"],
  ] as const)("with endpoints %j: %s", (states, expected) => {
    const { entries } = judged(
      [entry("a")],
      states.map((state, index) => endpoint(`vpce-${index}`, { state })),
    );
    expect(entries[0]?.observed).toBe(expected);
    expect(entries[0]?.connections).toHaveLength(states.length);
  });
});

test("endpoints come out by their ids, and records in their order", () => {
  const { connections, entries } = judged(
    [entry("b"), entry("a", { accounts: ["222222222222"] })],
    [endpoint("vpce-2"), endpoint("vpce-1")],
  );
  expect(connections.map(({ connection }) => connection.endpointId)).toEqual(["vpce-1", "vpce-2"]);
  expect(entries.map((each) => each.entry.customer)).toEqual(["b", "a"]);
});

test("whatever is declared and observed: each endpoint once, and never accepted where a record forbids it", () => {
  const accounts = ["111111111111", "222222222222"];
  const records = fc.array(
    fc.record({
      state: fc.constantFrom(...STATES),
      account: fc.constantFrom(...accounts),
      ids: fc.option(fc.subarray(["vpce-0", "vpce-1", "vpce-2"], { minLength: 1 }), { nil: undefined }),
    }),
  );
  const seen = fc.array(fc.record({ owner: fc.constantFrom(...accounts), state: fc.constantFrom(...ENDPOINT_STATES) }));
  fc.assert(
    fc.property(records, seen, (given, observed) => {
      const entries = given.map(({ state, account, ids }, index) =>
        entry(`c${index}`, { state, accounts: [account], ...(ids === undefined ? {} : { endpointIds: ids }) }),
      );
      const { connections } = judged(
        entries,
        observed.map((each, index) => endpoint(`vpce-${index}`, each)),
      );
      expect(connections).toHaveLength(observed.length);
      for (const each of connections)
        if (each.decision.action === "accept") {
          expect(each.entry?.state).toBe("allowed");
          expect(each.entry?.accounts).toContain(each.connection.owner);
        }
    }),
  );
});

test("10,000 records and endpoints are judged in a moment", () => {
  const account = (index: number) => String(100_000_000_000 + index);
  const entries = Array.from({ length: 10_000 }, (_, index) => entry(`c${index}`, { accounts: [account(index)] }));
  const observed = entries.map((_, index) =>
    endpoint(`vpce-${index}`, { owner: account(index), state: "pendingAcceptance" }),
  );
  const start = performance.now();
  const { connections } = judged(entries, observed);
  expect(performance.now() - start).toBeLessThan(2000);
  expect(connections.filter(({ decision }) => decision.action === "accept")).toHaveLength(10_000);
});

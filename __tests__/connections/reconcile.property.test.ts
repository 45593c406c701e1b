import fc from "fast-check";
import type { AuditRecord } from "../../connections/audit";
import { reconcile } from "../../connections/reconcile";
import { declaredOn } from "../../ledger/decide";
import { ENDPOINT_STATES } from "../../ledger/observation";
import { STATES } from "../../ledger/state";
import { casesOf } from "../support/corpus";
import { entry, FakeEc2, ledgerOf } from "../support/fake-ec2";

const TODAY = "2026-06-01";
const ACCOUNTS = ["111111111112", "222222222222", "333333333333", "999999999999"] as const;

const records = fc.uniqueArray(
  fc.record({
    account: fc.constantFrom(...ACCOUNTS.slice(0, 3)),
    state: fc.constantFrom(...STATES),
    until: fc.constantFrom(undefined, "2026-05-31", "2026-06-01"),
  }),
  { selector: ({ account }) => account, maxLength: 3 },
);

const connections = fc.array(
  fc.record({ account: fc.constantFrom(...ACCOUNTS), state: fc.constantFrom(...ENDPOINT_STATES) }),
  { maxLength: 30 },
);

const settings = fc.record({ unknown: fc.constantFrom("leave", "reject"), mostRejections: fc.nat(5) });

test("whatever there is: a run never cuts more than it may, and a second one finds nothing to do", async () => {
  await fc.assert(
    fc.asyncProperty(records, connections, settings, async (customers, there, chosen) => {
      const ec2 = new FakeEc2(7);
      for (const [index, { account, state }] of there.entries()) ec2.connection(`vpce-${index}`, account, state);
      const ledger = ledgerOf(
        ...customers.map(({ account, state, until }) =>
          entry(`of-${account}`, { accounts: [account], state, ...(until === undefined ? {} : { until }) }),
        ),
      );
      const run = async () => {
        const lines: AuditRecord[] = [];
        const outcome = await reconcile({
          ...{ calls: ec2, serviceId: "vpce-svc-1", region: "us-east-1", ledger, settings: chosen, today: TODAY },
          ...{ caller: "test", onRecord: (line: AuditRecord) => lines.push(line) },
        });
        return { outcome, lines };
      };
      const first = await run();
      const cut = first.lines.filter(({ action, observed }) => action === "reject" && observed !== "pendingAcceptance");
      expect(cut.length).toBeLessThanOrEqual(chosen.mostRejections);
      for (const { action, owner, customer } of first.lines) {
        const record = customers.find(({ account }) => account === owner);
        const declared =
          record && declaredOn({ state: record.state, ...(record.until ? { until: record.until } : {}) }, TODAY);
        if (action === "accept") expect(declared).toBe("allowed");
        else expect(["revoked", "ended", undefined]).toContain(declared);
        expect(customer).toBe(record === undefined ? null : `of-${owner}`);
        if (record === undefined) expect(chosen.unknown).toBe("reject");
      }
      const second = await run();
      // What AWS refused is tried again; all else is done.
      expect(second.lines.filter(({ result }) => result !== "refused" && result !== "failed")).toEqual([]);
      expect(second.outcome.plan.heldBack).toHaveLength(first.outcome.plan.heldBack.length);
    }),
    casesOf("ledgers and connections that are reconciled", 1_000),
  );
});

import { auditRecord } from "../../connections/audit";
import type { Changed } from "../../connections/change";
import { judge } from "../../ledger/match";
import type { LedgerEntry } from "../../ledger/service-ledger";
import { entry, ledgerOf } from "../support/fake-ec2";

const CONTEXT = { caller: "arn:test", environment: "prod", service: "orders", serviceId: "vpce-svc-1" };
const DONE: Changed = { endpointId: "vpce-1", result: "done", message: "", requestId: "r-1" };

function recordOf(...entries: LedgerEntry[]) {
  const observed = [{ endpointId: "vpce-1", owner: "888888888888", region: "us-east-1", state: "available" }] as const;
  const [connection] = judge(ledgerOf(...entries), observed, { today: "2026-06-01", unknown: "reject" }).connections;
  if (connection === undefined) throw new Error("no connection");
  return auditRecord(CONTEXT, "reject", connection, DONE, "2026-06-01T00:00:00.000Z");
}

describe("why:", () => {
  test.each([
    ["the customer is allowed", [entry("initech")], "initech is allowed"],
    [
      "the record gives a reason",
      [entry("globex", { state: "revoked", reason: "the contract has ended" })],
      "globex is revoked: the contract has ended",
    ],
    [
      "the last day is over",
      [entry("globex", { until: "2026-05-31", reason: "trial" })],
      "the access of globex has ended: its last day was 2026-05-31",
    ],
    ["no record has the account", [entry("web", { accounts: ["777777777777"] })], "no record names the endpoint"],
    [
      "a record names it, of another account",
      [entry("web", { accounts: ["777777777777"], endpointIds: ["vpce-1"] })],
      "web/orders names this endpoint, but it is of account 888888888888; expected: 777777777777. It is to be rejected.",
    ],
  ])("%s", (_, entries, why) => {
    expect(recordOf(...entries).why).toBe(why);
  });
});

test("the keys have one order, and who assumed the role stands beside the caller", () => {
  expect(Object.keys(recordOf(entry("globex"))).slice(0, 3)).toEqual(["time", "caller", "base_caller"]);
});

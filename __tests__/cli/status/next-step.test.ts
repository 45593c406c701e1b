import { nextStep } from "../../../cli/status/next-step";
import { decide } from "../../../ledger/decide";
import { judge } from "../../../ledger/match";
import type { EndpointState } from "../../../ledger/observation";
import type { LedgerEntry } from "../../../ledger/service-ledger";
import { entry, ledgerOf } from "../../support/fake-ec2";

type Way = "acceptor" | "registered" | "manual" | "automatic";

/** What is to be done about one endpoint of one customer. */
function step(
  way: Way,
  record: Partial<LedgerEntry>,
  state: EndpointState,
  held?: Parameters<typeof nextStep>[2],
): string | undefined {
  const ledger = ledgerOf(entry("globex", record));
  const observed = [{ endpointId: "vpce-1", owner: "888888888888", region: "us-east-1", state }];
  const [judged] = judge(ledger, observed, { today: "2026-06-01" }).connections;
  if (judged === undefined) throw new Error("no connection");
  const service = {
    ...{ ledger, stack: "prod-service-orders", hasAcceptor: way === "acceptor" },
    acceptance: way === "acceptor" ? "registered" : way,
    settings: { unknown: "leave", mostRejections: 10 },
  } as const;
  return nextStep(service, judged, held);
}

const ID = { endpointIds: ["vpce-1"] };
const MANAGED = { managed: true };
const REVOKED = { state: "revoked", reason: "the contract has ended" } as const;
const ENDED = { until: "2026-05-31" };

describe("the acceptor", () => {
  const runs = "The next run of the acceptor does it, if prod-service-orders is deployed with this ledger.";
  test.each([
    ["accepts", {}, "pendingAcceptance"],
    ["accepts again", {}, "rejected"],
    ["rejects", REVOKED, "available"],
    ["rejects when the access has ended", ENDED, "available"],
  ] as const)("%s", (_, record, state) => {
    expect(step("acceptor", record, state)).toBe(runs);
  });

  test("does not cut more than it may: a person does", () => {
    expect(step("acceptor", REVOKED, "available", { count: 12, why: "too-many" })).toBe(
      "Held back: 12 are more than mostRejections 10. To cut them, run " +
        "`privatelink reconcile --env prod --service orders --most-rejections 12`, or raise `mostRejections`.",
    );
  });
});

test("a ledger without any record rejects nobody: neither the acceptor nor `reconcile` does it", () => {
  expect(step("acceptor", REVOKED, "available", { count: 1, why: "no-records" })).toBe(
    "Held back: the ledger has no record at all. To reject it, add a record, or use the VPC console.",
  );
});

describe("Terraform, with acceptance: registered,", () => {
  test.each([
    [
      "accepts the endpoint of the customer's stack",
      MANAGED,
      "pendingAcceptance",
      "Deploy the acceptance stack. If it does not accept this endpoint, run `reconcile`.",
    ],
    ["accepts an endpoint that it knows", ID, "pendingAcceptance", "Deploy the acceptance stack, or run `reconcile`."],
    [
      "has to know the endpoint",
      {},
      "pendingAcceptance",
      "Write the id of the endpoint into the record and deploy the acceptance stack, or run `reconcile`.",
    ],
    ["does not accept again", ID, "rejected", "Run `reconcile`."],
    [
      "rejects what it accepted",
      { ...ID, ...REVOKED },
      "available",
      "Deploy the acceptance stack. If it did not accept this endpoint, run `reconcile`.",
    ],
    [
      "rejects nothing whose id it does not know",
      REVOKED,
      "available",
      "To reject it, run `reconcile`: Terraform did not accept it.",
    ],
    [
      "rejects nothing that waits",
      { ...MANAGED, ...REVOKED },
      "pendingAcceptance",
      "To reject it, run `reconcile`: Terraform did not accept it.",
    ],
    [
      "does not look at the day",
      { ...ID, ...ENDED },
      "available",
      "Write `state: revoked` into the record. Deploy the acceptance stack. If it did not accept this endpoint, run `reconcile`.",
    ],
    [
      "would accept a request of an access that has ended",
      { ...ID, ...ENDED },
      "pendingAcceptance",
      "Write `state: revoked` into the record. To reject it, run `reconcile`: Terraform did not accept it.",
    ],
  ] as const)("%s", (_, record, state, expected) => {
    expect(step("registered", record, state)).toBe(expected);
  });

  test("cuts as many as there are; `reconcile` has to be told how many", () => {
    expect(step("registered", { ...ID, ...REVOKED }, "available", { count: 12, why: "too-many" })).toBe(
      "Deploy the acceptance stack. If it did not accept this endpoint, run `privatelink reconcile --env prod " +
        "--service orders --most-rejections 12` (without the option it cuts at most 10).",
    );
  });
});

describe("a person", () => {
  test.each([
    ["manual", {}, "pendingAcceptance", "Run `reconcile`, or accept it in the VPC console."],
    ["manual", REVOKED, "available", "To reject it, run `reconcile`, or use the VPC console."],
    [
      "manual",
      ENDED,
      "available",
      "Write `state: revoked` into the record. To reject it, run `reconcile`, or use the VPC console.",
    ],
    [
      "automatic",
      REVOKED,
      "available",
      "Deploy prod-service-orders without the customer's principal: AWS accepts whom it names. Then run `reconcile`.",
    ],
    [
      "automatic",
      ENDED,
      "available",
      "Write `state: revoked` into the record. Deploy prod-service-orders without the customer's principal: " +
        "AWS accepts whom it names. Then run `reconcile`.",
    ],
  ] as const)("with acceptance: %s, %j, %s", (way, record, state, expected) => {
    expect(step(way, record, state)).toBe(expected);
  });
});

test("nothing is to be done where no action follows", () => {
  expect(decide("allowed", "available").action).toBe("none");
  expect(step("registered", {}, "available")).toBeUndefined();
});

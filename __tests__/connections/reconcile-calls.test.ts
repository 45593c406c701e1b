import { BATCH } from "../../connections/change";
import { type ReconcileOutcome, reconcile } from "../../connections/reconcile";
import { entry, FakeEc2, ledgerOf, sdkError, THROTTLED } from "../support/fake-ec2";

const KNOWN = "888888888888";
const REVOKED = "777777777777";

function run(ec2: FakeEc2): Promise<ReconcileOutcome> {
  const revoked = { accounts: [REVOKED], state: "revoked", since: "2026-01-01", reason: "left" } as const;
  return reconcile({
    ...{ calls: ec2, serviceId: "vpce-svc-1", region: "us-east-1", today: "2026-06-01", caller: "test" },
    ledger: ledgerOf(entry("globex"), entry("initech", revoked)),
    settings: { unknown: "leave", mostRejections: 10 },
    onRecord: () => undefined,
  });
}

/** Endpoints in a state. */
function world(count: number, state: string): FakeEc2 {
  const ec2 = new FakeEc2();
  for (let each = 0; each < count; each++) ec2.connection(`vpce-${1000 + each}`, KNOWN, state);
  return ec2;
}

/** AWS refuses a whole call because of some endpoints. */
function refuse(ec2: FakeEc2, isRefused: (id: string) => boolean): FakeEc2 {
  ec2.before = (call, ids) => {
    if (call === "accept" && ids.some(isRefused)) throw sdkError("InvalidState", "client", "in state rejected");
  };
  return ec2;
}

const countOf = (ec2: FakeEc2, call: string) => ec2.calls.filter((each) => each === call).length;

describe("rejected endpoints that AWS does not accept again", () => {
  test("cost few calls, where AWS refuses whole calls: the first refusal ends the search", async () => {
    const ec2 = refuse(world(200, "rejected"), () => true);
    expect(await run(ec2)).toMatchObject({ accepted: 0, refused: 200, failed: 0 });
    expect(countOf(ec2, "accept")).toBeLessThanOrEqual(200 / BATCH + 2 * Math.ceil(Math.log2(BATCH)));
  });

  test("cost one call a batch, where AWS names each", async () => {
    const ec2 = world(200, "rejected");
    expect(await run(ec2)).toMatchObject({ refused: 200 });
    expect(countOf(ec2, "accept")).toBe(4);
  });

  test("hold up none that waits, and none that is to be rejected", async () => {
    const ec2 = refuse(world(60, "rejected"), (id) => id.startsWith("vpce-1"));
    for (let each = 0; each < 60; each++) ec2.connection(`vpce-2${each}`, KNOWN, "pendingAcceptance");
    ec2.connection("vpce-3", REVOKED, "available");
    expect(await run(ec2)).toMatchObject({ accepted: 60, rejected: 1, refused: 60 });
  });

  test("do not hide one that AWS accepts again, where no other one is in its batch", async () => {
    const ec2 = world(1, "rejected");
    ec2.accept = async () => ({ unsuccessful: [], requestId: undefined });
    expect(await run(ec2)).toMatchObject({ accepted: 1, refused: 0 });
  });
});

test("where AWS refuses each endpoint that waits, only the first batch is tried in halves", async () => {
  const ec2 = refuse(world(500, "pendingAcceptance"), () => true);
  expect(await run(ec2)).toMatchObject({ accepted: 0, failed: 500 });
  expect(countOf(ec2, "accept")).toBe(2 * BATCH - 1 + 9);
});

test("one endpoint in each batch that AWS refuses is found, and the others are accepted", async () => {
  const ec2 = refuse(world(200, "pendingAcceptance"), (id) => id.endsWith("25") || id.endsWith("75"));
  expect(await run(ec2)).toMatchObject({ accepted: 196, failed: 4 });
});

describe("a run makes no further call", () => {
  test("once AWS throttled all attempts at one", async () => {
    const ec2 = world(2000, "pendingAcceptance").connection("vpce-3", REVOKED, "available");
    ec2.before = (call) => {
      if (call === "accept") throw THROTTLED();
    };
    expect(await run(ec2)).toMatchObject({
      ...{ accepted: 0, rejected: 0, failed: 50, stopped: 1951 },
      stops: [{ kind: "throttled", says: "AWS throttles: RequestLimitExceeded: Request limit exceeded." }],
    });
    expect(ec2.calls).toEqual(["describeConnections", "describeConnections", "describeConnections", "accept"]);
  });

  test("once AWS failed at two batches in a row, or did not answer", async () => {
    const ec2 = world(500, "pendingAcceptance");
    ec2.before = (call) => {
      if (call === "accept") throw Object.assign(new Error("no answer"), { name: "TimeoutError" });
    };
    expect(await run(ec2)).toMatchObject({
      ...{ failed: 100, stopped: 400 },
      stops: [{ kind: "unavailable", says: "AWS fails: TimeoutError: no answer" }],
    });
    expect(countOf(ec2, "accept")).toBe(2);
  });

  test("of a kind that AWS denied: who may not accept may still reject", async () => {
    const ec2 = world(2000, "pendingAcceptance").connection("vpce-3", REVOKED, "available");
    ec2.before = (call) => {
      if (call === "accept") throw sdkError("UnauthorizedOperation");
    };
    expect(await run(ec2)).toMatchObject({
      ...{ accepted: 0, rejected: 1, failed: 50, stopped: 1950 },
      stops: [{ kind: "denied" }],
    });
    expect(countOf(ec2, "accept")).toBe(1);
  });

  test("while it tries halves", async () => {
    const ec2 = world(50, "pendingAcceptance");
    ec2.before = (call, ids) => {
      if (call === "accept" && ids.length === 50) throw sdkError("InvalidState");
      if (call === "accept") throw sdkError("AccessDenied");
    };
    expect(await run(ec2)).toMatchObject({ failed: 25, stopped: 25 });
    expect(countOf(ec2, "accept")).toBe(2);
  });
});

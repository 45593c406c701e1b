import type { AuditRecord } from "../../connections/audit";
import { BATCH } from "../../connections/change";
import { type ReconcileInput, reconcile } from "../../connections/reconcile";
import { entry, FakeEc2, ledgerOf, sdkError, THROTTLED } from "../support/fake-ec2";

const ACCOUNTS = { known: "888888888888", revoked: "777777777777", unknown: "999999999999" };

const LEDGER = ledgerOf(
  entry("globex"),
  entry("initech", { accounts: [ACCOUNTS.revoked], state: "revoked", since: "2026-01-01", reason: "left" }),
);

let records: AuditRecord[];
beforeEach(() => {
  records = [];
});

function run(ec2: FakeEc2, more: Partial<ReconcileInput> = {}) {
  return reconcile({
    calls: ec2,
    serviceId: "vpce-svc-1",
    region: "us-east-1",
    ledger: LEDGER,
    settings: { unknown: "leave", mostRejections: 10 },
    today: "2026-06-01",
    caller: "arn:aws:sts::111111111111:assumed-role/acceptor/run",
    onRecord: (record) => records.push(record),
    now: () => new Date("2026-06-01T10:00:00Z"),
    ...more,
  });
}

const results = () => records.map(({ action, endpoint_id, result }) => `${action} ${endpoint_id} ${result}`);

test("accepts what the ledger allows, rejects what it revokes, and leaves what it does not know", async () => {
  const ec2 = new FakeEc2(2)
    .connection("vpce-1", ACCOUNTS.known, "pendingAcceptance")
    .connection("vpce-2", ACCOUNTS.revoked, "available")
    .connection("vpce-3", ACCOUNTS.unknown, "pendingAcceptance")
    .connection("vpce-4", ACCOUNTS.known, "available");
  const outcome = await run(ec2);
  expect(outcome).toMatchObject({ accepted: 1, rejected: 1, needless: 0, refused: 0, failed: 0, stopped: 0 });
  expect(["vpce-1", "vpce-2", "vpce-3", "vpce-4"].map((id) => ec2.stateOf(id))).toEqual([
    "available",
    "rejected",
    "pendingAcceptance",
    "available",
  ]);
  expect(records[0]).toEqual({
    time: "2026-06-01T10:00:00.000Z",
    caller: "arn:aws:sts::111111111111:assumed-role/acceptor/run",
    base_caller: null,
    environment: "prod",
    service: "orders",
    service_id: "vpce-svc-1",
    endpoint_id: "vpce-1",
    owner: ACCOUNTS.known,
    region: "us-east-1",
    customer: "globex",
    connection: "orders",
    declared: "allowed",
    observed: "pendingAcceptance",
    action: "accept",
    why: "globex is allowed",
    result: "done",
    message: null,
    request_id: "request-3",
  });
});

test("a second run has nothing to do, and makes no call that changes anything", async () => {
  const ec2 = new FakeEc2()
    .connection("vpce-1", ACCOUNTS.known, "pendingAcceptance")
    .connection("vpce-2", ACCOUNTS.revoked, "available");
  await run(ec2);
  ec2.log.length = 0;
  expect(await run(ec2)).toMatchObject({ accepted: 0, rejected: 0, failed: 0 });
  expect(ec2.calls).toEqual(["describeConnections"]);
});

test("two runs at once do no harm: what the other one did is no failure", async () => {
  const ec2 = new FakeEc2();
  for (let count = 0; count < 120; count++) ec2.connection(`vpce-${count}`, ACCOUNTS.known, "pendingAcceptance");
  ec2.connection("vpce-r", ACCOUNTS.revoked, "available");
  const [one, two] = await Promise.all([run(ec2), run(ec2)]);
  expect(one.accepted + two.accepted).toBe(120);
  expect(one.rejected + two.rejected).toBe(1);
  expect(one.needless + two.needless).toBe(121);
  expect([one.failed, two.failed, one.refused, two.refused]).toEqual([0, 0, 0, 0]);
});

test("rejects unknown endpoints where the settings say so", async () => {
  const ec2 = new FakeEc2().connection("vpce-3", ACCOUNTS.unknown, "available");
  await run(ec2, { settings: { unknown: "reject", mostRejections: 10 } });
  expect(ec2.stateOf("vpce-3")).toBe("rejected");
  expect(records[0]).toMatchObject({ customer: null, declared: "unknown", result: "done" });
});

describe("more live connections than one run may cut", () => {
  const ec2 = () =>
    new FakeEc2()
      .connection("vpce-1", ACCOUNTS.revoked, "available")
      .connection("vpce-2", ACCOUNTS.revoked, "pending")
      .connection("vpce-3", ACCOUNTS.revoked, "pendingAcceptance")
      .connection("vpce-4", ACCOUNTS.known, "pendingAcceptance");

  test("are all left; what waits is rejected, and what is allowed is accepted", async () => {
    const fake = ec2();
    const outcome = await run(fake, { settings: { unknown: "leave", mostRejections: 1 } });
    expect(outcome.plan.heldBack.map(({ connection }) => connection.endpointId)).toEqual(["vpce-1", "vpce-2"]);
    expect(results()).toEqual(["accept vpce-4 done", "reject vpce-3 done"]);
    expect(fake.stateOf("vpce-1")).toBe("available");
  });

  test("as many as it may are cut", async () => {
    const outcome = await run(ec2(), { settings: { unknown: "leave", mostRejections: 2 } });
    expect([outcome.plan.heldBack, outcome.rejected]).toEqual([[], 3]);
  });

  test("with 0, none is ever cut", async () => {
    const fake = ec2();
    await run(fake, { settings: { unknown: "leave", mostRejections: 0 } });
    expect(fake.stateOf("vpce-1")).toBe("available");
  });
});

describe("failures", () => {
  test("an endpoint that AWS does not change is asked about again, and holds up no other one", async () => {
    const ec2 = new FakeEc2()
      .connection("vpce-1", ACCOUNTS.known, "pendingAcceptance")
      .connection("vpce-2", ACCOUNTS.known, "pendingAcceptance")
      .connection("vpce-3", ACCOUNTS.known, "pendingAcceptance");
    ec2.before = (call) => {
      if (call !== "accept") return;
      ec2.connection("vpce-1", ACCOUNTS.known, "available");
      ec2.connections.delete("vpce-2");
    };
    expect(await run(ec2)).toMatchObject({ accepted: 1, needless: 2, failed: 0 });
    expect(results()).toEqual(["accept vpce-1 already", "accept vpce-2 gone", "accept vpce-3 done"]);
  });

  test("a rejected endpoint that AWS does not accept again is no failure: only a new one helps", async () => {
    const ec2 = new FakeEc2().connection("vpce-1", ACCOUNTS.known, "rejected");
    expect(await run(ec2)).toMatchObject({ accepted: 0, refused: 1, failed: 0 });
    expect(records[0]?.message).toBe("InvalidState: vpce-1 in state rejected");
  });

  test("one endpoint for which AWS refuses the whole call is found, and the others are accepted", async () => {
    const ec2 = new FakeEc2();
    for (let count = 10; count < 10 + BATCH; count++)
      ec2.connection(`vpce-${count}`, ACCOUNTS.known, "pendingAcceptance");
    ec2.before = (call, ids) => {
      if (call === "accept" && ids.includes("vpce-33")) throw sdkError("InvalidVpcEndpointId.Malformed");
    };
    expect(await run(ec2)).toMatchObject({ accepted: BATCH - 1, failed: 1 });
    expect(results().filter((each) => !each.endsWith("done"))).toEqual(["accept vpce-33 failed"]);
    expect(ec2.calls.filter((call) => call === "accept").length).toBeLessThan(15);
  });

  test.each([
    ["throttling", THROTTLED(), [0, 50, 10], 1],
    ["an error of AWS", sdkError("InternalError", "server"), [10, 50, 0], 2],
    ["a missing permission", sdkError("UnauthorizedOperation"), [0, 50, 10], 1],
  ] as const)("%s fails a batch once: it is not asked again in parts", async (_, error, expected, asked) => {
    const ec2 = new FakeEc2();
    for (let count = 0; count < 60; count++) ec2.connection(`vpce-${count}`, ACCOUNTS.known, "pendingAcceptance");
    let times = 0;
    ec2.before = (call) => {
      if (call === "accept" && times++ === 0) throw error;
    };
    const [accepted, failed, stopped] = expected;
    expect(await run(ec2)).toMatchObject({ accepted, failed, stopped });
    expect(ec2.calls.filter((call) => call === "accept")).toHaveLength(asked);
    ec2.before = () => undefined;
    expect(await run(ec2)).toMatchObject({ accepted: 60 - accepted, failed: 0, stopped: 0 });
  });

  test("an answer that got lost is no failure where AWS had done it", async () => {
    const ec2 = new FakeEc2().connection("vpce-1", ACCOUNTS.known, "pendingAcceptance");
    ec2.before = (call) => {
      if (call !== "accept") return;
      ec2.connection("vpce-1", ACCOUNTS.known, "pending");
      throw sdkError("InternalError", "server");
    };
    expect(await run(ec2)).toMatchObject({ needless: 1, failed: 0 });
  });

  test("nothing is changed where AWS does not say what there is", async () => {
    const ec2 = new FakeEc2(1)
      .connection("vpce-1", ACCOUNTS.known, "pendingAcceptance")
      .connection("vpce-2", ACCOUNTS.known, "pendingAcceptance");
    ec2.before = () => {
      if (ec2.log.length === 2) throw THROTTLED();
    };
    await expect(run(ec2)).rejects.toThrow("Request limit exceeded.");
    expect(ec2.calls).toEqual(["describeConnections", "describeConnections"]);
  });
});

describe("an answer whose errors name no endpoint of the call", () => {
  const nameless = (ResourceId?: string) => ({
    unsuccessful: [{ ResourceId, Error: { Code: "InternalError", Message: "try again" } }],
    requestId: "request-x",
  });

  test.each([undefined, "", "vpce-of-nobody"])("%p: AWS is asked which ones it changed", async (resourceId) => {
    const ec2 = new FakeEc2()
      .connection("vpce-1", ACCOUNTS.known, "pendingAcceptance")
      .connection("vpce-2", ACCOUNTS.known, "pendingAcceptance");
    ec2.accept = async () => {
      ec2.connection("vpce-1", ACCOUNTS.known, "available");
      return nameless(resourceId);
    };
    expect(await run(ec2)).toMatchObject({ accepted: 1, failed: 1 });
    expect(results()).toEqual(["accept vpce-1 done", "accept vpce-2 failed"]);
    expect(records[1]?.message).toBe("AWS did not say of which endpoint: InternalError: try again");
  });

  test("none counts as done where AWS does not say what there is", async () => {
    const ec2 = new FakeEc2().connection("vpce-1", ACCOUNTS.known, "pendingAcceptance");
    ec2.accept = async () => {
      ec2.before = () => {
        throw THROTTLED();
      };
      return nameless();
    };
    expect(await run(ec2)).toMatchObject({ accepted: 0, failed: 1 });
  });
});

test("a ledger without any record rejects nothing, whatever its settings: all is held back", async () => {
  const ec2 = new FakeEc2().connection("vpce-11", ACCOUNTS.unknown, "pendingAcceptance");
  for (let count = 0; count < 10; count++) ec2.connection(`vpce-${count}`, ACCOUNTS.known, "available");
  const outcome = await run(ec2, { ledger: ledgerOf(), settings: { unknown: "reject", mostRejections: 10 } });
  expect(outcome).toMatchObject({ rejected: 0, plan: { heldBackFor: "no-records" } });
  expect(outcome.plan.heldBack).toHaveLength(11);
  expect(ec2.calls).toEqual(["describeConnections"]);
});

test("a run that is ended stops before the next call, and counts what it did not get to", async () => {
  const ec2 = new FakeEc2();
  for (let count = 0; count < 3 * BATCH; count++) ec2.connection(`vpce-${count}`, ACCOUNTS.known, "pendingAcceptance");
  const controller = new AbortController();
  ec2.before = (call) => {
    if (call === "accept") controller.abort();
  };
  expect(await run(ec2, { signal: controller.signal })).toMatchObject({
    accepted: BATCH,
    stopped: 2 * BATCH,
    failed: 0,
  });
  expect(ec2.calls.filter((call) => call === "accept")).toHaveLength(1);
});

test("changes only what it is told to", async () => {
  const ec2 = new FakeEc2()
    .connection("vpce-1", ACCOUNTS.known, "pendingAcceptance")
    .connection("vpce-2", ACCOUNTS.known, "pendingAcceptance");
  await run(ec2, { only: (_, { connection }) => connection.endpointId === "vpce-2" });
  expect(results()).toEqual(["accept vpce-2 done"]);
});

test("a connection in a state that is not known is told, and holds up no other one", async () => {
  const ec2 = new FakeEc2()
    .connection("vpce-1", ACCOUNTS.known, "pendingAcceptance")
    .connection("vpce-2", ACCOUNTS.known, "quarantined");
  const outcome = await run(ec2);
  expect(outcome.unreadable).toEqual(['vpce-2: the state "quarantined", which is not known']);
  expect(outcome.accepted).toBe(1);
});

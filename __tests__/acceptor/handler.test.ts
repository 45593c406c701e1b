import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Around, handlerWith, RESERVE } from "../../acceptor/handler";
import type { AcceptorLedger } from "../../ledger/acceptor-ledger";
import { temporaryFolder } from "../support/environments";
import { entry, FakeEc2, ledgerOf, sdkError, THROTTLED } from "../support/fake-ec2";

const CONTEXT = {
  awsRequestId: "request",
  invokedFunctionArn: "arn:aws:lambda:us-east-1:111111111111:function:prod-orders-acceptor",
  getRemainingTimeInMillis: () => 60_000,
};

const NOW = "2026-06-01T10:00:00.000Z";

/** A notification as Amazon SNS hands it to Lambda. */
const notification = (Timestamp: string, Message = "{}") => ({
  Records: [
    {
      EventSource: "aws:sns",
      EventVersion: "1.0",
      EventSubscriptionArn: "arn:aws:sns:us-east-1:111111111111:prod-orders-acceptor:0",
      Sns: { Type: "Notification", MessageId: "1", TopicArn: "arn", Subject: "Accept", Message, Timestamp },
    },
  ],
});

const SCHEDULE = { version: "0", source: "aws.events", "detail-type": "Scheduled Event", detail: {} };

let lines: Record<string, unknown>[];
let clock: number;

/** An acceptor with its ledger, in a made-up account. */
function acceptor(ec2: FakeEc2, deployed: unknown = sound(), more: Partial<NodeJS.ProcessEnv> = {}) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "ledger.json"), typeof deployed === "string" ? deployed : JSON.stringify(deployed));
  const around: Around = {
    env: { AWS_REGION: "us-east-1", SERVICE_ID: "vpce-svc-1", LAMBDA_TASK_ROOT: folder, ...more },
    callsOf: () => ec2,
    now: () => new Date(clock),
    write: (line) => lines.push(JSON.parse(line)),
  };
  return handlerWith(around);
}

function sound(settings: Partial<AcceptorLedger["settings"]> = {}): AcceptorLedger {
  const revoked = { state: "revoked", since: "2026-01-01", reason: "left", accounts: ["777777777777"] } as const;
  return {
    ledger: ledgerOf(
      entry("globex"),
      entry("initech", revoked),
      entry("hooli", { accounts: ["666666666666"], until: "2026-05-31" }),
    ),
    settings: { unknown: "leave", mostRejections: 10, ...settings },
  };
}

const world = () =>
  new FakeEc2()
    .connection("vpce-1", "888888888888", "pendingAcceptance")
    .connection("vpce-2", "777777777777", "available")
    .connection("vpce-3", "999999999999", "pendingAcceptance");

const metrics = () => lines.filter((line) => "_aws" in line);

beforeEach(() => {
  lines = [];
  clock = Date.parse(NOW);
});

test.each([
  ["a notification", notification(NOW)],
  ["the schedule", SCHEDULE],
  ["a test event", { key1: "value1" }],
  ["nothing", undefined],
  ["null", null],
  ["a text", "reconcile"],
  ["records that are none", { Records: [null] }],
  ["two records", { Records: [...notification(NOW).Records, ...notification(NOW).Records] }],
  ["a message that is no JSON, of another endpoint", notification(NOW, '{"VpcEndpointId": "vpce-3"')],
  ["a time that is none", notification("yesterday")],
])("%s means the same: it asks AWS and does what the ledger says", async (_, event) => {
  const ec2 = world();
  expect(await acceptor(ec2)(event, CONTEXT)).toEqual({
    ...{ Accepted: 1, Rejected: 1, Unknown: 1, Failed: 0, HeldBack: 0, Connected: 1, Pending: 2 },
  });
  expect(["vpce-1", "vpce-2", "vpce-3"].map((id) => ec2.stateOf(id))).toEqual([
    "available",
    "rejected",
    "pendingAcceptance",
  ]);
});

test("logs lines of JSON: the changes with their reasons, and the endpoints that it does not know", async () => {
  await acceptor(world())(SCHEDULE, CONTEXT);
  expect(lines.map(({ level, message }) => `${level} ${message}`)).toEqual([
    "info run begins",
    "info accept: done",
    "info reject: done",
    "warn no record of the ledger has these endpoints",
    expect.stringContaining("undefined"),
    "info run ended",
  ]);
  expect(lines[1]?.audit).toMatchObject({
    endpoint_id: "vpce-1",
    customer: "globex",
    caller: CONTEXT.invokedFunctionArn,
  });
  expect(lines[3]).toMatchObject({ count: 1, first: [{ endpointId: "vpce-3", owner: "999999999999" }] });
});

test("measures in CloudWatch's embedded metric format", async () => {
  await acceptor(world())(SCHEDULE, CONTEXT);
  expect(metrics()).toEqual([
    {
      _aws: {
        Timestamp: clock,
        CloudWatchMetrics: [
          {
            Namespace: "PrivateLink/Acceptor",
            Dimensions: [["Service"]],
            Metrics: ["Accepted", "Rejected", "Unknown", "Failed", "HeldBack", "Connected", "Pending"].map((Name) => ({
              ...{ Name, Unit: "Count" },
            })),
          },
        ],
      },
      Service: "prod-orders",
      ...{ Accepted: 1, Rejected: 1, Unknown: 1, Failed: 0, HeldBack: 0, Connected: 1, Pending: 2 },
    },
  ]);
});

test("an access that has ended is rejected from the day after", async () => {
  const ec2 = new FakeEc2().connection("vpce-9", "666666666666", "available");
  clock = Date.parse("2026-05-31T23:59:59Z");
  await acceptor(ec2)(SCHEDULE, CONTEXT);
  expect(ec2.stateOf("vpce-9")).toBe("available");
  clock = Date.parse("2026-06-01T00:00:00Z");
  await acceptor(ec2)(SCHEDULE, CONTEXT);
  expect(ec2.stateOf("vpce-9")).toBe("rejected");
});

test("repeated and reordered events change nothing more", async () => {
  const ec2 = world();
  const run = acceptor(ec2);
  for (const event of [notification(NOW), SCHEDULE, notification(NOW), notification("2026-06-01T09:59:00Z")])
    await run(event, CONTEXT);
  expect(ec2.calls.filter((call) => call === "accept" || call === "reject")).toEqual(["accept", "reject"]);
});

describe("a burst of notifications", () => {
  test("is answered by a run that began later: the rest makes no call", async () => {
    const ec2 = world();
    const run = acceptor(ec2);
    await run(notification("2026-06-01T09:58:00Z"), CONTEXT);
    const calls = ec2.log.length;
    expect(await run(notification("2026-06-01T09:58:00Z"), CONTEXT)).toEqual({ skipped: true });
    expect(ec2.log).toHaveLength(calls);
    await run(notification("2026-06-01T09:59:30Z"), CONTEXT);
    expect(ec2.log.length).toBeGreaterThan(calls);
  });

  test("is not answered by a run that began before it, though that ended later", async () => {
    const ec2 = world();
    const run = acceptor(ec2);
    ec2.before = (call) => {
      if (call === "describeConnections") clock = Date.parse("2026-06-01T10:05:00Z");
    };
    await run(SCHEDULE, CONTEXT);
    ec2.before = () => undefined;
    const calls = ec2.log.length;
    expect(await run(notification("2026-06-01T10:00:30Z"), CONTEXT)).not.toHaveProperty("skipped");
    expect(ec2.log.length).toBeGreaterThan(calls);
  });

  test("is not answered by a run that failed", async () => {
    const ec2 = world();
    const run = acceptor(ec2);
    ec2.before = (call) => {
      if (call === "accept") throw THROTTLED();
    };
    await expect(run(SCHEDULE, CONTEXT)).rejects.toThrow("2 of the run failed");
    expect(lines).toContainEqual(
      expect.objectContaining({ message: expect.stringMatching(/^AWS throttles: /), left: 1 }),
    );
    ec2.before = () => undefined;
    expect(await run(notification("2026-06-01T09:00:00Z"), CONTEXT)).toMatchObject({ Accepted: 1 });
  });
});

test("more live connections than it may cut are left, and told", async () => {
  const ec2 = world();
  expect(await acceptor(ec2, sound({ mostRejections: 0 }))(SCHEDULE, CONTEXT)).toMatchObject({
    HeldBack: 1,
    Accepted: 1,
  });
  expect(ec2.stateOf("vpce-2")).toBe("available");
  expect(lines.find(({ level }) => level === "error")).toMatchObject({ first: [{ customer: "initech" }] });
});

test("a ledger without any record rejects nothing, and that is told", async () => {
  const ec2 = world();
  const empty = { ledger: ledgerOf(), settings: { unknown: "reject", mostRejections: 10 } };
  expect(await acceptor(ec2, empty)(SCHEDULE, CONTEXT)).toMatchObject({ Rejected: 0, HeldBack: 3, Unknown: 3 });
  expect(lines.find(({ level }) => level === "error")?.message).toContain("the ledger has no record at all");
});

describe("fails, so that Lambda tries again,", () => {
  test("where AWS does not say what there is", async () => {
    const ec2 = world();
    ec2.before = () => {
      throw sdkError("InternalError", "server");
    };
    await expect(acceptor(ec2)(SCHEDULE, CONTEXT)).rejects.toThrow("InternalError");
    expect(metrics()).toMatchObject([{ Service: "prod-orders", Failed: 1 }]);
  });

  test("where an endpoint failed, after it has done the others", async () => {
    const ec2 = world().connection("vpce-4", "888888888888", "pendingAcceptance");
    ec2.before = (call, ids) => {
      if (call === "accept" && ids.includes("vpce-4")) throw sdkError("InvalidParameter");
    };
    await expect(acceptor(ec2)(SCHEDULE, CONTEXT)).rejects.toThrow("1 of the run failed");
    expect([ec2.stateOf("vpce-1"), ec2.stateOf("vpce-2")]).toEqual(["available", "rejected"]);
    expect(metrics()).toMatchObject([{ Accepted: 1, Failed: 1 }]);
  });

  test("where its time is over: the next run goes on", async () => {
    const ec2 = new FakeEc2();
    for (let count = 0; count < 120; count++) ec2.connection(`vpce-${count}`, "888888888888", "pendingAcceptance");
    ec2.before = async (call) => {
      if (call === "accept") await new Promise((resolve) => setTimeout(resolve, 30));
    };
    const soon = { ...CONTEXT, getRemainingTimeInMillis: () => RESERVE + 10 };
    await expect(acceptor(ec2)(SCHEDULE, soon)).rejects.toThrow("70 of the run failed or was not done");
    expect(metrics()).toMatchObject([{ Accepted: 50, Failed: 70 }]);
    expect(lines).toContainEqual(expect.objectContaining({ left: 70 }));
    ec2.before = () => undefined;
    expect(await acceptor(ec2)(SCHEDULE, CONTEXT)).toMatchObject({ Accepted: 70, Failed: 0 });
  });

  test("some seconds before its time is over: what is left of it is for saying so", async () => {
    const ec2 = new FakeEc2();
    for (let count = 0; count < 60; count++) ec2.connection(`vpce-${count}`, "888888888888", "pendingAcceptance");
    ec2.before = async (call) => {
      if (call === "accept") await new Promise((resolve) => setTimeout(resolve, 30));
    };
    const soon = { ...CONTEXT, getRemainingTimeInMillis: () => 5_000 };
    await expect(acceptor(ec2)(SCHEDULE, soon)).rejects.toThrow("10 of the run failed or was not done");
    expect(metrics()).toMatchObject([{ Accepted: 50, Failed: 10 }]);
  });

  test("where a connection cannot be read, after it has done the others", async () => {
    const ec2 = world().connection("vpce-4", "888888888888", "quarantined");
    await expect(acceptor(ec2)(SCHEDULE, CONTEXT)).rejects.toThrow("1 of the run failed");
    expect(ec2.stateOf("vpce-1")).toBe("available");
    expect(metrics()).toMatchObject([{ Accepted: 1, Failed: 1 }]);
    expect(lines).toContainEqual(expect.objectContaining({ count: 1, first: [expect.stringContaining("vpce-4")] }));
  });

  test.each([
    ["no JSON", "{", "as JSON"],
    ["no ledger", {}, "`ledger` with environment and service"],
    ["no list", { ...sound(), ledger: { ...sound().ledger, entries: {} } }, "a list of `ledger.entries`"],
    [
      "an entry without accounts",
      { ...sound(), ledger: ledgerOf(entry("globex", { accounts: [] })) },
      "as `ledger.entries[0]`",
    ],
    ["no settings", { ledger: sound().ledger }, "`settings.unknown`"],
    ["a wrong number", sound({ mostRejections: -1 }), "`settings.mostRejections`"],
  ])("where its ledger is %s: nothing is asked or changed", async (_, deployed, message) => {
    const ec2 = world();
    await expect(acceptor(ec2, deployed)(SCHEDULE, CONTEXT)).rejects.toThrow(message);
    expect(ec2.log).toEqual([]);
  });

  test("where a variable is missing", async () => {
    await expect(acceptor(world(), sound(), { SERVICE_ID: "" })(SCHEDULE, CONTEXT)).rejects.toThrow("SERVICE_ID");
  });
});

test("with 10,000 customers and as many connections, it makes ten calls to see all of them", async () => {
  const entries = Array.from({ length: 10_000 }, (_, index) =>
    entry(`customer-${index}`, { accounts: [String(100_000_000_000 + index)] }),
  );
  const ec2 = new FakeEc2();
  entries.forEach((each, index) => {
    ec2.connection(`vpce-${index}`, each.accounts[0] ?? "", index < 100 ? "pendingAcceptance" : "available");
  });
  const deployed = { ...sound(), ledger: ledgerOf(...entries) };
  expect(await acceptor(ec2, deployed)(SCHEDULE, CONTEXT)).toMatchObject({
    Accepted: 100,
    Connected: 9_900,
    Pending: 100,
  });
  expect(ec2.log).toHaveLength(12);
});

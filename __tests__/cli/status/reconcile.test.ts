import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reconcileCommand } from "../../../cli/reconcile";
import type { ReconcileOptions } from "../../../cli/reconcile/options";
import type { Outside } from "../../../cli/status/aws";
import { UNWATCHED } from "../../support/cli";
import { EXTERNAL, edit, temporaryFolder } from "../../support/environments";
import { FakeEc2, sdkError, THROTTLED } from "../../support/fake-ec2";
import { external1, GLOBEX, keptStreams, ledgerFolder, outsideOf } from "../../support/ledger-folder";

const UNKNOWN = "999999999999";
/** A customer whose record names an endpoint of the account: any other one of it is unknown. */
const NAMED = edit(EXTERNAL, "vpce-0123456789abcdef0", "vpce-00000000000000001");

let printed: { out: string; error: string };
let audit: string;
beforeEach(() => {
  audit = join(temporaryFolder(), "audit.jsonl");
});

/** How a person answers; "none" is nobody to ask. */
type Answer = "yes" | "no" | "none";

async function run(
  ec2: FakeEc2 | Error,
  more: Partial<ReconcileOptions> = {},
  answer: Answer = "yes",
  work = UNWATCHED,
  elsewhere: Partial<Outside> = {},
) {
  const { kept, streams } = keptStreams();
  printed = kept;
  const around = {
    ...outsideOf({ "111111111111": ec2 }),
    ...elsewhere,
    confirm: answer === "none" ? undefined : async () => answer === "yes",
  };
  const options = {
    environments: ledgerFolder({ globex: external1(), initech: NAMED.replace(GLOBEX, "777777777777") }),
    audit,
    now: "2026-06-01",
    ...more,
  };
  return await reconcileCommand(options, streams, work, around);
}

const world = () =>
  new FakeEc2()
    .service("vpce-svc-1", "prod-orders")
    .connection("vpce-1", GLOBEX, "pendingAcceptance")
    .connection("vpce-9", UNKNOWN, "available");

const all = () =>
  readFileSync(audit, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

/** What came of each endpoint, without what was about to be done. */
const lines = () => all().filter(({ result }) => result !== "intended");

test("shows what it would do, asks, does it, and writes an audit line", async () => {
  const ec2 = world();
  expect(await run(ec2)).toBe(0);
  expect(printed.out).toBe(
    [
      "prod/orders  111111111111, us-east-1",
      "  accept (1)",
      "    globex/orders  vpce-1  888888888888  pendingAcceptance: The request is to be accepted.",
      "  left as it is: no record of the ledger has it (1)",
      "    no record  vpce-9  999999999999  available: No record names this endpoint. It is left as it is.",
      "1 endpoint to change",
      "prod-orders: 1 accepted, 0 rejected.",
      `Audit lines: ${audit}`,
      "",
    ].join("\n"),
  );
  expect(lines()).toMatchObject([
    {
      ...{ time: "2026-06-01T10:00:00.000Z", caller: "arn:aws:iam::111111111111:user/test", service: "orders" },
      ...{ base_caller: null, why: "globex is allowed" },
      ...{ endpoint_id: "vpce-1", customer: "globex", action: "accept", result: "done", request_id: "request-4" },
    },
  ]);
  expect([ec2.stateOf("vpce-1"), ec2.stateOf("vpce-9")]).toEqual(["available", "available"]);
});

test("sorts what it shows by customer, then by endpoint", async () => {
  const ec2 = world()
    .connection("vpce-00000000000000001", "777777777777", "pendingAcceptance")
    .connection("vpce-2", GLOBEX, "pendingAcceptance");
  await run(ec2, { dryRun: true });
  const shown = printed.out.match(/\S+\/orders {2}vpce-\d+/g);
  expect(shown).toEqual(["globex/orders  vpce-1", "globex/orders  vpce-2", "initech/orders  vpce-00000000000000001"]);
});

test("an audit line names who assumed the role", async () => {
  const ec2 = world();
  const alice = "arn:aws:iam::333333333333:user/alice";
  const role = "arn:aws:sts::111111111111:assumed-role/deploy/alice";
  const access = async () => ({ calls: ec2, caller: role, baseCaller: alice });
  await run(ec2, {}, "yes", UNWATCHED, { access });
  expect(lines()).toMatchObject([{ caller: role, base_caller: alice, why: "globex is allowed" }]);
  expect(all()[0]).toMatchObject({ result: "intended", caller: role, base_caller: alice });
});

test("a second run has nothing to do, and asks nobody", async () => {
  const ec2 = world();
  await run(ec2);
  expect(await run(ec2, {}, "no")).toBe(0);
  expect(printed.out).toContain("0 endpoints to change\n");
  expect(lines()).toHaveLength(1);
});

test("--dry-run changes nothing, and needs neither a terminal nor an audit file", async () => {
  const ec2 = world();
  expect(await run(ec2, { dryRun: true, audit: "/nowhere/audit.jsonl" }, "none")).toBe(0);
  expect(ec2.calls).toEqual(["describeServices", "describeConnections"]);
});

test("--yes asks nobody", async () => {
  expect(await run(world(), { yes: true }, "none")).toBe(0);
  expect(lines()).toHaveLength(1);
});

test("a no changes nothing, with 1", async () => {
  const ec2 = world();
  expect(await run(ec2, {}, "no")).toBe(1);
  expect(printed.out).toContain("Nothing was changed.");
  expect(ec2.calls).not.toContain("accept");
});

test("fails with neither --yes nor a terminal, before anything is asked", async () => {
  const ec2 = world();
  await expect(run(ec2, {}, "none")).rejects.toThrow("expected --yes, or a terminal to ask at");
  expect(ec2.calls).toEqual([]);
});

test("fails before the first change where the audit file cannot be written", async () => {
  const ec2 = world();
  await expect(run(ec2, { audit: "/dev/null/audit.jsonl" })).rejects.toThrow("--audit");
  expect(ec2.calls).not.toContain("accept");
});

test("says before each call what it is about to do", async () => {
  const ec2 = world();
  for (let count = 100; count < 160; count++) ec2.connection(`vpce-${count}`, GLOBEX, "pendingAcceptance");
  const before: number[] = [];
  ec2.before = (call) => {
    if (call === "accept") before.push(all().length);
  };
  await run(ec2);
  expect(before).toEqual([1, 52]);
  expect(all()[0]).toMatchObject({
    result: "intended",
    action: "accept",
    service_id: "vpce-svc-1",
  });
  expect(
    all()
      .filter(({ result }) => result === "intended")
      .flatMap(({ endpoint_ids }) => endpoint_ids),
  ).toHaveLength(61);
});

const onLinux = existsSync("/dev/full") ? test : test.skip;

onLinux("changes nothing where the audit file takes no line", async () => {
  const ec2 = world();
  await expect(run(ec2, { audit: "/dev/full" })).rejects.toThrow(
    /^\/dev\/full: expected an audit file that can be written; found: ENOSPC.* Nothing was changed/,
  );
  expect(ec2.calls).not.toContain("accept");
});

test.each([
  ['{"result":"do', 3],
  ['{"result":"done"}\n', 3],
  ["", 2],
])("a line begins anew after %j", async (there, count) => {
  writeFileSync(audit, there);
  await run(world());
  const found = readFileSync(audit, "utf8").trim().split("\n");
  expect(found).toHaveLength(count);
  expect(found.slice(-2).map((line) => JSON.parse(line).result)).toEqual(["intended", "done"]);
});

test("does only what was shown: what came since waits for the next run", async () => {
  const ec2 = world();
  let asked = 0;
  ec2.before = (call) => {
    if (call === "describeConnections" && asked++ === 1) ec2.connection("vpce-2", GLOBEX, "pendingAcceptance");
  };
  await run(ec2);
  expect([ec2.stateOf("vpce-1"), ec2.stateOf("vpce-2")]).toEqual(["available", "pendingAcceptance"]);
});

test("does not do what is no longer to be done", async () => {
  const ec2 = world();
  let asked = 0;
  ec2.before = (call) => {
    if (call === "describeConnections" && asked++ === 1) ec2.connection("vpce-1", GLOBEX, "available");
  };
  expect(await run(ec2)).toBe(0);
  expect(ec2.calls).not.toContain("accept");
});

describe("unknown endpoints", () => {
  test("are rejected with --unknown reject", async () => {
    const ec2 = world();
    expect(await run(ec2, { unknown: "reject" })).toBe(0);
    expect(printed.out).toContain("  reject, which cuts 1 live connection (1)\n");
    expect(ec2.stateOf("vpce-9")).toBe("rejected");
  });

  test("more live ones than may be cut are held back, with 1; what is allowed is accepted", async () => {
    const ec2 = world();
    expect(await run(ec2, { unknown: "reject", mostRejections: 0 })).toBe(1);
    expect(printed.out).toContain("1 endpoint to change, 1 held back");
    expect(printed.out).toContain(
      "  held back: more live connections than one run may cut; --most-rejections 1 cuts them (1)\n",
    );
    expect([ec2.stateOf("vpce-1"), ec2.stateOf("vpce-9")]).toEqual(["available", "available"]);
  });

  test("are held back where the ledger has no record at all, with 1", async () => {
    const ec2 = world();
    const environments = ledgerFolder({}, { "prod/consumers/web.yaml": "" });
    rmSync(join(environments, "prod/consumers"), { recursive: true });
    expect(await run(ec2, { environments, unknown: "reject" })).toBe(1);
    expect(printed.out).toContain("  held back: the ledger has no record at all, so that nothing is rejected; ");
    expect(ec2.calls).not.toContain("reject");
  });

  test("are left alone where a customer is selected", async () => {
    const ec2 = world();
    expect(await run(ec2, { unknown: "reject", mostRejections: 0, consumer: ["globex"] })).toBe(0);
    expect([ec2.stateOf("vpce-1"), ec2.stateOf("vpce-9")]).toEqual(["available", "available"]);
  });
});

test("an endpoint that fails gives 1, and its audit line says why", async () => {
  const ec2 = world();
  ec2.before = (call) => {
    if (call === "accept") throw THROTTLED();
  };
  expect(await run(ec2)).toBe(1);
  expect(printed.out).toContain("0 accepted, 0 rejected, 1 failed.");
  expect(lines()).toMatchObject([{ result: "failed", message: "RequestLimitExceeded: Request limit exceeded." }]);
});

test("an endpoint that AWS does not accept again gives 1, and says what helps", async () => {
  const ec2 = world().connection("vpce-1", GLOBEX, "rejected");
  expect(await run(ec2)).toBe(1);
  expect(printed.out).toContain("1 not accepted again by AWS: the customers must make new endpoints");
});

test("a service that cannot be asked gives 2", async () => {
  expect(await run(sdkError("UnauthorizedOperation"))).toBe(2);
  expect(printed.error).toContain("prod-orders: could not ask, and changes nothing: expected: account 111111111111");
  expect(existsSync(audit)).toBe(false);
});

test("a connection that cannot be read gives 2, and holds up no other one", async () => {
  const ec2 = world().connection("vpce-5", GLOBEX, "quarantined");
  expect(await run(ec2)).toBe(2);
  expect(printed.error).toContain("prod-orders: could not read all connections: expected: ");
  expect(ec2.stateOf("vpce-1")).toBe("available");
});

test("Ctrl-C ends it after the call that is under way; the audit file has what was done", async () => {
  const controller = new AbortController();
  const ec2 = world();
  for (let count = 100; count < 200; count++) ec2.connection(`vpce-${count}`, GLOBEX, "pendingAcceptance");
  ec2.before = (call) => {
    if (call === "accept") controller.abort();
  };
  const work = { ...UNWATCHED, signal: controller.signal };
  await expect(run(ec2, {}, "yes", work)).rejects.toThrow("Interrupted. What was done is in the audit file.");
  expect(lines().filter(({ result }) => result === "done")).toHaveLength(50);
  expect(lines().filter(({ result }) => result === "stopped")).toHaveLength(51);
});

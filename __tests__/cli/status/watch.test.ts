import { statusCommand } from "../../../cli/status";
import type { StatusOptions } from "../../../cli/status/options";
import { INTERVAL } from "../../../cli/status/watch";
import { UNWATCHED } from "../../support/cli";
import { FakeEc2, sdkError, THROTTLED } from "../../support/fake-ec2";
import { GLOBEX, keptStreams, ledgerFolder, outsideOf, statusOptions } from "../../support/ledger-folder";

let printed: { out: string; error: string };

function watch(ec2: FakeEc2, more: Partial<StatusOptions> = {}, work = UNWATCHED) {
  const around = outsideOf({ "111111111111": ec2 });
  const { kept, streams } = keptStreams();
  printed = kept;
  const options = statusOptions(ledgerFolder(), { watch: true, consumer: ["globex"], ...more });
  return { around, code: statusCommand(options, streams, work, around) };
}

const world = () => new FakeEc2().service("vpce-svc-1", "prod-orders");

/** Calls something at each time that connections are asked for. */
function steps(ec2: FakeEc2, ...each: (() => void)[]): FakeEc2 {
  ec2.before = (call) => {
    if (call === "describeConnections") each.shift()?.();
  };
  return ec2;
}

test("asks until the customer is connected, and says what changes, a line each", async () => {
  const ec2 = world();
  steps(
    ec2,
    () => undefined,
    () => ec2.connection("vpce-1", GLOBEX, "pendingAcceptance"),
    () => undefined,
    () => ec2.connection("vpce-1", GLOBEX, "available"),
  );
  const { code, around } = watch(ec2);
  expect(await code).toBe(0);
  expect(around.waits).toEqual([INTERVAL, INTERVAL, INTERVAL]);
  expect(printed.error.split("\n")).toEqual([
    "  prod/orders globex/orders: no endpoint",
    "2026-06-01T10:00:00.000Z 0 of 1 connected",
    "  prod/orders globex/orders: waiting",
    "2026-06-01T10:00:10.000Z 0 of 1 connected",
    "  prod/orders globex/orders: available",
    "2026-06-01T10:00:30.000Z 1 of 1 connected",
    "",
  ]);
  expect(printed.out).toContain("0 differences");
});

test("gives up when the time is over, with 1", async () => {
  const { code } = watch(world(), { timeout: 30_000 });
  expect(await code).toBe(1);
  expect(printed.error).toContain("Timed out: 0 of 1 connected. Use a longer --timeout.");
});

test("asks less often while AWS throttles, and goes on", async () => {
  const ec2 = world().connection("vpce-1", GLOBEX, "available");
  const throttle = () => {
    throw THROTTLED();
  };
  const { code, around } = watch(steps(ec2, throttle, throttle, throttle), { timeout: 600_000 });
  expect(await code).toBe(0);
  expect(around.waits).toEqual([20_000, 40_000, 60_000]);
});

test("ends at once where asking again cannot help", async () => {
  const { code, around } = watch(
    steps(world(), () => {
      throw sdkError("UnauthorizedOperation");
    }),
  );
  expect(await code).toBe(2);
  expect(around.waits).toEqual([]);
});

test("Ctrl-C ends it, and says how far it was", async () => {
  const controller = new AbortController();
  const work = { ...UNWATCHED, signal: controller.signal };
  const ec2 = world();
  const { code } = watch(
    steps(
      ec2,
      () => undefined,
      () => controller.abort(),
    ),
    {},
    work,
  );
  await expect(code).rejects.toThrow("Interrupted: 0 of 1 connected.");
});

test("fails where files are read: they do not change", async () => {
  await expect(watch(world(), { from: ["state"] }).code).rejects.toThrow("--watch: expected AWS to be asked");
});

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { statusCommand } from "../../../cli/status";
import type { StatusOptions } from "../../../cli/status/options";
import type { StatusReport } from "../../../ledger/status-report";
import { UNWATCHED } from "../../support/cli";
import { temporaryFolder } from "../../support/environments";
import { FakeEc2, sdkError } from "../../support/fake-ec2";
import { external1, GLOBEX, keptStreams, ledgerFolder, outsideOf, statusOptions } from "../../support/ledger-folder";

const PROVIDER = "111111111111";
const WEB = "222222222222";

let printed: { out: string; error: string };
let streams: ReturnType<typeof keptStreams>["streams"];
beforeEach(() => {
  ({ kept: printed, streams } = keptStreams());
});

const world = () => new FakeEc2().service("vpce-svc-1", "prod-orders");

function status(ec2: FakeEc2 | Error, more: Partial<StatusOptions> = {}, folder = ledgerFolder()): Promise<number> {
  return statusCommand(statusOptions(folder, more), streams, UNWATCHED, outsideOf({ [PROVIDER]: ec2 }));
}

describe("exit code", () => {
  test("0: each customer is as declared", async () => {
    const ec2 = world().connection("vpce-1", GLOBEX, "available").connection("vpce-2", WEB, "available");
    expect(await status(ec2)).toBe(0);
    expect(printed.out).toBe(
      [
        "prod/orders  vpce-svc-1 in 111111111111, us-east-1",
        "  as declared: 2 (allowed, available)",
        "  endpoints: 2 connected, 0 waiting, 2 in all",
        "",
        "0 differences: 1 service, 2 records, 2 endpoints (2 connected)",
        "Asked AWS in 0 calls.",
        "",
      ].join("\n"),
    );
  });

  test("1: something differs, which comes first, the most serious kind before others", async () => {
    const ec2 = world()
      .connection("vpce-1", GLOBEX, "pendingAcceptance")
      .connection("vpce-9", "999999999999", "available");
    expect(await status(ec2)).toBe(1);
    expect(printed.out).toContain(
      [
        "  unknown-connected (1)",
        "    no record  vpce-9  999999999999  available: No record names this endpoint. It is left as it is.",
        "  not-accepted-yet (1)",
        "    globex/orders  vpce-1  888888888888  pendingAcceptance: The request is to be accepted. " +
          "Write the id of the endpoint into the record and deploy the acceptance stack, or run `reconcile`.",
        "  never-connected (1)",
        "    web/orders: The customer may connect, and has no endpoint.",
      ].join("\n"),
    );
  });

  test("2: a service could not be asked, whatever differs elsewhere", async () => {
    expect(await status(sdkError("UnauthorizedOperation"))).toBe(2);
    expect(printed.out).toContain(
      [
        "prod/orders  111111111111, us-east-1",
        "  could not ask",
        "    expected: account 111111111111 to say which connections there are in us-east-1",
        "    found: UnauthorizedOperation of this test",
      ].join("\n"),
    );
    expect(printed.out).toContain("1 service could not be asked; 0 differences");
  });

  test("2: a service is not deployed", async () => {
    expect(await status(new FakeEc2())).toBe(2);
    expect(printed.out).toContain("fix: deploy prod-service-orders, or leave the service out");
  });
});

test("a dead endpoint of a customer who is connected by another one is no difference", async () => {
  const ec2 = world()
    .connection("vpce-1", GLOBEX, "available")
    .connection("vpce-0", GLOBEX, "deleted")
    .connection("vpce-2", WEB, "available");
  expect(await status(ec2)).toBe(0);
});

test("says of an endpoint without a record that the service's own list lets it connect", async () => {
  const folder = ledgerFolder(
    {},
    {
      "prod/environment.yaml": `${readFileSync(join(ledgerFolder(), "prod/environment.yaml"), "utf8")}    allowedPrincipals: ["arn:aws:iam::999999999999:root"]\n`,
    },
  );
  const ec2 = world().connection("vpce-2", WEB, "available").connection("vpce-9", "999999999999", "available");
  expect(await status(ec2, {}, folder)).toBe(1);
  expect(printed.out).toContain("`allowedPrincipals` lets its account connect. No record names this endpoint.");
});

test("many differences of a kind are counted", async () => {
  const ec2 = world();
  for (let count = 100; count < 150; count++) ec2.connection(`vpce-${count}`, "999999999999", "available");
  await status(ec2);
  expect(printed.out).toContain("unknown-connected (50)");
  expect(printed.out).toContain("    and 30 more; `--format csv` has all\n");
});

test("live connections that are more than a run may cut are said to be held back, with the command that cuts them", async () => {
  const revoked = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => {
      const text = external1(`8888888888${10 + index}`);
      return [`c${10 + index}`, `state: revoked\nsince: 2026-05-01\nreason: the contract has ended\n${text}`];
    }),
  );
  const environment = readFileSync(join(ledgerFolder(), "prod/environment.yaml"), "utf8");
  const folder = ledgerFolder(revoked, { "prod/environment.yaml": `${environment}    acceptor: {}\n` });
  const ec2 = world().connection("vpce-2", WEB, "available");
  for (let index = 10; index < 22; index++) ec2.connection(`vpce-1${index}`, `8888888888${index}`, "available");
  expect(await status(ec2, {}, folder)).toBe(1);
  expect(printed.out.match(/Held back: 12 are more than mostRejections 10\. .*--most-rejections 12`/g)).toHaveLength(
    12,
  );
  expect(printed.out).not.toContain("next run of the acceptor");
});

test("with acceptance: manual, too, it says how many `reconcile` has to be told to cut", async () => {
  const folder = ledgerFolder({ globex: `${external1()}state: revoked\nsince: 2026-01-01\nreason: left\n` });
  const environment = readFileSync(join(folder, "prod/environment.yaml"), "utf8");
  const manual = environment.replace("    listeners:\n", "    acceptance: manual\n    listeners:\n");
  writeFileSync(join(folder, "prod/environment.yaml"), manual);
  const ec2 = world();
  for (let count = 100; count < 111; count++) ec2.connection(`vpce-${count}`, GLOBEX, "available");
  await status(ec2, {}, folder);
  expect(printed.out).toContain(
    "The connection is to be rejected. To reject it, run `privatelink reconcile --env prod --service orders " +
      "--most-rejections 11` (without the option it cuts at most 10), or use the VPC console.",
  );
});

describe("selected", () => {
  const ec2 = () => world().connection("vpce-1", GLOBEX, "available").connection("vpce-9", "999999999999", "available");

  test("a customer has a line, and only theirs counts", async () => {
    expect(await status(ec2(), { consumer: ["globex"] })).toBe(0);
    expect(printed.out).toContain("    globex/orders  allowed: vpce-1 available. The customer is connected.");
    expect(printed.out).not.toContain("vpce-9");
  });

  test("the JSON of a service keeps all its connections: nobody may take a part for all", async () => {
    await status(ec2(), { consumer: ["globex"], format: "json" });
    const [service] = (JSON.parse(printed.out) as StatusReport).services;
    expect(service?.connections.map(({ endpoint_id }) => endpoint_id)).toEqual(["vpce-1", "vpce-9"]);
    expect(service?.customers.map(({ customer }) => customer)).toEqual(["globex"]);
  });

  test.each([
    [{ consumer: ["globx"] }, "No such customer with a connection to a service:\n  - globx: did you mean globex?"],
    [{ service: ["order"] }, "No such service:\n  - order: did you mean orders?"],
    [{ env: ["dev"] }, "No such environment"],
  ])("fails where nothing has the name: %j", async (more, message) => {
    await expect(status(ec2(), more)).rejects.toThrow(message);
  });
});

describe("formats", () => {
  const ec2 = () =>
    world().connection("vpce-1", GLOBEX, "pendingAcceptance").connection("vpce-9", "999999999999", "available");

  test("json is the whole report", async () => {
    expect(await status(ec2(), { format: "json" })).toBe(1);
    expect(JSON.parse(printed.out)).toMatchObject({
      format: "privatelink-status/1",
      generated_at: "2026-06-01T10:00:00.000Z",
      source: "aws",
      exit_code: 1,
      summary: {
        ...{ services: 1, unknown_services: 0, customers: 2, connections: 2, connected: 1, differences: 3 },
        by_difference: { "never-connected": 1, "not-accepted-yet": 1, "unknown-connected": 1 },
      },
      services: [
        {
          ...{ environment: "prod", kind: "service", service: "orders", account: PROVIDER, region: "us-east-1" },
          ...{ service_id: "vpce-svc-1", is_known: true, problem: null },
          connections: [
            { endpoint_id: "vpce-1", customer: "globex", declared: "allowed", observed: "waiting", action: "accept" },
            { endpoint_id: "vpce-9", customer: null, declared: "unknown", observed: "available", action: "none" },
          ],
          customers: [
            { customer: "globex", endpoint_ids: ["vpce-1"], difference: "not-accepted-yet" },
            { customer: "web", managed: true, endpoint_ids: [], difference: "never-connected" },
          ],
        },
      ],
    });
  });

  test("csv has a row for each endpoint, and for each customer without one", async () => {
    await status(ec2(), { format: "csv" });
    const rows = printed.out.trim().split("\n");
    expect(rows.map((row) => row.split(",").slice(1, 6).join(","))).toEqual([
      "service,service_id,customer,connection,managed",
      "orders,vpce-svc-1,globex,orders,false",
      "orders,vpce-svc-1,web,orders,true",
      "orders,vpce-svc-1,,,",
    ]);
    expect(rows[1]).toContain(",vpce-1,888888888888,us-east-1,pendingAcceptance,waiting,accept,not-accepted-yet,");
    expect(rows[2]).toContain('"The customer may connect, and has no endpoint."');
  });

  test("csv has a row for what could not be asked", async () => {
    await status(new FakeEc2(), { format: "csv" });
    expect(printed.out).toContain("expected: one endpoint service with the tag Name = prod-orders");
  });

  test("markdown has a table of services and one of differences", async () => {
    await status(ec2(), { format: "markdown" });
    expect(printed.out).toContain("| prod/orders | vpce-svc-1 | 1 | 1 | 3 |");
    expect(printed.out).toContain("| unknown-connected | prod/orders | no record | vpce-9 | 999999999999 |");
    expect(printed.out).toContain("Asked AWS at 2026-06-01T10:00:00.000Z.");
  });

  test("a file gets the report, standard output nothing, and standard error the verdict", async () => {
    const output = join(temporaryFolder(), "reports", "status.json");
    expect(await status(ec2(), { format: "json", output })).toBe(1);
    expect(JSON.parse(readFileSync(output, "utf8"))).toMatchObject({ format: "privatelink-status/1" });
    expect(printed.out).toBe("");
    expect(printed.error).toMatch(/^\d differences?: 1 service, .* connected\); written to \/.*status\.json\n$/);
  });

  test("fails where the file cannot be written", async () => {
    await expect(status(ec2(), { output: "/dev/null/status.json" })).rejects.toThrow(
      "expected a file that can be written",
    );
  });
});

test("the same is said in the same order, whatever the order of AWS", async () => {
  const there = world().connection("vpce-1", GLOBEX, "available").connection("vpce-2", WEB, "available");
  const back = world().connection("vpce-2", WEB, "available").connection("vpce-1", GLOBEX, "available");
  await status(there, { format: "json" });
  const first = printed.out;
  printed.out = "";
  await status(back, { format: "json" });
  expect(printed.out).toBe(first);
});

test("accounts are asked side by side, and what fails in one holds up no other one", async () => {
  const folder = ledgerFolder({ globex: external1() });
  const second = `${readFileSync(join(folder, "prod/environment.yaml"), "utf8").replaceAll("111111111111", "333333333333").replaceAll("10.10.0.0", "10.30.0.0")}`;
  const both = ledgerFolder({ globex: external1() }, { "stage/environment.yaml": second });
  const around = outsideOf({
    [PROVIDER]: world().connection("vpce-1", GLOBEX, "available"),
    "333333333333": sdkError("Denied"),
  });
  expect(await statusCommand(statusOptions(both), streams, UNWATCHED, around)).toBe(2);
  expect(printed.out).toContain("prod/orders  vpce-svc-1");
  expect(printed.out).toContain("stage/orders  333333333333");
});

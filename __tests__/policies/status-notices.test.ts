import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { policyCommand } from "../../cli/policy";
import { FORMATS } from "../../policies/checker/report/format-names";
import type { Report } from "../../policies/checker/report/report-schema";
import { SILENT, UNWATCHED } from "../support/cli";
import { temporaryFolder } from "../support/environments";
import { CONNECTION, SERVICE, status } from "./statuses";

const DAY = "2026-11-25";
const BALANCER = "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/orders/0123456789abcdef";

/** A change of a plan. */
function change(type: string, actions: readonly string[], before: object | null, after: object | null = null) {
  const resource = { address: `${type}.x`, mode: "managed", type, name: "x" };
  return { ...resource, change: { actions, before, after, after_unknown: {} } };
}

/** A plan of a stack, with the configuration that it comes from. */
function plan(...changes: readonly ReturnType<typeof change>[]): object {
  const resources = changes.map(({ change: _, ...resource }) => ({ ...resource, expressions: {} }));
  return {
    format_version: "1.2",
    planned_values: { outputs: { privatelink_stack_role: { value: "service" } }, root_module: {} },
    resource_changes: changes,
    configuration: { root_module: { resources } },
  };
}

const ORDERS = { id: "vpce-svc-0123456789abcdef0", network_load_balancer_arns: [BALANCER], acceptance_required: true };
const NO_LONGER_OFFERED = plan(
  change("aws_vpc_endpoint_service", ["delete"], ORDERS),
  change("aws_lb", ["delete"], { arn: BALANCER }),
);

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

function write(name: string, content: object): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

/** Judges documents by statuses. */
async function judge(
  documents: Readonly<Record<string, object>>,
  statuses: Readonly<Record<string, object>>,
  format: (typeof FORMATS)[number] = "json",
) {
  const paths = Object.entries(documents).map(([name, content]) => write(name, content));
  const files = Object.entries(statuses).map(([name, content]) => write(name, content));
  let text = "";
  const out = (part: string) => {
    text += part;
  };
  const options = { format: [{ format }], data: [], status: files, now: DAY };
  const code = await policyCommand(paths, options, { ...SILENT, out }, UNWATCHED);
  return { code, text: text.replaceAll(`${folder}/`, "") };
}

async function report(...[documents, statuses]: Parameters<typeof judge>): Promise<Report> {
  return JSON.parse((await judge(documents, statuses)).text);
}

const FREE = { "s.json": status([]) };

test("without a status, the policies refuse what may cut somebody off", async () => {
  const { exit_code, counts, data } = await report({ "p.json": NO_LONGER_OFFERED }, {});
  expect([exit_code, counts.findings.violated, data.status]).toEqual([1, 2, []]);
});

test("where AWS says that nobody is connected, there is no finding, and the report says by which status", async () => {
  const { exit_code, counts, data, documents, notices } = await report({ "p.json": NO_LONGER_OFFERED }, FREE);
  expect([exit_code, counts.findings.violated]).toEqual([0, 0]);
  expect(data.status).toEqual([{ file: "s.json", generated_at: "2026-11-25T10:00:00.000Z", source: "aws" }]);
  expect(documents[0]?.verdict).toMatchObject({
    findings: [],
    relied_on: [
      {
        rule: "no-destruction",
        address: "aws_lb.x",
        message: "the load balancer would be destroyed; every connection through it would end",
        because:
          "nobody is connected to vpce-svc-0123456789abcdef0 (orders of prod), by the status of 2026-11-25T10:00:00.000Z",
        status: [0],
      },
      { rule: "no-destruction", address: "aws_vpc_endpoint_service.x", status: [0] },
    ],
  });
  expect(notices).toEqual([
    {
      kind: "relied-on",
      fails: false,
      message:
        "this status (asked of AWS at 2026-11-25T10:00:00.000Z) shows that nobody is connected to what these changes " +
        "are about, so they are no findings: aws_lb.x (no-destruction), aws_vpc_endpoint_service.x (no-destruction)",
      file: "s.json",
      line: null,
    },
  ]);
});

test("where somebody is connected, the finding names them", async () => {
  const { code, text } = await judge({ "p.json": NO_LONGER_OFFERED }, { "s.json": status() }, "text");
  expect(code).toBe(1);
  expect(text).toContain(
    "every connection through it would end. By the status of 2026-11-25T10:00:00.000Z, 1 endpoint is in use: " +
      "web (vpce-0123456789abcdef0, account 222222222222)",
  );
  expect(text).toContain("policy data: none\nstatus: s.json (asked of AWS at 2026-11-25T10:00:00.000Z)\n");
});

const UNKNOWN = {
  "s.json": {
    ...status([]),
    services: [
      { ...SERVICE, is_known: false, problem: "AWS did not answer" },
      { ...SERVICE, service: "billing", service_id: null, is_known: false, problem: "it is not deployed" },
      { ...SERVICE, service: "ledger", service_id: "vpce-svc-0eeeeeeeeeeeeeeee" },
    ],
  },
};

test("a status that knows nothing of a service says so, and the service is judged without it", async () => {
  const { exit_code, counts, notices } = await report({ "p.json": NO_LONGER_OFFERED }, UNKNOWN);
  expect([exit_code, counts.findings.violated]).toEqual([1, 2]);
  expect(notices).toEqual([
    {
      kind: "unknown-service",
      fails: false,
      message:
        "this status (asked of AWS at 2026-11-25T10:00:00.000Z) knows nothing of prod/orders, prod/billing: their " +
        "plans are judged without a status. `privatelink status` says why. If a service is deployed, run it again",
      file: "s.json",
      line: null,
    },
  ]);
});

test.each(FORMATS)("the format %s tells what a status knows nothing of", async (format) => {
  const { text } = await judge({ "p.json": NO_LONGER_OFFERED }, UNKNOWN, format);
  expect(text.replaceAll("\\", "")).toContain("knows nothing of prod/orders");
});

test.each(FORMATS)("the format %s tells on which status it relies", async (format) => {
  const { code, text } = await judge({ "p.json": NO_LONGER_OFFERED }, FREE, format);
  expect(code).toBe(0);
  expect(text).toMatch(/2026.{0,3}11.{0,3}25T10:00:00\.000Z/);
  expect(text).toContain("s.json");
});

test("fails a status that no plan is about", async () => {
  const other = plan(
    change(
      "aws_vpc_endpoint_service",
      ["no-op"],
      { id: "vpce-svc-0ffffffffffffffff" },
      { id: "vpce-svc-0ffffffffffffffff" },
    ),
  );
  const { code, text } = await judge({ "p.json": other }, FREE, "text");
  expect(code).toBe(1);
  expect(text).toContain("no plan of this run has a service or an endpoint that this status knows");
  expect(text).toContain("the run fails because of: 1 status that no plan is about");
});

test("fails a status where only stacks are judged", async () => {
  const stack = { resource: { aws_vpc: { v: {} } }, output: { privatelink_stack_role: { value: "consumer" } } };
  const { exit_code, notices } = await report({ "cdk.tf.json": stack }, FREE);
  expect(exit_code).toBe(1);
  expect(notices).toMatchObject([{ kind: "unused-status", fails: true, file: "s.json" }]);
});

test("each plan of a run may be about another status", async () => {
  const other = {
    ...status([]),
    services: [{ ...SERVICE, service_id: "vpce-svc-0ffffffffffffffff", connections: [] }],
  };
  const first = { "p.json": NO_LONGER_OFFERED };
  const second = {
    "q.json": plan(change("aws_vpc_endpoint_service", ["delete"], { id: "vpce-svc-0ffffffffffffffff" })),
  };
  const both = await report({ ...first, ...second }, { ...FREE, "t.json": other });
  expect(both.exit_code).toBe(0);
  expect(both.notices.map(({ kind, file }) => [kind, file])).toEqual([
    ["relied-on", "s.json"],
    ["relied-on", "t.json"],
  ]);
});

test("a status of an environment that is not deployed yet fails nothing", async () => {
  const none = { ...status(), services: [{ ...SERVICE, service_id: null, is_known: false, connections: [] }] };
  const { exit_code, notices } = await report(
    { "p.json": plan(change("aws_sqs_queue", ["create"], null, {})) },
    { "s.json": none },
  );
  expect(exit_code).toBe(0);
  expect(notices).toMatchObject([
    { kind: "unused-status", fails: false },
    { kind: "unknown-service", fails: false, file: "s.json" },
  ]);
});

test("nothing is said of unused statuses where something could not be judged", async () => {
  const { exit_code, notices } = await report({ "p.json": {} }, FREE);
  expect([exit_code, notices]).toEqual([2, []]);
});

test("fails a status that is too old: nothing is judged", async () => {
  const old = { "s.json": status([], { generated_at: "2026-11-20T10:00:00Z" }) };
  const { code, text } = await judge({ "p.json": NO_LONGER_OFFERED }, old, "text");
  expect(code).toBe(2);
  expect(text).toContain("run `privatelink status --format json --output FILE` again");
});

test("a report is not written over a status", async () => {
  const file = write("s.json", status());
  const options = { format: [{ format: "json" as const, file }], data: [], status: [file], now: DAY };
  await expect(policyCommand([write("p.json", NO_LONGER_OFFERED)], options, SILENT, UNWATCHED)).rejects.toThrow(
    "got a file that is judged, policy data or a status",
  );
});

test("names in a status act on no terminal", async () => {
  const evil = status([{ ...CONNECTION, customer: "a\u001b[2J\n::error::b" }]);
  for (const format of FORMATS) {
    const { text } = await judge({ "p.json": NO_LONGER_OFFERED }, { "s.json": evil }, format);
    expect(text).not.toContain("\u001b[2J");
    expect(text).not.toMatch(/^::error::b/m);
  }
});

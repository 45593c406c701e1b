import { parse } from "csv-parse/sync";
import { statusCsv } from "../../../cli/status/csv";
import { resourcesOf } from "../../../cli/status/files/resources";
import { statusMarkdown } from "../../../cli/status/markdown";
import type { ConnectionStatus, CustomerStatus, ServiceStatus, StatusReport } from "../../../ledger/status-report";

const CONNECTION: ConnectionStatus = {
  ...{ endpoint_id: "vpce-1", owner: "888888888888", region: "eu-west-1", state: "pendingAcceptance" },
  ...{ customer: "globex", connection: "orders", declared: "allowed", observed: "waiting", action: "accept" },
  ...{ difference: "not-accepted-yet", says: "The request is accepted." },
};

const CUSTOMER: CustomerStatus = {
  ...{ customer: "globex", connection: "orders", managed: false, declared: "allowed", since: "2026-01-01" },
  ...{ until: "2027-06-30", reason: null, observed: "waiting", endpoint_ids: ["vpce-1"] },
  ...{ difference: "not-accepted-yet", says: "The request is accepted." },
};

/** A report of one endpoint. */
function reportOf(connection: Partial<ConnectionStatus> = {}, service: Partial<ServiceStatus> = {}): StatusReport {
  return {
    ...{ format: "privatelink-status/1", generated_at: "2026-06-01T10:00:00.000Z", source: "aws", exit_code: 1 },
    services: [
      {
        ...{ environment: "prod", kind: "service", service: "orders", account: "111111111111", region: "us-east-1" },
        ...{ service_id: "vpce-svc-1", is_known: true, problem: null, customers: [CUSTOMER] },
        connections: [{ ...CONNECTION, ...connection }],
        ...service,
      },
    ],
    summary: {
      ...{ services: 1, unknown_services: 0, customers: 1, connections: 1, connected: 0, differences: 1 },
      by_difference: { "not-accepted-yet": 1 },
    },
  };
}

describe("csv", () => {
  const rowsOf = (report: StatusReport) => parse(statusCsv(report, undefined)) as string[][];
  const saysOf = (says: string) => rowsOf(reportOf({ says }))[1]?.[16];

  test("has its columns in an order that programs may rely on", () => {
    expect(rowsOf(reportOf())).toEqual([
      [
        ...["environment", "service", "service_id", "customer", "connection", "managed", "declared", "since", "until"],
        ...["endpoint_id", "owner", "region", "state", "observed", "action", "difference", "says", "problem"],
      ],
      [
        ...["prod", "orders", "vpce-svc-1", "globex", "orders", "false", "allowed", "2026-01-01", "2027-06-30"],
        ...["vpce-1", "888888888888", "eu-west-1", "pendingAcceptance", "waiting", "accept", "not-accepted-yet"],
        ...["The request is accepted.", ""],
      ],
    ]);
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("a","b")', "=a\nb"])(
    "a cell %j is no formula to a spreadsheet",
    (says) => {
      expect(saysOf(says)).toBe(`'${says}`);
    },
  );

  test.each(["a=b", "'=1", 'says "no"', '"', 'says "no", twice', " ", "two\nlines"])(
    "a cell %j stays as it is",
    (says) => {
      expect(saysOf(says)).toBe(says);
    },
  );
});

describe("markdown", () => {
  test.each([
    ["a | b", "a &#124; b"],
    ["<img src=x>", "&#60;img src=x&#62;"],
    ["![a](b)", "\\!\\[a\\]\\(b\\)"],
    ["[a](b)", "\\[a\\]\\(b\\)"],
    ["*a* _b_ ~c~", "\\*a\\* \\_b\\_ \\~c\\~"],
    ["@team #1", "&#64;&#8203;team &#35;&#8203;1"],
    ["a\\|b", "a\\\\&#124;b"],
  ])("%j is no markup", (says, shown) => {
    expect(statusMarkdown(reportOf({ says }), undefined)).toContain(`| 888888888888 | ${shown} |\n`);
    const problem = statusMarkdown(reportOf({}, { is_known: false, problem: says }), undefined);
    expect(problem).toContain(`- prod/orders: ${shown}\n`);
  });

  test("a text with line breaks is one line of the table", () => {
    const lines = statusMarkdown(reportOf({ says: "one\n| two |" }), undefined).split("\n");
    expect(lines.filter((line) => line.includes("two"))).toEqual([expect.stringMatching(/^\| not-accepted-yet \|/)]);
  });
});

describe("resources of a state", () => {
  const instance = (id: string, more: object = {}) => ({ attributes: { id }, ...more });
  const stateOf = (...instances: object[]) => ({
    version: 4,
    resources: [{ mode: "managed", type: "aws_vpc_endpoint", instances }],
  });

  test("are those that are there: what was replaced and waits to be destroyed is none", () => {
    const found = resourcesOf(stateOf(instance("vpce-0", { deposed: "0a1b2c3d" }), instance("vpce-1")));
    expect(found).toEqual([{ type: "aws_vpc_endpoint", values: { id: "vpce-1" } }]);
  });

  test("are none where all were replaced, looked up, or have no attributes", () => {
    expect(resourcesOf(stateOf(instance("vpce-0", { deposed: "0a1b2c3d" }), {}))).toEqual([]);
    const data = { ...stateOf().resources[0], mode: "data", instances: [instance("vpce-1")] };
    expect(resourcesOf({ version: 4, resources: [data] })).toEqual([]);
  });
});

import { buildReport } from "../../../cli/status/build-report";
import { statusCsv } from "../../../cli/status/csv";
import { statusMarkdown } from "../../../cli/status/markdown";
import { DIFFERENCES } from "../../../ledger/decide";
import type { LedgerEntry } from "../../../ledger/service-ledger";
import { entry, ledgerOf } from "../../support/fake-ec2";

const account = (index: number) => String(100_000_000_000 + index);

/** A report about many customers, of whom the last ones are revoked and still connected. */
function reportOf(count: number, revoked: number) {
  const entries = Array.from({ length: count }, (_, index): LedgerEntry => {
    const state = index < count - revoked ? "allowed" : "revoked";
    return entry(`c${String(index).padStart(4, "0")}`, { state, accounts: [account(index)] });
  });
  const service = {
    ...{ ledger: ledgerOf(...entries), account: "111111111111", region: "us-east-1", allowedPrincipals: [] },
    ...{ tagName: "prod-orders", stack: "prod-service-orders", hasAcceptor: false },
    acceptance: "registered" as const,
    settings: { unknown: "leave" as const, mostRejections: 10 },
  };
  // AWS does not sort by customer.
  const connections = Array.from({ length: revoked }, (_, index) => ({
    ...{ endpointId: `vpce-${1000 + index}`, owner: account(count - 1 - index), region: "us-east-1" },
    state: "available" as const,
  }));
  return buildReport([service], [{ serviceId: "vpce-svc-1", connections, problem: undefined }], {
    ...{ source: "aws", today: "2026-06-01", generatedAt: new Date("2026-06-01T10:00:00Z") },
  });
}

describe("of 3,000 customers", () => {
  const report = reportOf(3000, 25);
  const lines = statusMarkdown(report, undefined).split("\n");
  const rows = lines.filter((line) => /^\| (never-connected|revoked-but-connected) \| prod/.test(line));

  test("the kinds are counted, the most serious first", () => {
    const start = lines.indexOf("| difference | count |");
    expect(lines.slice(start, start + 4)).toEqual([
      "| difference | count |",
      "| --- | --- |",
      "| revoked-but-connected | 25 |",
      "| never-connected | 2975 |",
    ]);
  });

  test("each kind has the same number of rows, sorted by customer", () => {
    expect(rows.map((row) => row.split(" | ").slice(0, 4).join(" | ")).slice(0, 2)).toEqual([
      "| revoked-but-connected | prod/orders | c2975/orders | vpce-1024",
      "| revoked-but-connected | prod/orders | c2976/orders | vpce-1023",
    ]);
    expect(rows).toHaveLength(40);
    expect(rows.at(-1)).toContain("| never-connected | prod/orders | c0019/orders |");
  });

  test("says what has the rest", () => {
    expect(lines).toContain("This table has 40 of 3000 differences: `--format csv` has all.");
  });

  test("csv has all, sorted by customer", () => {
    const names = statusCsv(report, undefined)
      .trim()
      .split("\n")
      .slice(1)
      .map((row) => row.split(",")[3]);
    expect(names).toHaveLength(3000);
    expect(names).toEqual([...names].sort());
  });
});

test("says of files how old they are", () => {
  const report = { ...reportOf(1, 0), source: "files" } as const;
  expect(statusMarkdown(report, undefined)).toContain("Read from files, each as old as its last refresh, at 2026");
});

test("a comment of a pull request holds the report, however many kinds there are", () => {
  const report = reportOf(1, 1);
  const [service] = report.services;
  const [connection] = service?.connections ?? [];
  if (service === undefined || connection === undefined) throw new Error("no connection");
  const connections = DIFFERENCES.flatMap((difference) =>
    Array.from({ length: 30 }, () => ({ ...connection, difference, says: "x".repeat(300) })),
  );
  const text = statusMarkdown({ ...report, services: [{ ...service, connections }] }, undefined);
  expect(text).toContain(`This table has 150 of ${connections.length} differences`);
  expect(text.length).toBeLessThan(65_000);
});

test("a table that has all says nothing of a rest", () => {
  expect(statusMarkdown(reportOf(3, 1), undefined)).not.toContain("This table has");
});

test("a report without differences has no table of them", () => {
  expect(statusMarkdown(reportOf(0, 0), undefined)).not.toContain("| difference |");
});

import { existsSync } from "node:fs";
import { join } from "node:path";
import { generateTable, ledgerCases } from "../../benchmarks/ledger";
import { loadEnvironments } from "../../config/load";
import { temporaryFolder } from "../support/environments";

test("both kinds of tables hold the same customers, and nothing is wrong with them", () => {
  const [csv, jsonl] = (["csv", "jsonl"] as const).map((kind) => {
    const folder = temporaryFolder();
    generateTable(folder, kind, 600);
    return loadEnvironments(folder)[0]?.consumers;
  });
  expect(Object.keys(csv ?? {})).toHaveLength(600);
  expect(csv).toEqual(jsonl);
});

test("the first run of a table has no records; the one after it has", () => {
  const scratch = temporaryFolder();
  const cases = ledgerCases(scratch, 3);
  expect(cases.map(({ name, prepare }) => [name, prepare !== undefined])).toEqual([
    ["3 customers in CSV, first time", true],
    ["3 customers in CSV, again", false],
    ["3 customers in JSONL, first time", true],
    ["3 customers in JSONL, again", false],
  ]);
  expect(existsSync(join(scratch, "ledger-jsonl/environments/load/consumers/crm.jsonl"))).toBe(true);
});

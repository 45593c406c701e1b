import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DECLARED, DIFFERENCES } from "../../ledger/decide";
import { CUSTOMER_TABLE, customerTable } from "../../scripts/customer-table";
import { PACKAGE_ROOT } from "../../support/package-root";

test("the page in the docs is up to date (node dist/scripts/write-customer-table.js)", () => {
  expect(readFileSync(join(PACKAGE_ROOT, CUSTOMER_TABLE), "utf8")).toBe(customerTable());
});

test("it has a section for each thing that is declared, and each difference", () => {
  const text = customerTable();
  for (const declared of DECLARED) expect(text).toContain(`\n## ${declared}\n`);
  for (const difference of DIFFERENCES) expect(text).toContain(`\`${difference}\``);
});

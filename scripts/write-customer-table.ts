import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../support/package-root";
import { CUSTOMER_TABLE, customerTable } from "./customer-table";

// Writes the page with what follows from each state of a customer and each observation, after a change to
// ledger/decide.ts. `npm run schemas` does it, too.
writeFileSync(join(PACKAGE_ROOT, CUSTOMER_TABLE), customerTable());
process.stdout.write(`${CUSTOMER_TABLE}\n`);

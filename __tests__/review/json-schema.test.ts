import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reviewSchemas } from "../../review/json-schema";
import { PACKAGE_ROOT } from "../../support/package-root";

test.each(Object.entries(reviewSchemas()))(
  "schemas/%s is what the schema gives: `npm run schemas` writes it",
  (name, text) => {
    expect(readFileSync(join(PACKAGE_ROOT, "schemas", name), "utf8")).toBe(text);
  },
);

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { certificateSchemas } from "../../certificate/json-schema";
import { PACKAGE_ROOT } from "../../support/package-root";

const schemas = certificateSchemas();

test.each(Object.keys(schemas))("schemas/%s is what the schema gives: `npm run schemas` writes it", (name) => {
  expect(readFileSync(join(PACKAGE_ROOT, "schemas", name), "utf8")).toBe(schemas[name]);
});

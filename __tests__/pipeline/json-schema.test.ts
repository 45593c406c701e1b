import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pipelineSchemas } from "../../pipeline/json-schema";
import { PACKAGE_ROOT } from "../../support/package-root";

test.each(Object.entries(pipelineSchemas()))(
  "schemas/%s is what the schema gives: `npm run schemas` writes it",
  (name, text) => {
    expect(readFileSync(join(PACKAGE_ROOT, "schemas", name), "utf8")).toBe(text);
  },
);

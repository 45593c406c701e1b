import { readFileSync } from "node:fs";
import { join } from "node:path";
import { policySchemas } from "../../policies/checker/json-schema";
import { PACKAGE_ROOT } from "../../support/package-root";

const schemas = policySchemas();

test.each(Object.keys(schemas))("schemas/%s is what the schema gives: `npm run schemas` writes it", (name) => {
  expect(readFileSync(join(PACKAGE_ROOT, "schemas", name), "utf8")).toBe(schemas[name]);
});

test("every key of policy data has a description for editors", () => {
  const undescribed: string[] = [];
  const visit = (schema: Record<string, unknown>, path: string): void => {
    for (const [key, value] of Object.entries((schema.properties ?? {}) as Record<string, Record<string, unknown>>)) {
      if (typeof value.description !== "string") undescribed.push(`${path}.${key}`);
      visit(value, `${path}.${key}`);
    }
    if (typeof schema.items === "object" && schema.items !== null)
      visit(schema.items as Record<string, unknown>, `${path}.*`);
  };
  visit(JSON.parse(schemas["policy-data.schema.json"] ?? ""), "policy-data");
  expect(undescribed).toEqual([]);
});

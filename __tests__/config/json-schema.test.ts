import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { parse } from "yaml";
import { jsonSchemas } from "../../config/json-schema";
import { PACKAGE_ROOT } from "../../support/package-root";

const schemas = jsonSchemas();
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
const environment = ajv.compile(JSON.parse(schemas["environment.schema.json"] ?? ""));
const consumer = ajv.compile(JSON.parse(schemas["consumer.schema.json"] ?? ""));
const policyData = ajv.compile(JSON.parse(readFileSync(join(PACKAGE_ROOT, "schemas/policy-data.schema.json"), "utf8")));

/** The YAML files below a folder. */
function yamlFiles(folder: string): string[] {
  return readdirSync(join(PACKAGE_ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".yaml"))
    .map((path) => join(folder, path));
}

test.each(Object.keys(schemas))("schemas/%s is what the schema gives: `npm run schemas` writes it", (name) => {
  expect(readFileSync(join(PACKAGE_ROOT, "schemas", name), "utf8")).toBe(schemas[name]);
});

test.each([...yamlFiles("environments"), ...yamlFiles("examples")])("%s is accepted by its JSON Schema", (path) => {
  const validate = path.endsWith("/policy.yaml") ? policyData : path.includes("/consumers/") ? consumer : environment;
  validate(parse(readFileSync(join(PACKAGE_ROOT, path), "utf8")));
  expect(validate.errors).toBeNull();
});

test("fails on what the loader refuses: an unknown key, a wrong type, a missing key", () => {
  expect(environment({ backend: { type: "local" }, region: "us-east-1", servces: {} })).toBe(false);
  expect(consumer({ account: 111111111111, vpc: {}, connections: {} })).toBe(false);
  expect(consumer({ account: "111111111111" })).toBe(false);
});

test("fails on a consumer without connections and gateway endpoints, and leaves the client's default open", () => {
  const own = { account: "111111111111", vpc: { cidr: "10.20.0.0/20", zones: ["use1-az1", "use1-az2"] } };
  expect(consumer(own)).toBe(false);
  expect(consumer({ ...own, gatewayEndpoints: { s3: { buckets: ["images"] } } })).toBe(true);
  expect(consumer({ ...own, connections: { orders: { service: "orders" } } })).toBe(true);
  const [{ properties }] = JSON.parse(schemas["consumer.schema.json"] ?? "").anyOf;
  expect(properties.client).not.toHaveProperty("default");
});

test("fails on an existing load balancer with neither an ARN nor tags, or with both", () => {
  const text = readFileSync(join(PACKAGE_ROOT, "examples/adopted/vendor/environment.yaml"), "utf8");
  const accepts = (main: Record<string, unknown>) => {
    const file = parse(text);
    file.services.orders.loadBalancer.existing = { main };
    return environment(file);
  };
  const arn = "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/orders/0123456789abcdef";
  expect(accepts({ arn })).toBe(true);
  expect(accepts({ tags: { app: "orders" } })).toBe(true);
  expect(accepts({})).toBe(false);
  expect(accepts({ arn, tags: { app: "orders" } })).toBe(false);
});

test("every key has a description for editors", () => {
  const undescribed: string[] = [];
  const visit = (schema: Record<string, unknown>, path: string): void => {
    for (const [key, value] of Object.entries((schema.properties ?? {}) as Record<string, Record<string, unknown>>)) {
      if (typeof value.description !== "string") undescribed.push(`${path}.${key}`);
      visit(value, `${path}.${key}`);
    }
    for (const part of [schema.additionalProperties, schema.items].flat())
      if (typeof part === "object" && part !== null) visit(part as Record<string, unknown>, `${path}.*`);
    for (const form of [schema.anyOf, schema.oneOf].flat())
      if (typeof form === "object" && form !== null) visit(form as Record<string, unknown>, path);
  };
  for (const [name, text] of Object.entries(schemas)) visit(JSON.parse(text), name);
  expect(undescribed).toEqual([]);
});

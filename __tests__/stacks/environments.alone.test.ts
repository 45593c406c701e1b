import { homedir, tmpdir } from "node:os";
import { PACKAGE_ROOT } from "../../support/package-root";
import { SHIPPED, synthesizeFolder } from "../support/stacks";

const shipped = synthesizeFolder(SHIPPED);

describe.each(["dev", "staging", "prod"])("%s", (environment) => {
  const names = shipped.order.filter((name) => name.startsWith(`${environment}-`));

  test("is synthesized as before", () => {
    expect(Object.fromEntries(names.map((name) => [name, shipped.stack(name).json]))).toMatchSnapshot();
  });

  test.each(names)("%s says the same of itself everywhere", (name) => {
    const { json } = shipped.stack(name);
    const [provider, ...more] = json.provider.aws;
    // An acceptance stack also lists the states, as whom the backend is.
    const lists = json.data?.aws_s3_objects !== undefined;
    expect(more).toEqual(lists ? [{ alias: "states", region: json.terraform.backend.s3.region }] : []);
    expect(json.terraform.required_version).toBe(">= 1.10.0");
    expect(provider.allowed_account_ids).toEqual([expect.stringMatching(/^\d{12}$/)]);
    expect(provider.default_tags[0].tags).toMatchObject({
      Environment: environment,
      ManagedBy: "cdktf-privatelink",
      Stack: name,
      Owner: "platform",
    });
    const [, role] = name.split("-");
    expect(json.output.privatelink_stack_role.value).toBe(role);
  });
});

test("stacks are in an order that they can be deployed in", () => {
  expect(shipped.order).toEqual([
    "dev-service-orders",
    "dev-consumer-web",
    "dev-acceptance-orders",
    "prod-service-ledger",
    "prod-service-orders",
    "prod-consumer-audit",
    "prod-consumer-billing",
    "prod-consumer-web",
    "prod-acceptance-ledger",
    "prod-acceptance-orders",
    "staging-service-orders",
    "staging-consumer-reports",
    "staging-consumer-web",
    "staging-acceptance-orders",
  ]);
});

test("the manifest tells cdktf the order between the stacks", () => {
  const { stacks } = JSON.parse(shipped.files["manifest.json"] ?? "");
  const dependencies = (name: string) => [...stacks[name].dependencies].sort();
  expect(dependencies("prod-service-orders")).toEqual([]);
  expect(dependencies("prod-consumer-billing")).toEqual(["prod-service-ledger", "prod-service-orders"]);
  expect(dependencies("prod-consumer-web")).toEqual(["prod-service-orders"]);
  expect(dependencies("prod-acceptance-ledger")).toEqual([
    "prod-consumer-audit",
    "prod-consumer-billing",
    "prod-service-ledger",
  ]);
  expect(dependencies("prod-acceptance-orders")).toEqual([
    "prod-consumer-billing",
    "prod-consumer-web",
    "prod-service-orders",
  ]);
});

test("an external consumer has no stack", () => {
  expect(shipped.order.filter((name) => name.includes("globex"))).toEqual([]);
});

test("nothing that is written names a path of this machine", () => {
  for (const [path, bytes] of Object.entries(shipped.files))
    for (const place of [PACKAGE_ROOT, homedir(), tmpdir(), process.cwd(), ".writing-"])
      expect({ path, place, found: bytes.includes(`${place}/`) }).toEqual({ path, place, found: false });
});

test("the output folder holds the stacks, where they come from, the client's code, the cards and the manifest, and nothing else", () => {
  const kinds = Object.keys(shipped.files).map((path) =>
    path.replace(/^stacks\/[^/]+\//, "stacks/*/").replace(/[0-9A-F]{32}/, "*"),
  );
  expect([...new Set(kinds)].sort()).toEqual([
    "cards/dev/orders.json",
    "cards/prod/ledger.json",
    "cards/prod/orders.json",
    "cards/staging/orders.json",
    "manifest.json",
    expect.stringMatching(/^stacks\/\*\/assets\/[\w-]+\/\*\/probe\.zip$/),
    "stacks/*/cdk.tf.json",
    "stacks/*/origins.json",
  ]);
});

test("two syntheses give the same bytes", () => {
  expect(synthesizeFolder(SHIPPED).files).toEqual(shipped.files);
});

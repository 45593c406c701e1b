import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { CONSUMER, ENVIRONMENT, EXTERNAL, edit, folderOf } from "../support/environments";
import { runTypeScript } from "../support/run-node";
import { someFolders } from "../support/some-folders";
import { changedStacks, SHIPPED, synthesizeFiles, synthesizeFolder } from "../support/stacks";

const FILES = {
  "dev/environment.yaml": `${ENVIRONMENT}  ledger:
    account: "111111111111"
    vpc: {cidr: 10.11.0.0/20, zones: [use1-az1, use1-az2]}
    listeners: {a: {port: 1}, b: {port: 2}}
    targets: {type: ip, addresses: [10.11.0.9, 10.11.0.10]}
    allowedPrincipals: ["arn:aws:iam::777777777777:root", "arn:aws:iam::666666666666:root"]
  ledger-manual:
    account: "111111111111"
    vpc: {cidr: 10.12.0.0/20, zones: [use1-az1, use1-az2]}
    listeners: {a: {port: 1}}
    acceptance: manual
`,
  "dev/consumers/web.yaml": `${CONSUMER}  ledger: {service: ledger, ports: [1, 2], allowFrom: [10.20.0.0/24, 10.20.1.0/24]}
tags: {A: "1", B: "2"}
`,
  "dev/consumers/globex.yaml": EXTERNAL,
};
const stacks = synthesizeFiles(FILES);

test("keys, lists that are sets, and files in another order give the same bytes", () => {
  const environment = `services:
  ledger-manual:
    acceptance: manual
    listeners: {a: {port: 1}}
    vpc: {zones: [use1-az2, use1-az1], cidr: 10.12.0.0/20}
    account: "111111111111"
  ledger:
    targets: {addresses: [10.11.0.10, 10.11.0.9], type: ip}
    listeners: {b: {port: 2}, a: {port: 1}}
    vpc: {zones: [use1-az2, use1-az1], cidr: 10.11.0.0/20}
    allowedPrincipals: ["arn:aws:iam::666666666666:root", "arn:aws:iam::777777777777:root"]
    account: "111111111111"
  orders:
    targets: {type: sample}
    listeners: {http: {targetPort: 8080, port: 80, healthCheck: {path: /health, protocol: HTTP}}}
    vpc: {zones: [use1-az2, use1-az1], cidr: 10.10.0.0/20}
    role: deploy
    account: "111111111111"
tags: {Owner: platform}
region: us-east-1
backend: {type: local}
`;
  const consumer = `tags: {B: "2", A: "1"}
connections:
  ledger: {allowFrom: [10.20.1.0/24, 10.20.0.0/24], ports: [2, 1], service: ledger}
  orders: {service: orders}
vpc: {zones: [use1-az2, use1-az1], cidr: 10.20.0.0/20}
account: "222222222222"
`;
  const other = synthesizeFiles({
    "dev/consumers/globex.yaml": EXTERNAL,
    "dev/consumers/web.yaml": consumer,
    "dev/environment.yaml": environment,
  });
  expect(changedStacks(other, stacks)).toEqual([]);
  expect(other.files).toEqual(stacks.files);
});

describe("all keys in reverse order give the same bytes:", () => {
  test.each(someFolders("folders with keys in reverse order"))("%s", (folder) => {
    const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const texts = paths.flatMap((path): [string, string][] =>
      statSync(join(folder, path)).isFile() ? [[path, readFileSync(join(folder, path), "utf8")]] : [],
    );
    const reversed = texts.map(([path, text]) => [
      path,
      path.endsWith(".yaml") ? stringify(reverseKeys(parse(text)), { aliasDuplicateObjects: false }) : text,
    ]);
    const before = synthesizeFiles(Object.fromEntries(texts));
    const after = synthesizeFiles(Object.fromEntries(reversed));
    expect(changedStacks(before, after)).toEqual([]);
    expect(after.files).toEqual(before.files);
  });
});

function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, reverseKeys(each)]),
  );
}

test("a consumer who comes changes their own stack, the service's principals and its acceptance, and no other", () => {
  const more = synthesizeFiles({
    ...FILES,
    "dev/consumers/audit.yaml": edit(CONSUMER, "10.20.0.0/20", "10.21.0.0/20").replace("222222222222", "444444444444"),
  });
  expect(changedStacks(stacks, more)).toEqual(["dev-acceptance-orders", "dev-consumer-audit", "dev-service-orders"]);
  const [before, after] = [stacks, more].map((each) => structuredClone(each.stack("dev-service-orders").json));
  for (const json of [before, after])
    for (const service of Object.values<Record<string, unknown>>(json?.resource.aws_vpc_endpoint_service))
      delete service.allowed_principals;
  expect(after).toEqual(before);
  expect(more.stack("dev-acceptance-orders").json.resource.aws_vpc_endpoint_connection_accepter).toMatchObject(
    stacks.stack("dev-acceptance-orders").json.resource.aws_vpc_endpoint_connection_accepter,
  );
});

test("an environment that comes changes no stack of another", () => {
  const more = synthesizeFiles({ ...FILES, "aaa/environment.yaml": ENVIRONMENT });
  expect(changedStacks(stacks, more)).toEqual(["aaa-acceptance-orders", "aaa-service-orders"]);
});

describe("of a selection, each stack has the bytes that it has when all are built:", () => {
  const all = synthesizeFolder(SHIPPED);

  test.each<[string, { env?: string[]; consumers?: string[] }, string[]]>([
    ["an environment", { env: ["dev"] }, ["dev-service-orders", "dev-consumer-web", "dev-acceptance-orders"]],
    [
      "a consumer, with the services that they connect to",
      { env: ["prod"], consumers: ["audit"] },
      ["prod-service-ledger", "prod-consumer-audit", "prod-acceptance-ledger"],
    ],
    [
      "an external consumer",
      { env: ["prod"], consumers: ["globex"] },
      ["prod-service-orders", "prod-acceptance-orders"],
    ],
    [
      "a consumer of some environments",
      { consumers: ["reports"] },
      ["staging-service-orders", "staging-consumer-reports", "staging-acceptance-orders"],
    ],
  ])("%s", (_, selection, order) => {
    const some = synthesizeFolder(SHIPPED, selection);
    expect(some.order).toEqual(order);
    for (const [path, bytes] of Object.entries(some.files))
      if (path.startsWith("stacks/")) expect([path, bytes]).toEqual([path, all.files[path]]);
  });

  test("a consumer brings no service of an environment in which they are not", () => {
    const files = {
      ...FILES,
      "shared/environment.yaml": ENVIRONMENT,
    };
    expect(synthesizeFiles(files).order).toContain("shared-service-orders");
    expect(
      synthesizeFolder(folderOf(files), { consumers: ["web"] }).order.filter((name) => name.startsWith("shared-")),
    ).toEqual([]);
  });

  test("all consumers of an environment bring no service that none of them connects to", () => {
    expect(synthesizeFolder(folderOf(FILES), { consumers: ["web", "globex"] }).order).not.toContain(
      "dev-service-ledger-manual",
    );
  });
});

test("another process, time zone, language and working folder's name give the same bytes", async () => {
  const { stdout, stderr } = await runTypeScript(
    `const { mkdtempSync, readFileSync, rmSync } = require("node:fs");
     const { join } = require("node:path");
     const { loadEnvironments } = require("./config/load");
     const { planEstate } = require("./config/estate/plan-estate");
     const { buildHere } = require("./engine/build-here");
     const folder = mkdtempSync(join(require("node:os").tmpdir(), "privatelink-other-"));
     buildHere(planEstate(loadEnvironments("environments", ["dev"])), folder);
     console.log(readFileSync(join(folder, "stacks/dev-consumer-web/cdk.tf.json"), "latin1"));
     rmSync(folder, { recursive: true });`,
    { TZ: "Asia/Kathmandu", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
  );
  expect(stderr).toBe("");
  const here = synthesizeFolder(SHIPPED, { env: ["dev"] });
  expect(stdout.trimEnd()).toBe(here.files["stacks/dev-consumer-web/cdk.tf.json"]?.trimEnd());
});

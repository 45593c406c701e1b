import { deployedObject } from "../../delivery/values";
import type { Statement } from "../../modules/bootstrap/statement";
import { BOOTSTRAP, bootstrapOf, CONSUMER_WITH_ROLE, FILES, IN_S3 } from "../support/bootstrap";
import { edit } from "../support/environments";
import { permits } from "../support/iam";
import { synthesizeFiles } from "../support/stacks";

const BUCKET = "arn:aws:s3:::example-states";

/** `dev` as in FILES, and `prod` beside it in the same bucket; `prefix` is what the keys of both begin with. */
const filesWith = (prefix: string) => ({
  "bootstrap.yaml": BOOTSTRAP,
  ...Object.fromEntries(
    Object.entries({ dev: ["10.10", "10.20"], prod: ["10.30", "10.40"] }).flatMap(([name, [service, consumer]]) => [
      [
        `environments/${name}/environment.yaml`,
        edit(IN_S3, "bucket: example-states\n", `bucket: example-states\n  prefix: "${prefix}"\n`)
          .replaceAll("cidr: 10.10", `cidr: ${service}`)
          .replaceAll("role: deploy", `role: ${name}-deploy`),
      ],
      [
        `environments/${name}/consumers/web.yaml`,
        CONSUMER_WITH_ROLE.replaceAll("cidr: 10.20", `cidr: ${consumer}`).replaceAll(
          "role: deploy",
          `role: ${name}-deploy`,
        ),
      ],
    ]),
  ),
});

/** Keys of the states of each environment, as the stacks have them. */
function keysIn(files: Readonly<Record<string, string>>): Readonly<Record<string, readonly string[]>> {
  const environments = Object.fromEntries(
    Object.entries(files).flatMap(([path, text]) =>
      path.startsWith("environments/") ? [[path.slice("environments/".length), text]] : [],
    ),
  );
  const { order, stack } = synthesizeFiles(environments);
  const keys = order.map((name) => String(stack(name).json.terraform.backend.s3.key));
  const of = (environment: string) => keys.filter((key) => key.includes(`/${environment}/`));
  return { dev: of("dev"), prod: of("prod") };
}

/** What Terraform's S3 backend asks for a state, and for its lock file. */
const reading = (key: string) => [
  { action: "s3:ListBucket", resource: BUCKET, context: { "s3:prefix": key } },
  { action: "s3:GetObject", resource: `${BUCKET}/${key}` },
];
const writing = (key: string) => [
  { action: "s3:PutObject", resource: `${BUCKET}/${key}` },
  ...["s3:GetObject", "s3:PutObject", "s3:DeleteObject"].map((action) => ({
    action,
    resource: `${BUCKET}/${key}.tflock`,
  })),
];
const WORKSPACES = { action: "s3:ListBucket", resource: BUCKET, context: { "s3:prefix": "env:/" } };

describe.each(["privatelink", "a*"])("with the prefix %s", (prefix) => {
  const files = filesWith(prefix);
  const keys = keysIn(files);
  const statements = new Map<string, readonly Statement[]>();
  beforeAll(async () => {
    for (const { name, statements: own } of (await bootstrapOf(files)).ciRoles)
      statements.set(name.replace("privatelink-ci-", ""), own);
  });
  const refused = (role: string, calls: readonly Parameters<typeof permits>[1][]) =>
    calls.filter((call) => !permits(statements.get(role) ?? [], call));
  const permitted = (role: string, calls: readonly Parameters<typeof permits>[1][]) =>
    calls.filter((call) => permits(statements.get(role) ?? [], call));

  test("CI reads, locks and writes the states of each stack of its environment, and of no other", () => {
    for (const [own, other] of [
      ["dev", "prod"],
      ["prod", "dev"],
    ] as const) {
      const [mine, theirs] = [keys[own] ?? [], keys[other] ?? []];
      expect(mine.length).toBeGreaterThan(1);
      const both = [...theirs.flatMap(reading), ...theirs.flatMap(writing)];
      expect(refused(`${own}-plan`, [WORKSPACES, ...mine.flatMap(reading)])).toEqual([]);
      expect(permitted(`${own}-plan`, [...mine.flatMap(writing), ...both])).toEqual([]);
      const all = [WORKSPACES, ...mine.flatMap(reading), ...mine.flatMap(writing)];
      expect(refused(`${own}-deploy`, all)).toEqual([]);
      const deletes = mine.map((key) => ({ action: "s3:DeleteObject", resource: `${BUCKET}/${key}` }));
      expect(permitted(`${own}-deploy`, [...deletes, ...both])).toEqual([]);
    }
  });

  test("CI reads and writes what says what was deployed last of its environment, and of no other", () => {
    const backend = { type: "s3", bucket: "example-states", region: "us-east-1", prefix } as const;
    const key = (name: string) => deployedObject({ name, backend } as Parameters<typeof deployedObject>[0])?.key ?? "";
    const write = (name: string) => ({ action: "s3:PutObject", resource: `${BUCKET}/${key(name)}` });
    expect(refused("dev-plan", reading(key("dev")))).toEqual([]);
    expect(refused("dev-deploy", [...reading(key("dev")), write("dev")])).toEqual([]);
    expect(permitted("dev-plan", [write("dev"), ...reading(key("prod"))])).toEqual([]);
    expect(permitted("dev-deploy", [write("prod"), ...reading(key("prod"))])).toEqual([]);
  });

  test("CI sees neither the whole bucket nor the bootstrap's states", () => {
    const none = ["", "/", `${prefix}/`, `${prefix}/.bootstrap/`, `${prefix}/.bootstrap/bootstrap-states.tfstate`];
    const calls = none.flatMap((key) => [...reading(key), ...writing(key)]);
    for (const role of ["dev-plan", "dev-deploy"]) expect(permitted(role, calls)).toEqual([]);
  });
});

test("a prefix with an asterisk is no pattern", async () => {
  const { ciRoles } = await bootstrapOf(filesWith("a*"));
  const key = `${BUCKET}/abc/dev/dev-consumer-web.tfstate`;
  for (const { statements } of ciRoles)
    expect(permits(statements, { action: "s3:GetObject", resource: key })).toBe(false);
});

test.each([
  ["another environment", "prod", "", "environment prod"],
  [
    "the bootstrap",
    "other",
    "backend: { type: s3, bucket: example-states, region: us-east-1, prefix: privatelink/dev }",
    "the bootstrap",
  ],
])("fails where states of %s are in the folder of an environment", async (_, name, bootstrap, owner) => {
  const prefix = bootstrap === "" ? "privatelink/dev" : "elsewhere";
  const files = {
    ...FILES,
    "bootstrap.yaml": `${BOOTSTRAP}${bootstrap}\n`,
    [`environments/${name}/environment.yaml`]: edit(
      edit(IN_S3, "bucket: example-states\n", `bucket: example-states\n  prefix: ${prefix}\n`),
      "cidr: 10.10",
      "cidr: 10.30",
    ),
  };
  await expect(bootstrapOf(files)).rejects.toThrow(
    `states of ${owner} in bucket example-states: expected a folder outside of that of environment dev`,
  );
});

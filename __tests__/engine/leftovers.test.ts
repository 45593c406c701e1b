import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../config/environment";
import { loadEnvironments } from "../../config/load";
import { leftoversAmong, leftoversOfMissingFiles, undeclaredIn } from "../../engine/leftovers";
import { synthesize } from "../../engine/synthesize";
import { CONSUMER, ENVIRONMENT, edit, folderOf, temporaryFolder } from "../support/environments";

const named = edit(
  ENVIRONMENT,
  "    targets:\n",
  "    privateDns: { name: orders.example.com, verify: true }\n    targets:\n",
);
const withDns = edit(CONSUMER, "    service: orders\n", "    service: orders\n    privateDns: true\n");
const [dev] = loadEnvironments(
  folderOf({
    "dev/environment.yaml": named,
    "dev/consumers/web.yaml": withDns,
    "dev/consumers/app.yaml": edit(CONSUMER, "10.20", "10.30"),
  }),
) as [Environment];

const ALL = [
  "dev-dns-web",
  "dev-acceptance-orders",
  "dev-consumer-app",
  "dev-consumer-web",
  "dev-domain-orders",
  "dev-service-orders",
];

/** Everything deployed, with local states. */
async function deployed(): Promise<{ outdir: string; state: (name: string) => string }> {
  const outdir = join(temporaryFolder(), "cdktf.out");
  const { stacks } = await synthesize({ environments: [dev], outdir });
  const states = join(outdir, "../terraform-state");
  mkdirSync(states);
  const state = (name: string) => join(states, `${name}.tfstate`);
  for (const name of stacks) {
    mkdirSync(join(outdir, "stacks", name, ".terraform"));
    writeFileSync(state(name), JSON.stringify({ resources: [{ mode: "managed" }] }));
  }
  return { outdir, state };
}

const { web: _, ...others } = dev.consumers;
const withoutWeb = { ...dev, consumers: others };

/** What is left once an environment is synthesized over what is deployed. */
async function left(outdir: string, environments: readonly Environment[]): Promise<string[]> {
  return (await synthesize({ environments, outdir, undeclared: "all" })).leftovers.map(({ name }) => name);
}

test("names come before acceptances, before consumers, before services", async () => {
  expect(await left((await deployed()).outdir, [])).toEqual(ALL);
});

test("only what is no longer declared is left", async () => {
  expect(await left((await deployed()).outdir, [withoutWeb])).toEqual(["dev-dns-web", "dev-consumer-web"]);
});

test("a stack is left until it is destroyed; then its folder goes, too", async () => {
  const { outdir, state } = await deployed();
  await left(outdir, [withoutWeb]);
  writeFileSync(state("dev-dns-web"), JSON.stringify({ outputs: {}, resources: [] }));
  expect(await left(outdir, [withoutWeb])).toEqual(["dev-consumer-web"]);
  writeFileSync(state("dev-consumer-web"), JSON.stringify({ outputs: {}, resources: [] }));
  expect(await left(outdir, [withoutWeb])).toEqual([]);
  expect(readdirSync(join(outdir, "stacks")).filter((name) => name.endsWith("-web"))).toEqual([]);
  expect(existsSync(join(outdir, "removed"))).toBe(false);
});

test("a stack that was never applied, or is destroyed, is none that is left", async () => {
  const { outdir, state } = await deployed();
  rmSync(state("dev-dns-web"));
  writeFileSync(state("dev-acceptance-orders"), JSON.stringify({ resources: [] }));
  writeFileSync(state("dev-consumer-app"), JSON.stringify({ resources: [{ mode: "data" }] }));
  const found = leftoversAmong(outdir, undeclaredIn(outdir, new Set())).map(({ name }) => name);
  expect(found).toEqual(["dev-consumer-web", "dev-domain-orders", "dev-service-orders"]);
});

test("a stack that is deployed is kept, though Terraform's own folder in it is gone", async () => {
  const { outdir } = await deployed();
  rmSync(join(outdir, "stacks/dev-consumer-web/.terraform"), { recursive: true });
  const { leftovers } = await synthesize({ environments: [withoutWeb], outdir, undeclared: "all" });
  expect(leftovers[1]).toMatchObject({ name: "dev-consumer-web", deployed: "yes", initialized: false });
  expect(existsSync(join(outdir, "removed/dev-consumer-web/cdk.tf.json"))).toBe(true);
});

test("a stack that another reads comes after it, whatever they are called", async () => {
  const { outdir } = await deployed();
  for (const [name, reads] of Object.entries({ "a-first": "z-second", "z-second": "b-third", "b-third": "a-other" })) {
    const folder = join(outdir, "stacks", name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, "cdk.tf.json"),
      JSON.stringify({
        terraform: { backend: { local: { path: "terraform.tfstate" } } },
        data: { terraform_remote_state: { other: { backend: "s3", config: { key: `prefix/${reads}.tfstate` } } } },
      }),
    );
    writeFileSync(join(folder, "terraform.tfstate"), JSON.stringify({ resources: [{ mode: "managed" }] }));
  }
  expect(await left(outdir, [dev])).toEqual(["a-first", "z-second", "b-third"]);
});

test("says what is protected, and whose states are read", async () => {
  const { outdir } = await deployed();
  await synthesize({ environments: [{ ...dev, protect: true }], outdir });
  const { leftovers } = await synthesize({ environments: [], outdir, undeclared: "all" });
  const found = new Map(leftovers.map((stack) => [stack.name, stack]));
  expect(found.get("dev-service-orders")?.isProtected).toBe(true);
  expect(found.get("dev-consumer-web")).toMatchObject({ isProtected: false, reads: ["dev-service-orders"] });
});

test("reads that go round in a circle end", async () => {
  const { outdir } = await deployed();
  for (const [name, reads] of [
    ["one", "two"],
    ["two", "one"],
  ] as const) {
    const folder = join(outdir, "stacks", name);
    mkdirSync(join(folder, ".terraform"), { recursive: true });
    writeFileSync(
      join(folder, "cdk.tf.json"),
      JSON.stringify({
        terraform: { backend: { s3: {} } },
        data: { terraform_remote_state: { other: { config: { key: `${reads}.tfstate` } } } },
      }),
    );
  }
  expect((await left(outdir, [dev])).sort()).toEqual(["one", "two"]);
});

test("says which stacks look a service up", async () => {
  const lookUp = edit(
    CONSUMER,
    "service: orders",
    "serviceName: com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
  );
  const [looking] = loadEnvironments(
    folderOf({
      "dev/environment.yaml": named,
      "dev/consumers/web.yaml": `${lookUp}    ports: [80]\n`,
      "dev/consumers/app.yaml": edit(CONSUMER, "10.20", "10.30"),
    }),
  ) as [Environment];
  const { outdir } = await deployed();
  await synthesize({ environments: [looking], outdir });
  const { leftovers } = await synthesize({ environments: [], outdir, undeclared: "all" });
  const found = new Map(leftovers.map((stack) => [stack.name, stack.looksUpService]));
  expect(found.get("dev-consumer-web")).toBe(true);
  expect(found.get("dev-consumer-app")).toBe(false);
});

test("a look-up of a service of AWS's is none that could fail", async () => {
  const ofAws = edit(CONSUMER, "service: orders", "awsService: kms");
  const [looking] = loadEnvironments(folderOf({ "dev/environment.yaml": named, "dev/consumers/web.yaml": ofAws })) as [
    Environment,
  ];
  const { outdir } = await deployed();
  await synthesize({ environments: [looking], outdir });
  const text = readFileSync(join(outdir, "stacks/dev-consumer-web/cdk.tf.json"), "utf8");
  expect(text).toContain("aws_vpc_endpoint_service");
  const { leftovers } = await synthesize({ environments: [], outdir, undeclared: "all" });
  expect(leftovers.find(({ name }) => name === "dev-consumer-web")?.looksUpService).toBe(false);
});

describe("stacks whose files are gone", () => {
  const files = { "dev/environment.yaml": "", "dev/consumers/app.yaml": "" };
  const gone = (outdir: string, folder: string, names?: readonly string[]) =>
    leftoversOfMissingFiles(outdir, folder, names).map(({ name }) => name);

  test("are left once they were set aside, whatever is in the files that are there", async () => {
    const { outdir } = await deployed();
    await synthesize({ environments: [withoutWeb], outdir, undeclared: "all" });
    expect(gone(outdir, folderOf(files))).toEqual(["dev-dns-web", "dev-consumer-web"]);
  });

  test("are none of a consumer that was declared until now: it must be revoked first", async () => {
    expect(gone((await deployed()).outdir, folderOf(files))).toEqual([]);
  });

  test("are all of them where the environment is gone", async () => {
    const { outdir } = await deployed();
    const folder = temporaryFolder();
    expect(gone(outdir, folder)).toEqual(ALL);
    expect(gone(outdir, folder, ["dev"])).toEqual(ALL);
    expect(gone(outdir, folder, ["prod"])).toEqual([]);
  });

  test("are none where the folder is none of environments", async () => {
    const { outdir } = await deployed();
    expect(gone(outdir, join(temporaryFolder(), "missing"))).toEqual([]);
    expect(gone(outdir, join(folderOf(files), "dev"))).toEqual([]);
  });
});

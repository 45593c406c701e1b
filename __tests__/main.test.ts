import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CONSUMER, ENVIRONMENT, edit, folderOf } from "./support/environments";
import { type Finished, runTypeScript } from "./support/run-node";

const FILES = { "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": `${CONSUMER}client: false\n` };

/** A folder of environments, and what cdktf runs as its app over it. */
function cdktfProject(): { folder: string; outdir: string; app: (env?: NodeJS.ProcessEnv) => Promise<Finished> } {
  const folder = folderOf(
    Object.fromEntries(Object.entries(FILES).map(([path, text]) => [`environments/${path}`, text])),
  );
  const outdir = join(folder, "cdktf.out");
  const variables = { PRIVATELINK_ENVIRONMENTS_DIR: join(folder, "environments"), CDKTF_OUTDIR: outdir };
  const app = (env: NodeJS.ProcessEnv = {}) => runTypeScript('require("./main");', { ...variables, ...env });
  return { folder, outdir, app };
}

test("keeps from cdktf, which deletes what is not in the manifest, a stack that is deployed", async () => {
  const { folder, outdir, app } = cdktfProject();
  expect(await app()).toEqual({ code: 0, stdout: "", stderr: "" });
  mkdirSync(join(folder, "terraform-state"));
  writeFileSync(
    join(folder, "terraform-state/dev-consumer-web.tfstate"),
    JSON.stringify({ resources: [{ mode: "managed" }] }),
  );
  const web = join(folder, "environments/dev/consumers/web.yaml");
  writeFileSync(web, `${CONSUMER}client: false\nstate: revoked\nsince: 2027-01-01\nreason: contract ended\n`);
  expect((await app()).code).toBe(0);
  rmSync(web);
  expect((await app()).code).toBe(0);
  expect(existsSync(join(outdir, "removed/dev-consumer-web/cdk.tf.json"))).toBe(true);
  // What cdktf deletes: it fails where the folder is gone.
  expect(readdirSync(join(outdir, "stacks/dev-consumer-web"))).toEqual([]);
});

test("fails where the file of a consumer is gone that was not revoked, also where its stack was not selected last", async () => {
  const { folder, outdir, app } = cdktfProject();
  await app();
  mkdirSync(join(folder, "terraform-state"));
  writeFileSync(
    join(folder, "terraform-state/dev-consumer-web.tfstate"),
    JSON.stringify({ resources: [{ mode: "managed" }] }),
  );
  // It is set aside, since cdktf deletes what is not in the manifest.
  appendFileSync(join(outdir, "stacks/dev-consumer-web/cdk.tf.json"), "\n");
  await app({ PRIVATELINK_STACKS: "dev-service-orders" });
  const before = readdirSync(join(outdir, "removed"));
  expect(before).toEqual(["dev-consumer-web"]);
  rmSync(join(folder, "environments/dev/consumers/web.yaml"));
  const { code, stderr } = await app();
  expect(code).toBe(1);
  expect(stderr).toContain("environments/dev/consumers/web.yaml:1:1");
  expect(stderr).toContain("no file, and 1 stack of it: dev-consumer-web");
  expect(readdirSync(join(outdir, "removed"))).toEqual(before);
});

test("builds only the stacks that are asked for, and keeps those that are declared", async () => {
  const { outdir, app } = cdktfProject();
  await app();
  writeFileSync(join(outdir, "stacks/dev-consumer-web/cdk.tf.json"), "{}");
  expect((await app({ PRIVATELINK_STACKS: "dev-service-orders" })).code).toBe(0);
  const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8"));
  expect(Object.keys(manifest.stacks).sort()).toEqual(["dev-acceptance-orders", "dev-service-orders"]);
  expect(existsSync(join(outdir, "removed/dev-consumer-web"))).toBe(true);
});

test("builds only the consumers that are asked for, with their services", async () => {
  const { folder, outdir, app } = cdktfProject();
  const audit = edit(CONSUMER, "10.20.0.0/20", "10.21.0.0/20");
  writeFileSync(join(folder, "environments/dev/consumers/audit.yaml"), audit);
  expect((await app({ PRIVATELINK_CONSUMERS: "audit" })).code).toBe(0);
  expect(readdirSync(join(outdir, "stacks")).sort()).toEqual([
    "dev-acceptance-orders",
    "dev-consumer-audit",
    "dev-service-orders",
  ]);
});

test.each([
  [1, "PRIVATELINK_CONSUMERS", "web,,api", 'PRIVATELINK_CONSUMERS: expected names with commas between; got "web,,api"'],
  [2, "PRIVATELINK_ENVIRONMENTS", "dve", "dve: did you mean dev?"],
  [2, "PRIVATELINK_STACKS", "dev-servce-orders", "dev-servce-orders: did you mean dev-service-orders?"],
  [1, "PRIVATELINK_ENVIRONMENTS_DIR", "environments/dev", "PRIVATELINK_ENVIRONMENTS_DIR=environments PRIVATELINK_ENV"],
])(
  "exits with %i and says what is wrong with %s=%s, and builds nothing",
  async (expected, variable, value, message) => {
    const { outdir, app } = cdktfProject();
    const { code, stderr } = await app({ [variable]: value });
    expect(code).toBe(expected);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(existsSync(outdir)).toBe(false);
  },
);

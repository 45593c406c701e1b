import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { terraformDigest } from "../../engine/stack-files";
import { synthesize } from "../../engine/synthesize";
import { type OrderFile, orderSchema } from "../../pipeline/order-file";
import { CannotWrite } from "../../support/cannot-write";
import { CONSUMER, ENVIRONMENT, folderOf, temporaryFolder } from "../support/environments";
import { rejected } from "../support/rejected";

const WEB = `${CONSUMER}client: false\n`;
const environments = loadEnvironments(
  folderOf({
    "prod/environment.yaml": `${ENVIRONMENT.replaceAll("10.10.", "10.11.")}delivery: { deferred: auto }\n`,
    "dev/environment.yaml": ENVIRONMENT,
    "dev/consumers/web.yaml": WEB,
    "dev/consumers/app.yaml": WEB.replace("10.20.", "10.30."),
  }),
);

const orderIn = (outdir: string): OrderFile =>
  orderSchema.parse(JSON.parse(readFileSync(join(outdir, "order.json"), "utf8")));

async function written(): Promise<string> {
  const outdir = join(temporaryFolder(), "out");
  await synthesize({ environments, outdir });
  return outdir;
}

test("lists the stacks of the manifest in waves, with what Terraform reads of each", async () => {
  const outdir = await written();
  const { stacks, waves, ...rest } = orderIn(outdir);
  expect(rest.environments).toEqual({ dev: { deferred: "approve" }, prod: { deferred: "auto" } });
  expect(waves).toEqual([
    ["dev-service-orders", "prod-service-orders"],
    ["dev-consumer-app", "dev-consumer-web", "prod-acceptance-orders"],
    ["dev-acceptance-orders"],
  ]);
  expect(stacks.map(({ name }) => name)).toEqual(waves.flat());
  const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8"));
  expect(stacks.map(({ name }) => name).sort()).toEqual(Object.keys(manifest.stacks).sort());
  for (const { name, folder, digest, dependencies, wave } of stacks) {
    expect(digest).toBe(terraformDigest(join(outdir, folder)));
    expect(dependencies).toEqual([...manifest.stacks[name].dependencies].sort());
    expect(waves[wave]).toContain(name);
  }
});

test("is the same when nothing is built again, and has new digests where the bytes are others", async () => {
  const outdir = await written();
  const before = readFileSync(join(outdir, "order.json"), "utf8");
  rmSync(join(outdir, "order.json"));
  expect(await synthesize({ environments, outdir })).toMatchObject({ built: 0 });
  expect(readFileSync(join(outdir, "order.json"), "utf8")).toBe(before);
  // Somebody changed a stack: it is built again, and its digest is of what is there.
  const file = join(outdir, "stacks/dev-consumer-web/cdk.tf.json");
  writeFileSync(file, "{}");
  expect(await synthesize({ environments, outdir })).toMatchObject({ built: 1 });
  expect(readFileSync(join(outdir, "order.json"), "utf8")).toBe(before);
});

test("of a selection, has what the manifest has", async () => {
  const outdir = await written();
  await synthesize({ environments: environments.filter(({ name }) => name === "dev"), outdir, consumers: ["app"] });
  const { waves, environments: told } = orderIn(outdir);
  expect(waves).toEqual([["dev-service-orders"], ["dev-consumer-app"], ["dev-acceptance-orders"]]);
  expect(Object.keys(told)).toEqual(["dev"]);
});

test("fails where a folder is in its place, and changes nothing", async () => {
  const outdir = await written();
  rmSync(join(outdir, "order.json"));
  mkdirSync(join(outdir, "order.json"));
  const before = readFileSync(join(outdir, "manifest.json"), "utf8");
  const error = await rejected(synthesize({ environments: environments.slice(0, 1), outdir }));
  expect(error).toBeInstanceOf(CannotWrite);
  expect(readFileSync(join(outdir, "manifest.json"), "utf8")).toBe(before);
  expect(existsSync(`${outdir}.writing`)).toBe(false);
});

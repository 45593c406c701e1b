import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../config/environment";
import { loadEnvironments } from "../../config/load";
import type { BuiltStack } from "../../engine/build-one";
import { readStackRecords, writeStackRecords } from "../../engine/stack-records";
import { synthesize } from "../../engine/synthesize";
import { CONSUMER, ENVIRONMENT, folderOf, temporaryFolder } from "../support/environments";
import { filesOf } from "../support/stacks";

const [dev] = loadEnvironments(folderOf({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": CONSUMER }));
if (!dev) throw new Error("no environment");
const environments = [dev];
const WEB = "stacks/dev-consumer-web";

/** A new output folder with the stacks of an environment, and what is built over it. */
async function written(): Promise<{ outdir: string; again: (changed?: Partial<Environment>) => Promise<number> }> {
  const outdir = join(temporaryFolder(), "out");
  expect(await synthesize({ environments, outdir })).toMatchObject({ built: 3, unchanged: 0 });
  const again = async (changed: Partial<Environment> = {}) => {
    const { built, unchanged, stacks } = await synthesize({
      environments: [{ ...environments[0], ...changed } as Environment],
      outdir,
    });
    expect(built + unchanged).toBe(stacks.length);
    return built;
  };
  return { outdir, again };
}

/** Everything that a synthesis wrote, besides the records. */
function output(outdir: string): Record<string, string> {
  return Object.fromEntries(Object.entries(filesOf(outdir)).filter(([path]) => !path.startsWith(".records/")));
}

test("builds nothing again when nothing changed, and everything when it is told to", async () => {
  const { outdir, again } = await written();
  const before = output(outdir);
  expect(await again()).toBe(0);
  expect(await synthesize({ environments, outdir, force: true })).toMatchObject({ built: 3, unchanged: 0 });
  expect(output(outdir)).toEqual(before);
});

test("builds only what changed, with the bytes of a new folder", async () => {
  const { outdir, again } = await written();
  const web = { ...dev.consumers.web, tags: { Team: "other" } } as Environment["consumers"][string];
  const changed = { consumers: { ...dev.consumers, web } };
  expect(await again(changed)).toBe(1);
  const fresh = join(temporaryFolder(), "out");
  await synthesize({ environments: [{ ...dev, ...changed }], outdir: fresh });
  expect(output(outdir)).toEqual(output(fresh));
  expect(await again()).toBe(1);
});

test.each<[what: string, change: (outdir: string) => void]>([
  ["a changed stack", (outdir) => writeFileSync(join(outdir, WEB, "cdk.tf.json"), "{}")],
  ["a missing stack", (outdir) => rmSync(join(outdir, WEB, "cdk.tf.json"))],
  ["a missing folder", (outdir) => rmSync(join(outdir, WEB), { recursive: true })],
  ["changed origins", (outdir) => writeFileSync(join(outdir, WEB, "origins.json"), "{}")],
  ["a missing asset", (outdir) => rmSync(join(outdir, WEB, "assets"), { recursive: true })],
  ["a file among the assets", (outdir) => writeFileSync(join(outdir, WEB, "assets/more.txt"), "")],
  ["a folder among the assets", (outdir) => mkdirSync(join(outdir, WEB, "assets/more"))],
  ["a link among the assets", (outdir) => symlinkSync("/", join(outdir, WEB, "assets/more"))],
  ["the same stack as HCL", (outdir) => writeFileSync(join(outdir, WEB, "cdk.tf"), "")],
  ["a changed card", (outdir) => writeFileSync(join(outdir, "cards/dev/orders.json"), "{}")],
  ["a missing card", (outdir) => rmSync(join(outdir, "cards"), { recursive: true })],
])("builds a stack again over %s", async (_, change) => {
  const { outdir, again } = await written();
  const before = output(outdir);
  change(outdir);
  expect(await again()).toBe(1);
  expect(output(outdir)).toEqual(before);
});

test("leaves alone what Terraform and users keep in the folder of an unchanged stack", async () => {
  const { outdir, again } = await written();
  mkdirSync(join(outdir, WEB, ".terraform"));
  writeFileSync(join(outdir, WEB, "notes.txt"), "mine");
  expect(await again()).toBe(0);
  expect(readFileSync(join(outdir, WEB, "notes.txt"), "utf8")).toBe("mine");
});

test.each<[what: string, change: (records: string) => void]>([
  ["missing", (records) => rmSync(records)],
  ["damaged", (records) => writeFileSync(records, `${readFileSync(records, "utf8")} `)],
  ["of nobody", (records) => writeFileSync(records, "{}\n{}")],
])("builds all again where the records are %s", async (_, change) => {
  const { outdir, again } = await written();
  change(join(outdir, ".records/stacks.json"));
  expect(await again()).toBe(3);
});

test("believes no records of another folder whose stacks differ", async () => {
  const { outdir, again } = await written();
  const other = await written();
  writeFileSync(join(outdir, WEB, "cdk.tf.json"), "{}");
  renameSync(join(other.outdir, ".records/stacks.json"), join(outdir, ".records/stacks.json"));
  expect(await again()).toBe(1);
});

test("a selection keeps the records of the other stacks", async () => {
  const { outdir, again } = await written();
  const { built } = await synthesize({ environments, outdir, stacks: ["dev-service-orders"], force: true });
  expect(built).toBe(1);
  expect(await again()).toBe(0);
});

test("a selection by consumers keeps the records of the other stacks", async () => {
  const { outdir, again } = await written();
  await synthesize({ environments, consumers: ["web"], outdir, force: true });
  expect(await again()).toBe(0);
  const two = [{ ...dev, consumers: { ...dev.consumers, other: dev.consumers.web } } as Environment];
  await synthesize({ environments: two, outdir });
  expect(await synthesize({ environments: two, consumers: ["web"], outdir })).toMatchObject({ unchanged: 3 });
  expect(await synthesize({ environments: two, outdir })).toMatchObject({ built: 0, unchanged: 4 });
});

test("keeps no record of a stack that is no longer in the folder", async () => {
  const { outdir } = await written();
  await synthesize({ environments: [{ ...dev, consumers: {} }], outdir, undeclared: "all" });
  expect(Object.keys(readStackRecords(outdir)).sort()).toEqual(["dev-acceptance-orders", "dev-service-orders"]);
});

test("keeps the record of a stack that was set aside, and takes it back without building it", async () => {
  const { outdir, again } = await written();
  await synthesize({ environments, outdir, consumers: [], undeclared: "cdktf" });
  expect(Object.keys(readStackRecords(outdir))).toContain("dev-consumer-web");
  expect(readdirSync(join(outdir, WEB))).toEqual([]);
  // What cdktf does afterwards, where nothing is in the manifest.
  rmSync(join(outdir, "stacks"), { recursive: true });
  expect(await again()).toBe(0);
});

test("writes no records that say what is there already", async () => {
  const { outdir, again } = await written();
  const records = join(outdir, ".records/stacks.json");
  const { ino } = statSync(records);
  expect(await again()).toBe(0);
  expect(statSync(records).ino).toBe(ino);
  rmSync(join(outdir, WEB), { recursive: true });
  expect(await again()).toBe(1);
  expect(statSync(records).ino).toBe(ino);
  await synthesize({ environments: [{ ...dev, tags: { Owner: "other" } }], outdir });
  expect(statSync(records).ino).not.toBe(ino);
});

test("keeps no record of a stack with an error, which the next run has to tell again", () => {
  const outdir = temporaryFolder();
  const entry = { name: "a", input: "x" };
  const annotation = (level: string) => ({ constructPath: "a", level, message: "so" });
  const records = (level: string) => {
    const annotations = [annotation(level)] as BuiltStack["annotations"];
    writeStackRecords(outdir, [entry], new Map([["a", { annotations, output: "x", digest: "y" }]]), {});
    return Object.keys(readStackRecords(outdir));
  };
  expect([records("@cdktf/warn"), records("@cdktf/error")]).toEqual([["a"], []]);
});

describe("under cdktf", () => {
  const ask = { environments, stacks: ["dev-service-orders"], undeclared: "cdktf" } as const;
  const inManifest = (outdir: string) =>
    Object.keys(JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")).stacks).sort();

  test("stacks that are not asked for and did not change stay in the folder and in the manifest", async () => {
    const { outdir } = await written();
    const before = output(outdir);
    expect(await synthesize({ ...ask, outdir })).toMatchObject({ stacks: ask.stacks, built: 0, leftovers: [] });
    expect(output(outdir)).toEqual(before);
  });

  test("of an empty folder only the stacks that are asked for are built", async () => {
    const outdir = join(temporaryFolder(), "out");
    expect(await synthesize({ ...ask, outdir })).toMatchObject({ stacks: ask.stacks, built: 1 });
    expect(inManifest(outdir)).toEqual(ask.stacks);
  });

  test("a changed stack that is not asked for is set aside, and comes back with what Terraform left in it", async () => {
    const { outdir } = await written();
    writeFileSync(join(outdir, WEB, ".terraform.lock.hcl"), "locked");
    const before = output(outdir);
    writeFileSync(join(outdir, WEB, "cdk.tf.json"), "{}");
    expect(await synthesize({ ...ask, outdir })).toMatchObject({ stacks: ask.stacks, built: 0, leftovers: [] });
    expect(inManifest(outdir)).toEqual(["dev-acceptance-orders", "dev-service-orders"]);
    // What cdktf does afterwards.
    rmSync(join(outdir, WEB), { recursive: true });
    expect(existsSync(join(outdir, "removed/dev-consumer-web/.terraform.lock.hcl"))).toBe(true);
    expect(await synthesize({ environments, outdir, undeclared: "cdktf" })).toMatchObject({ built: 1, unchanged: 2 });
    expect(output(outdir)).toEqual(before);
  });

  test("a stack is built again if something lies where it would have been set aside", async () => {
    const { outdir, again } = await written();
    const before = output(outdir);
    mkdirSync(join(outdir, "removed/dev-consumer-web/assets"), { recursive: true });
    writeFileSync(join(outdir, "removed/dev-consumer-web/assets/more.txt"), "more");
    expect(await again()).toBe(1);
    expect(output(outdir)).toEqual(before);
  });

  test("a changed stack that is HCL is set aside as well", async () => {
    const { outdir } = await written();
    rmSync(join(outdir, WEB, "cdk.tf.json"));
    writeFileSync(join(outdir, WEB, "cdk.tf"), "");
    writeFileSync(join(outdir, WEB, "terraform.tfstate"), "state");
    await synthesize({ ...ask, outdir });
    expect(existsSync(join(outdir, "removed/dev-consumer-web/terraform.tfstate"))).toBe(true);
  });

  test("a stack that is there and was set aside as well is built again", async () => {
    const { outdir, again } = await written();
    mkdirSync(join(outdir, "removed"));
    renameSync(join(outdir, WEB), join(outdir, "removed/dev-consumer-web"));
    mkdirSync(join(outdir, WEB));
    writeFileSync(join(outdir, WEB, "cdk.tf.json"), "{}");
    expect(await again()).toBe(1);
    expect(existsSync(join(outdir, "removed"))).toBe(false);
  });

  test("a stack as it would be built, of which another was set aside as well, is built again: the two are merged", async () => {
    const { outdir, again } = await written();
    const before = output(outdir);
    const aside = join(outdir, "removed/dev-consumer-web");
    cpSync(join(outdir, WEB), aside, { recursive: true });
    writeFileSync(join(aside, "assets/more.txt"), "");
    expect(await again()).toBe(1);
    expect(output(outdir)).toEqual(before);
  });
});

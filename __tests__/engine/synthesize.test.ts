import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { synthesize } from "../../engine/synthesize";
import { UserError } from "../../support/user-error";
import { CONSUMER, ENVIRONMENT, folderOf, temporaryFolder } from "../support/environments";
import { rejected } from "../support/rejected";
import { runTypeScript } from "../support/run-node";
import { filesOf } from "../support/stacks";

const WITHOUT_CLIENT = `${CONSUMER}client: false\n`;
const environments = loadEnvironments(
  folderOf({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": WITHOUT_CLIENT }),
);
const [dev] = environments;
if (!dev) throw new Error("no environment");
const STACKS = ["dev-service-orders", "dev-consumer-web", "dev-acceptance-orders"];

/** An environment that is refused only when its stacks are built. */
const broken = {
  ...dev,
  name: "broken",
  region: "us-east-1",
  services: {
    orders: { ...dev.services.orders, loadBalancer: { ...dev.services.orders?.loadBalancer, secondaryAddresses: 8 } },
  },
};

/** Gives a stack a local state with something in it. */
function deploy(outdir: string, stack: string): void {
  mkdirSync(join(outdir, "../terraform-state"), { recursive: true });
  writeFileSync(
    join(outdir, "../terraform-state", `${stack}.tfstate`),
    JSON.stringify({ resources: [{ mode: "managed" }] }),
  );
}

function newOutdir(): string {
  return join(temporaryFolder(), "out");
}

test("writes a folder for each stack with where it comes from, a card for each service, the manifest and the order", async () => {
  const outdir = newOutdir();
  expect(await synthesize({ environments, outdir })).toMatchObject({
    stacks: STACKS,
    cards: ["cards/dev/orders.json"],
    leftovers: [],
    built: 3,
    unchanged: 0,
  });
  expect(Object.keys(filesOf(outdir))).toEqual([
    ".records/stacks.json",
    "cards/dev/orders.json",
    "manifest.json",
    "order.json",
    ...[...STACKS].sort().flatMap((name) => [`stacks/${name}/cdk.tf.json`, `stacks/${name}/origins.json`]),
  ]);
  expect(readdirSync(join(outdir, ".."))).toEqual(["out"]);
});

test("makes the folders that are missing above the output folder", async () => {
  const outdir = join(newOutdir(), "a/b");
  await synthesize({ environments, outdir });
  expect(existsSync(join(outdir, "manifest.json"))).toBe(true);
});

test("leaves the output folder open to whom other folders are", async () => {
  const outdir = newOutdir();
  await synthesize({ environments, outdir });
  mkdirSync(join(outdir, "../like"));
  expect(statSync(outdir).mode).toBe(statSync(join(outdir, "../like")).mode);
});

describe("over an earlier synthesis", () => {
  test("writes the same bytes again", async () => {
    const outdir = newOutdir();
    await synthesize({ environments, outdir });
    const before = filesOf(outdir);
    await synthesize({ environments, outdir });
    expect(filesOf(outdir)).toEqual(before);
  });

  test("removes stacks that are no longer declared, except those that are deployed, which it names", async () => {
    const outdir = newOutdir();
    const without = { ...dev, consumers: {} };
    await synthesize({ environments, outdir });
    await synthesize({ environments: [without], outdir, undeclared: "all" });
    expect(readdirSync(join(outdir, "stacks"))).toEqual(["dev-acceptance-orders", "dev-service-orders"]);

    await synthesize({ environments, outdir });
    for (const stack of STACKS) {
      mkdirSync(join(outdir, "stacks", stack, ".terraform/providers"), { recursive: true });
      writeFileSync(join(outdir, "stacks", stack, ".terraform.lock.hcl"), stack);
    }
    deploy(outdir, "dev-consumer-web");
    const { leftovers } = await synthesize({ environments: [without], outdir, undeclared: "all" });
    expect(leftovers).toMatchObject([{ name: "dev-consumer-web", folder: "removed/dev-consumer-web" }]);
    expect(readdirSync(join(outdir, "stacks"))).toEqual(["dev-acceptance-orders", "dev-service-orders"]);
    expect(filesOf(outdir)).toMatchObject({
      "stacks/dev-service-orders/.terraform.lock.hcl": "dev-service-orders",
      "removed/dev-consumer-web/.terraform.lock.hcl": "dev-consumer-web",
    });
  });

  test("brings a stack that is declared again back, with what Terraform left in its folder", async () => {
    const outdir = newOutdir();
    await synthesize({ environments, outdir });
    deploy(outdir, "dev-consumer-web");
    writeFileSync(join(outdir, "stacks/dev-consumer-web/.terraform.lock.hcl"), "locked");
    const before = filesOf(outdir);
    await synthesize({ environments: [{ ...dev, consumers: {} }], outdir, undeclared: "all" });
    expect((await synthesize({ environments, outdir })).leftovers).toEqual([]);
    expect(filesOf(outdir)).toEqual(before);
    expect(existsSync(join(outdir, "removed"))).toBe(false);
  });

  test("sets aside what cdktf would delete, of every environment, and leaves it a folder to delete", async () => {
    const outdir = newOutdir();
    const prod = { ...dev, name: "prod" };
    await synthesize({ environments: [dev, prod], outdir });
    for (const stack of ["dev-consumer-web", "prod-service-orders"]) deploy(outdir, stack);
    const { stacks } = await synthesize({ environments: [{ ...dev, consumers: {} }], outdir, undeclared: "cdktf" });
    expect(readdirSync(join(outdir, "removed"))).toEqual(["dev-consumer-web", "prod-service-orders"]);
    // What cdktf does: https://github.com/hashicorp/terraform-cdk/blob/v0.21.0/packages/@cdktf/cli-core/src/lib/synth-stack.ts
    for (const name of [...STACKS, ...STACKS.map((each) => each.replace("dev", "prod"))])
      if (!stacks.includes(name)) rmSync(join(outdir, "stacks", name), { recursive: true });
    const found = (await synthesize({ environments: [dev, prod], outdir })).leftovers;
    expect(found).toEqual([]);
    expect(readdirSync(join(outdir, "stacks"))).toHaveLength(6);
  });

  test("of a selection, concerns only the environments in it", async () => {
    const outdir = newOutdir();
    const prod = { ...dev, name: "prod" };
    await synthesize({ environments: [dev, prod], outdir });
    for (const stack of ["dev-consumer-web", "prod-consumer-web"]) deploy(outdir, stack);
    const { leftovers } = await synthesize({ environments: [{ ...dev, consumers: {} }], outdir, undeclared: "own" });
    expect(leftovers).toMatchObject([{ name: "dev-consumer-web" }]);
    expect(readdirSync(join(outdir, "stacks"))).toContain("prod-acceptance-orders");
    expect(readdirSync(join(outdir, "removed"))).toEqual(["dev-consumer-web"]);
  });

  test("removes nothing unless it is told to", async () => {
    const outdir = newOutdir();
    await synthesize({ environments, outdir });
    deploy(outdir, "dev-consumer-web");
    const { stacks, leftovers } = await synthesize({ environments: [{ ...dev, consumers: {} }], outdir });
    expect(stacks).toEqual(["dev-service-orders", "dev-acceptance-orders"]);
    expect(leftovers).toMatchObject([{ name: "dev-consumer-web" }]);
    expect(readdirSync(join(outdir, "stacks"))).toEqual([...STACKS].sort());
  });

  test("removes nothing that it did not write", async () => {
    const outdir = newOutdir();
    await synthesize({ environments, outdir });
    mkdirSync(join(outdir, "stacks/mine"), { recursive: true });
    writeFileSync(join(outdir, "stacks/mine/main.tf"), "mine");
    writeFileSync(join(outdir, "notes.txt"), "mine");
    await synthesize({ environments: [{ ...dev, consumers: {} }], outdir, undeclared: "all" });
    expect(filesOf(outdir)).toMatchObject({ "notes.txt": "mine", "stacks/mine/main.tf": "mine" });
  });

  test("takes out cards of services that are no more, but nothing else that is there", async () => {
    const outdir = newOutdir();
    const other = { ...dev, name: "other", consumers: {} };
    await synthesize({ environments: [dev, other], outdir });
    writeFileSync(join(outdir, "cards/dev/mine.json"), "{}");
    writeFileSync(join(outdir, "cards/dev/notes.txt"), "mine");
    writeFileSync(join(outdir, "cards/notes.txt"), "mine");
    await synthesize({ environments: [other], outdir });
    expect(existsSync(join(outdir, "cards/dev/orders.json"))).toBe(true);
    await synthesize({ environments: [{ ...other, services: {} }], outdir, undeclared: "all" });
    expect(readdirSync(join(outdir, "cards"), { recursive: true }).sort()).toEqual([
      "dev",
      "dev/mine.json",
      "dev/notes.txt",
      "notes.txt",
    ]);
  });

  test("takes out the code of an earlier client", async () => {
    const outdir = newOutdir();
    await synthesize({ environments, outdir });
    const old = join(outdir, "stacks/dev-consumer-web/assets/code/OLD");
    mkdirSync(old, { recursive: true });
    await synthesize({ environments, outdir });
    expect(existsSync(old)).toBe(false);
  });

  test.each(["..", ".", "", "../..", "/"])("never follows a manifest to the folder %j", async (name) => {
    const outdir = newOutdir();
    mkdirSync(join(outdir, "stacks/mine"), { recursive: true });
    for (const file of ["keep.txt", "stacks/mine/main.tf"]) writeFileSync(join(outdir, file), "mine");
    writeFileSync(join(outdir, "../keep.txt"), "mine");
    writeFileSync(join(outdir, "manifest.json"), JSON.stringify({ stacks: { [name]: {} } }));
    await synthesize({ environments, outdir });
    expect(filesOf(join(outdir, ".."))).toMatchObject({
      "keep.txt": "mine",
      "out/keep.txt": "mine",
      "out/stacks/mine/main.tf": "mine",
    });
  });
});

describe("fails all or nothing:", () => {
  /** The error of a synthesis, which must leave all as it was. */
  async function failure(outdir: string, run: () => Promise<unknown>): Promise<Error> {
    const before = filesOf(join(outdir, ".."));
    const error = await rejected(run());
    expect(filesOf(join(outdir, ".."))).toEqual(before);
    expect(readdirSync(join(outdir, "..")).filter((name) => name.includes("writing"))).toEqual([]);
    return error;
  }

  test("on a construct that is refused", async () => {
    const outdir = newOutdir();
    await synthesize({ environments, outdir });
    const error = await failure(outdir, () => synthesize({ environments: [dev, broken as typeof dev], outdir }));
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toContain("broken/environment.yaml  services.orders.loadBalancer\n");
    expect(error.message).toContain("(`secondaryAddresses` of broken-service-orders/load-balancer)");
  });

  test("on a construct that is refused, where nothing was written yet", async () => {
    const outdir = newOutdir();
    await failure(outdir, () => synthesize({ environments: [broken as typeof dev], outdir }));
    expect(existsSync(outdir)).toBe(false);
  });

  test("on an unknown consumer, with the one that was meant", async () => {
    const outdir = newOutdir();
    const error = await failure(outdir, () =>
      synthesize({ environments, consumers: ["wbe", "toString", "web"], outdir }),
    );
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toBe("No such consumer in dev:\n  - wbe: did you mean web?\n  - toString\nThere are: web.");
  });

  test.each(["[", "null", "7", '"x"'])("on the manifest %s, which is none", async (text) => {
    const outdir = newOutdir();
    await synthesize({ environments, outdir });
    writeFileSync(join(outdir, "manifest.json"), text);
    const error = await failure(outdir, () => synthesize({ environments, outdir }));
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toContain(
      "manifest.json: expected the manifest of an earlier synthesis; found something else.",
    );
  });

  test("on a file in the output folder's place", async () => {
    const outdir = newOutdir();
    writeFileSync(outdir, "mine");
    expect(await failure(outdir, () => synthesize({ environments, outdir }))).toBeInstanceOf(UserError);
    expect(readFileSync(outdir, "utf8")).toBe("mine");
  });

  test("on a folder that holds something else", async () => {
    const outdir = newOutdir();
    mkdirSync(outdir);
    writeFileSync(join(outdir, "notes.txt"), "mine");
    const error = await failure(outdir, () => synthesize({ environments, outdir }));
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toContain("found: notes.txt. Choose another output folder.");
    expect(readdirSync(outdir)).toEqual(["notes.txt"]);
  });

  test("on a file above the output folder", async () => {
    const file = newOutdir();
    writeFileSync(file, "mine");
    expect(await rejected(synthesize({ environments, outdir: join(file, "out") }))).toBeInstanceOf(UserError);
  });
});

test("leaves nothing behind in the folder for temporary files", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "tmp"));
  const { stderr } = await runTypeScript(
    `const { loadEnvironments } = require("./config/load");
     const { synthesize } = require("./engine/synthesize");
     void synthesize({ environments: loadEnvironments("environments", ["dev"]), outdir: ${JSON.stringify(join(folder, "out"))} });`,
    { TMPDIR: join(folder, "tmp") },
  );
  expect(stderr).toBe("");
  expect(readdirSync(join(folder, "tmp"))).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual(["out", "tmp"]);
});

test("takes a folder in which an app of cdktf left an empty folder for stacks", async () => {
  const outdir = join(temporaryFolder(), "out");
  mkdirSync(join(outdir, "stacks"), { recursive: true });
  const environments = loadEnvironments(folderOf({ "dev/environment.yaml": ENVIRONMENT }));
  expect((await synthesize({ environments, outdir })).stacks).toEqual(["dev-service-orders", "dev-acceptance-orders"]);
});

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { terraformDigest } from "../../../engine/stack-files";
import { buildOwn } from "../../../pipeline/changed/build-own";
import { folderOf, temporaryFolder } from "../../support/environments";
import { rejected } from "../../support/rejected";

const BUILD = `
const { mkdirSync, writeFileSync } = require("node:fs");
mkdirSync("dist/cli", { recursive: true });
writeFileSync("dist/cli/main.js", require("node:fs").readFileSync("program.js"));
`;

/** Writes stacks as a version of the program did that wrote no order of deployment. */
const SYNTH = `
const { mkdirSync, writeFileSync } = require("node:fs");
const words = process.argv.slice(2);
const out = words[words.indexOf("--out") + 1];
const write = (name, dependencies, account) => {
  mkdirSync(out + "/stacks/" + name, { recursive: true });
  const provider = { aws: [{ allowed_account_ids: [account], region: "eu-west-1" }] };
  writeFileSync(out + "/stacks/" + name + "/cdk.tf.json", JSON.stringify({ provider }));
  return [name, { name, dependencies }];
};
const service = write("dev-service-orders", [], "111111111111");
const stacks = [service, write("dev-hub-net-a", ["dev-service-orders"], "222222222222")];
writeFileSync(out + "/manifest.json", JSON.stringify({ stacks: Object.fromEntries(stacks) }));
writeFileSync(out + "/words.json", JSON.stringify(words));
`;

/** A program as it was at an earlier commit. */
function program(files: Readonly<Record<string, string>> = {}): string {
  return folderOf({
    "package.json": JSON.stringify({ name: "a", version: "1.0.0", scripts: { build: "node build.js" } }),
    "package-lock.json": JSON.stringify({
      ...{ name: "a", version: "1.0.0", lockfileVersion: 3, requires: true },
      packages: { "": { name: "a", version: "1.0.0" } },
    }),
    ...{ "build.js": BUILD, "program.js": SYNTH, ...files },
  });
}

function building(project: string, more: Partial<Parameters<typeof buildOwn>[0]> = {}) {
  return {
    ...{ project, linked: true, environments: "/environments", names: ["dev", "prod"], commit: "0123456789ab" },
    ...{ folder: join(temporaryFolder(), "out"), instead: "Do something else.", env: process.env },
    ...{ signal: new AbortController().signal, onProgress: () => undefined, ...more },
  };
}

test("builds the program of the commit and its stacks, and reads them without an order of deployment", async () => {
  const given = building(program());
  const { stacks, folder } = await buildOwn(given);
  expect(Object.fromEntries(stacks)).toEqual({
    "dev-service-orders": {
      ...{ name: "dev-service-orders", environment: "dev", kind: "service", account: "111111111111" },
      ...{ region: "eu-west-1", dependencies: [] },
      digest: terraformDigest(join(folder, "stacks/dev-service-orders")),
    },
    "dev-hub-net-a": expect.objectContaining({ kind: "consumer", dependencies: ["dev-service-orders"] }),
  });
  const words = ["synth", "--environments", "/environments", "--env", "dev", "prod", "--out", folder];
  expect(JSON.parse(readFileSync(join(folder, "words.json"), "utf8"))).toEqual(words);
  expect(existsSync(join(given.project, "node_modules"))).toBe(true);
});

test("installs the packages of the commit where they are others", async () => {
  const given = building(program(), { linked: false });
  expect((await buildOwn(given)).stacks.size).toBe(2);
  expect(existsSync(join(given.project, "node_modules/cdktf"))).toBe(false);
});

test.each([
  [
    "build.js",
    "console.error('no such\\u001b[2J type'); process.exit(1);",
    "`npm run build` failed",
    "no such\\u001b[2J type",
  ],
  ["program.js", "console.error('dev: wrong'); process.exit(1);", "`privatelink synth` failed", "  dev: wrong"],
])("fails where %s fails, and says why and what to do", async (file, text, what, why) => {
  const { message } = await rejected(buildOwn(building(program({ [file]: text }))));
  expect(message).toContain(`0123456789ab: expected the program of that commit to build its stacks`);
  for (const each of [what, why, "Do something else."]) expect(message).toContain(each);
});

test("ends the program, and what it has started, when it is interrupted", async () => {
  const controller = new AbortController();
  const project = program({
    "build.js": "require('node:fs').writeFileSync('started', ''); setInterval(() => {}, 1000);",
  });
  const built = rejected(buildOwn(building(project, { signal: controller.signal })));
  while (!existsSync(join(project, "started"))) await new Promise((resolve) => setTimeout(resolve, 50));
  controller.abort(new Error("stopped"));
  expect((await built).message).toBe("stopped");
});

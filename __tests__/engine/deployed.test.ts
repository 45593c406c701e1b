import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deployedBy } from "../../engine/deployed";
import { temporaryFolder } from "../support/environments";

const LOCAL = { terraform: { backend: { local: { path: "../../../terraform-state/dev-consumer-web.tfstate" } } } };
const S3 = { terraform: { backend: { s3: { bucket: "states", key: "dev.tfstate" } } } };
const RESOURCE = { mode: "managed", type: "aws_vpc", name: "vpc", instances: [{}] };
const DATA = { mode: "data", type: "aws_region", name: "here", instances: [{}] };

/** A stack's folder, with files beside what was synthesized. */
function stackOf(document: object, files: Readonly<Record<string, unknown>> = {}): string {
  const folder = join(temporaryFolder(), "out/stacks/dev-consumer-web");
  for (const [file, content] of Object.entries({ "cdk.tf.json": document, ...files })) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

const STATE = "../../../terraform-state/dev-consumer-web.tfstate";
const RUN = { ".terraform/providers": "" };

test.each([
  ["never run", {}, "no"],
  ["initialized and never applied", RUN, "no"],
  ["applied", { ...RUN, [STATE]: { resources: [DATA, RESOURCE] } }, "yes"],
  ["applied from a folder that is gone", { [STATE]: { resources: [RESOURCE] } }, "yes"],
  ["destroyed", { ...RUN, [STATE]: { outputs: {}, resources: [] } }, "no"],
  ["destroyed but for what was looked up", { ...RUN, [STATE]: { resources: [DATA] } }, "no"],
  ["with an empty file for a state", { ...RUN, [STATE]: "" }, "no"],
  ["with a state that nobody understands", { ...RUN, [STATE]: "<<<<<<< HEAD" }, "yes"],
  ["in a workspace", { ...RUN, ".terraform/environment": "trial" }, "unknown"],
  ["in the default workspace", { ...RUN, ".terraform/environment": "default\n" }, "no"],
] as const)("a stack with a local state, %s", (_, files, expected) => {
  expect(deployedBy(stackOf(LOCAL, files))).toBe(expected);
});

test.each([
  ["never run", {}, "no"],
  ["run", RUN, "unknown"],
] as const)("a stack with its state in S3, %s", (_, files, expected) => {
  expect(deployedBy(stackOf(S3, files))).toBe(expected);
});

test("the backend that Terraform was initialized with goes before the declared one", () => {
  const initialized = (backend: object) => ({ ".terraform/terraform.tfstate": { backend } });
  const elsewhere = initialized({ type: "local", config: { path: "elsewhere.tfstate" } });
  expect(deployedBy(stackOf(S3, { ...elsewhere, "elsewhere.tfstate": { resources: [RESOURCE] } }))).toBe("yes");
  expect(deployedBy(stackOf(LOCAL, initialized({ type: "s3", config: {} })))).toBe("unknown");
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App, Lazy, LocalBackend, TerraformLocal, TerraformOutput, TerraformStack } from "cdktf";
import { writeConfiguration } from "../../engine/configuration";
import { temporaryFolder } from "../support/environments";

/** What plain cdktf writes for a stack, and what is written in pieces. */
function written(build: (stack: TerraformStack) => void): [plain: string, inPieces: string] {
  const folder = temporaryFolder();
  const app = new App({ outdir: folder, stackTraces: false });
  const stack = new TerraformStack(app, "one");
  new LocalBackend(stack, { path: "one.tfstate" });
  build(stack);
  const inPieces = join(folder, "in-pieces.json");
  writeConfiguration(stack, inPieces);
  app.synth();
  return [readFileSync(join(folder, "stacks/one/cdk.tf.json"), "utf8"), readFileSync(inPieces, "utf8")];
}

test.each<[what: string, build: (stack: TerraformStack) => void]>([
  ["nothing", () => undefined],
  [
    "values of every kind",
    (stack) => {
      const produce = () => ({ b: [1, null, [], {}, undefined, true], a: undefined, "": "\u2028é\ud83d\ude00" });
      new TerraformLocal(stack, "z", Lazy.anyValue({ produce }));
      new TerraformLocal(stack, "a", { 10: "ten", 9: "nine", x: "${y}", empty: {}, none: [] });
    },
  ],
  ["an output in a construct's path", (stack) => void new TerraformOutput(stack, "x", { value: "1" })],
  [
    "overrides, also of what elements give, and with tokens in them",
    (stack) => {
      new TerraformLocal(stack, "one", "1");
      stack.addOverride("locals.one", Lazy.stringValue({ produce: () => "two" }));
      stack.addOverride("locals.gone", Lazy.anyValue({ produce: () => undefined }));
      stack.addOverride("check.all", Lazy.anyValue({ produce: () => ({ assert: [{ condition: "${true}" }] }) }));
    },
  ],
  ["texts longer than a chunk", (stack) => void new TerraformLocal(stack, "long", ["ä".repeat(200_000), "b"])],
])("writes what cdktf writes of %s", (_what, build) => {
  const [plain, inPieces] = written(build);
  expect(inPieces).toBe(plain);
});

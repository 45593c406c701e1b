import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { transformSync } from "@swc/core";
import { App, Testing } from "cdktf";
import { PROJECT_ROOT } from "../../support/project-root";
import { temporaryFolder } from "../support/environments";

/** The example of a README, run as if it stood in a folder beside modules/. */
function stackOf(readme: string): string {
  const text = readFileSync(join(PROJECT_ROOT, readme), "utf8");
  const example = /```ts\n(?<code>[\s\S]*?)```/.exec(text)?.groups?.code ?? "";
  const stackClass = /class (?<name>\w+) extends TerraformStack/.exec(example)?.groups?.name ?? "";
  const source = `${example}\nmodule.exports = { ${stackClass} };`;
  const { code } = transformSync(source, {
    jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    module: { type: "commonjs" },
  });
  const fromExamples = createRequire(join(PROJECT_ROOT, "examples", "stack.ts"));
  const load = (name: string) =>
    name.startsWith("../") ? require(join(PROJECT_ROOT, "examples", name)) : fromExamples(name);
  const module = { exports: {} as Record<string, new (app: App, id: string) => never> };
  new Function("require", "module", "exports", code)(load, module, module.exports);
  const Stack = module.exports[stackClass];
  if (!Stack) throw new Error(`${readme} has no example of a stack`);
  return Testing.synth(new Stack(new App({ stackTraces: false, outdir: temporaryFolder() }), "example"), true);
}

test.each([
  ["modules/provider/README.md", "aws_vpc_endpoint_service"],
  ["modules/consumer/README.md", "aws_vpc_endpoint"],
])("the example of %s synthesizes", (readme, type) => {
  expect(JSON.parse(stackOf(readme)).resource).toHaveProperty(type);
});

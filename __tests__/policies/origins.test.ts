import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { loadEnvironments } from "../../config/load";
import { OriginFinder } from "../../policies/checker/origins";
import { synthesize } from "../../stacks/synthesize";
import { CONSUMER, ENVIRONMENT, folderOf, temporaryFolder } from "../support/environments";

const environments = folderOf({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": CONSUMER });
const out = join(temporaryFolder(), "out");
synthesize({ environments: loadEnvironments(environments), outdir: out });
const stack = join(out, "stacks/dev-consumer-web");
const ENDPOINT = "aws_vpc_endpoint.endpoint-orders_DE3C4A7C";

/** Where something comes from, in short. */
function origin(source: string, name: string | null, construct: string | null, stacks: readonly string[] = []): string {
  const found = new OriginFinder({ environments, stacks }).of(source, name).origin(construct);
  if (found === null) return "nowhere";
  const file = relative(environments, found.file);
  return `${file}:${found.line}:${found.column} ${found.key}`;
}

describe("of a stack", () => {
  const source = join(stack, "cdk.tf.json");

  test.each([
    ["dev-consumer-web/vpc/subnet-use1-az1", "dev/consumers/web.yaml:2:1 vpc"],
    ["dev-consumer-web/endpoint-orders/endpoint", "dev/consumers/web.yaml:6:3 connections.orders"],
    // `client` is not written: the file stands for it.
    ["dev-consumer-web/client/function", "dev/consumers/web.yaml:1:1 client"],
    ["dev-consumer-web/added/by-hand", "dev/consumers/web.yaml:1:1 "],
    ["dev-consumer-web/constructor", "dev/consumers/web.yaml:1:1 "],
    [null, "dev/consumers/web.yaml:1:1 "],
  ])("%s comes from %s", (construct, expected) => {
    expect(origin(source, "dev-consumer-web", construct)).toBe(expected);
  });
});

describe("of a plan", () => {
  const plans = temporaryFolder();
  const address = () => {
    const { resource } = JSON.parse(readFileSync(join(stack, "cdk.tf.json"), "utf8"));
    return `aws_vpc_endpoint.${Object.keys(resource.aws_vpc_endpoint)[0]}`;
  };

  test.each([
    ["beside its stack", join(stack, "plan.json"), null, []],
    ["of a stack whose folder is named", join(plans, "plan.json"), null, [stack]],
    ["of a stack by its name", join(plans, "plan.json"), "dev-consumer-web", [out]],
    ["from standard input, of a stack by its name", "-", "dev-consumer-web", [out]],
  ])("%s, resources are told by their addresses", (_, source, name, stacks) => {
    const origins = new OriginFinder({ environments, stacks }).of(source, name);
    const path = origins.constructPath(`${address()}["a.b"]`);
    expect(path).toMatch(/^dev-consumer-web\/endpoint-orders\//);
    expect(origin(source, name, path, stacks)).toBe("dev/consumers/web.yaml:6:3 connections.orders");
    expect(origins.constructPath("module.a.aws_vpc_endpoint.b")).toBeNull();
  });

  test.each([
    ["of no stack that is there", join(plans, "plan.json"), "prod-consumer-web", [out]],
    ["of one of several stacks, it is not said which", join(plans, "plan.json"), null, [out]],
    ["a folder of stacks that is not there", join(plans, "plan.json"), "dev-consumer-web", [join(out, "none")]],
  ])("%s: nothing is told", (_, source, name, stacks) => {
    expect(origin(source, name, null, stacks)).toBe("nowhere");
    expect(new OriginFinder({ environments, stacks }).of(source, name).constructPath(ENDPOINT)).toBeNull();
  });
});

test("a file that is not there any more is named, without a line", () => {
  const finder = new OriginFinder({ environments: join(environments, "none"), stacks: [] });
  expect(finder.of(join(stack, "cdk.tf.json"), null).origin("dev-consumer-web/vpc")).toMatchObject({
    file: expect.stringContaining("none/dev/consumers/web.yaml"),
    line: null,
    column: null,
    key: "vpc",
  });
});

test.each([
  ["another format", '{"format": "x", "version": 1, "file": "dev/consumers/web.yaml", "path": [], "constructs": {}}'],
  [
    "a file outside",
    '{"format": "cdktf-privatelink/origins", "version": 1, "file": "../x.yaml", "path": [], "constructs": {}}',
  ],
  ["broken JSON", "{"],
  ["a list", "[]"],
])("what is no such file tells nothing: %s", (_, text) => {
  const folder = join(temporaryFolder(), "stack");
  mkdirSync(folder);
  cpSync(join(stack, "cdk.tf.json"), join(folder, "cdk.tf.json"));
  writeFileSync(join(folder, "origins.json"), text);
  expect(origin(join(folder, "cdk.tf.json"), null, "dev-consumer-web/vpc")).toBe("nowhere");
  rmSync(join(folder, "origins.json"));
  expect(origin(join(folder, "cdk.tf.json"), null, "dev-consumer-web/vpc")).toBe("nowhere");
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import {
  allowsSeveral,
  allowsTested,
  awsProviderProblem,
  canonicalVersions,
  TESTED_AWS_PROVIDER,
} from "../../config/aws-provider-versions";
import { loadEnvironments } from "../../config/load";
import { PACKAGE_ROOT } from "../../support/package-root";
import { ENVIRONMENT, folderOf } from "../support/environments";

test("the version that is tested is that of the bindings, and that of the classification", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AwsProvider(stack, "aws");
  const { required_providers } = JSON.parse(Testing.synth(stack)).terraform;
  const file = join(PACKAGE_ROOT, "policies/data/classification.json");
  const { provider } = JSON.parse(readFileSync(file, "utf8")).privatelink_policy.classification;
  expect([required_providers.aws.version, provider.version]).toEqual([TESTED_AWS_PROVIDER, TESTED_AWS_PROVIDER]);
});

test.each([
  "6.25.0",
  ">= 6.25, < 7",
  "~> 6.25",
  "~> 6.66.0",
  "> 6.40, < 6.50, != 6.43.0",
  ">= 6.24, != 6.24.0, > 6.24.999999999, < 7, >= 6.25.0",
])("%p is allowed", (text) => {
  expect(awsProviderProblem(text)).toBeUndefined();
});

const OLDER = "no version before 6.25.0, which lacks arguments of the stacks";
const NEWER = "no version from 7.0.0 on, which may remove arguments of the stacks";

test.each([
  [">= 6.25", NEWER, 'add `< 7`, as in ">= 6.25.0, < 7.0.0"'],
  ["!= 6.30.0", `${OLDER}; ${NEWER}`, 'add `>= 6.25, < 7`, as in ">= 6.25.0, != 6.30.0, < 7.0.0"'],
  ["~> 6.0", OLDER, 'add `>= 6.25`, as in "~> 6.0, >= 6.25.0"'],
  ["~> 6", OLDER, 'add `>= 6.25`, as in "~> 6.0, >= 6.25.0"'],
  ["~> 5.0", OLDER, 'write ">= 6.25, < 7"'],
  ["6.24.0", OLDER, 'write ">= 6.25, < 7"'],
  ["7.0.0", NEWER, 'write ">= 6.25, < 7"'],
  ["<= 7, >= 6.25", NEWER, 'add `< 7`, as in ">= 6.25.0, < 7.0.0, <= 7.0.0"'],
  [">= 7, < 6", "conditions that a version can meet together", 'write ">= 6.25, < 7"'],
])("fails on %p", (text, expected, fix) => {
  expect(awsProviderProblem(text)).toEqual({ expected, fix });
});

test("all that is wrong with the conditions is told at once", () => {
  expect(awsProviderProblem("=> 6.25,, 7.0.0-beta1")).toEqual({
    expected: 'conditions with commas between them, such as ">= 6.25, < 7": =, !=, >, >=, <, <= or ~>, and a version',
    fix: "correct `=> 6.25`, what is empty, `7.0.0-beta1`; pre-releases are not taken",
  });
});

test.each(["latest", "newest, stable"])(
  "fails on %p, in which nothing can be corrected, with what to write",
  (text) => {
    expect(awsProviderProblem(text)?.fix).toMatch(/^write ">= 6\.25, < 7" in place of `(latest|newest`, `stable)`$/);
  },
);

test("a constraint of thousands of conditions has a short report", () => {
  const many = Array.from({ length: 5000 }, (_, index) => `v${index}${"x".repeat(100)}`).join(",");
  expect(awsProviderProblem(many)?.fix?.length).toBeLessThan(500);
});

test("spellings of the same versions are the same", () => {
  expect(canonicalVersions("<7,>=6.25")).toBe(canonicalVersions(">= 6.25.0, < 7.0.0"));
  expect(canonicalVersions("= 6.25")).toBe(TESTED_AWS_PROVIDER);
  expect(() => canonicalVersions("nope")).toThrow("expected a version constraint, got: nope");
});

test("whether several versions are allowed, and the one that is tested", () => {
  expect([allowsSeveral("6.25.0"), allowsSeveral("~> 6.25.0"), allowsSeveral("> 6.25.0, < 6.25.2")]).toEqual([
    ...[false, true, false],
  ]);
  expect([allowsTested("~> 6.25"), allowsTested("~> 6.26"), allowsTested("~> 6.25, != 6.25.0")]).toEqual([
    ...[true, false, false],
  ]);
});

test.each([
  ['">= 6.25"', `expected: ${NEWER}`, 'found:    ">= 6.25"'],
  ["6.30", 'expected: versions in quotes, such as ">= 6.25, < 7"', "found:    6.30 (number)"],
])("fails with the place of %s in the file", (value, ...told) => {
  const load = () =>
    loadEnvironments(folderOf({ "dev/environment.yaml": `${ENVIRONMENT}terraform: { awsProvider: ${value} }\n` }));
  expect(load).toThrow(/environment\.yaml:\d+:27 {2}terraform\.awsProvider/);
  for (const text of told) expect(load).toThrow(text);
});

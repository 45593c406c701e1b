import { join } from "node:path";
import { App } from "cdktf";
import { planEstate } from "../../config/estate/plan-estate";
import { loadEnvironments } from "../../config/load";
import { readPolicyData } from "../../policies/checker/policy-data";
import { buildApp } from "../../stacks/build-app";
import { folderOf, temporaryFolder } from "../support/environments";
import { blockValue, kinds } from "../support/example-files";
import { type Example, examplesIn, examplesOf, notRun } from "../support/examples";

const KINDS = kinds();
const all = [...examplesOf("yaml"), ...examplesOf("json")];
const ROW = "row of customers.jsonl";
const examples = all.filter((example) => notRun(example) === undefined && example.mark !== ROW);

/** What an example is: the files that it is as a whole, and those that it is a part of. */
function kindsOf({ place, code }: Example): { readonly whole: readonly string[]; readonly parts: readonly string[] } {
  const value = blockValue(code);
  const whole = KINDS.filter((kind) => kind.wholeProblem(value) === undefined).map(({ title }) => title);
  const parts = KINDS.filter((kind) => kind.partProblem(value) === undefined).map(({ title }) => title);
  if (parts.length === 0) {
    const problems = KINDS.map(({ title, partProblem }) => `  ${title}: ${partProblem(value)}`);
    throw new Error(
      `${place}: expected a file of an environment, or a part of one; got something else. Correct it, or put a ` +
        `comment before the block: <!-- example: not run: REASON -->.\n${problems.join("\n")}`,
    );
  }
  return { whole, parts };
}

/** An environment that a consumer of an example may connect to. */
const ENVIRONMENT = `backend: { type: local }
region: us-east-1
services:
  orders:
    account: "111111111111"
    role: privatelink-deploy
    vpc: { cidr: 10.10.0.0/20, zones: [use1-az1, use1-az2] }
    listeners: { http: { port: 80, targetPort: 8080 } }
    targets: { type: sample }
`;

/** Loads environments and builds all their stacks. @returns names of the stacks. */
function build(files: Readonly<Record<string, string>>): readonly string[] {
  const plans = planEstate(loadEnvironments(folderOf(files)));
  const app = new App({ stackTraces: false, outdir: temporaryFolder() });
  buildApp(app, plans);
  app.synth();
  return plans.map(({ name }) => name);
}

test("every example in YAML or JSON is a file of an environment, or a part of one", () => {
  expect(examples.length).toBeGreaterThan(20);
  for (const example of examples) expect([example.place, kindsOf(example).parts]).not.toEqual([example.place, []]);
});

test("every environment that is whole is built", () => {
  const whole = examples.filter((example) => kindsOf(example).whole.includes("environment.yaml"));
  const offering = whole.filter(({ code }) => /^(services|resources|appliances):/m.test(code));
  expect(offering.length).toBeGreaterThan(0);
  for (const { code } of offering) expect(build({ "prod/environment.yaml": code }).length).toBeGreaterThan(1);
});

test("every consumer that is whole is read beside an environment, and built", () => {
  const whole = examples.filter((example) => kindsOf(example).whole.includes("Consumers"));
  const alone = whole.filter(({ code }) => !/\b(hubPath|shared|card):/.test(code));
  expect(alone.length).toBeGreaterThan(1);
  for (const { code } of alone)
    expect(build({ "prod/environment.yaml": ENVIRONMENT, "prod/consumers/example.yaml": code })).toContain(
      "prod-acceptance-orders",
    );
});

test("every row of a table of customers is read and built", () => {
  const rows = all.filter(({ mark }) => mark === ROW);
  expect(rows.length).toBeGreaterThan(0);
  for (const { code } of rows)
    expect(build({ "prod/environment.yaml": ENVIRONMENT, "prod/consumers/customers.jsonl": code })).toContain(
      "prod-acceptance-orders",
    );
});

test("all policy data are read", () => {
  const given = examples.filter((example) => kindsOf(example).whole.includes("policy.yaml"));
  expect(given.length).toBeGreaterThan(0);
  for (const { code } of given) {
    const folder = folderOf({ "policy.yaml": code });
    expect(readPolicyData([join(folder, "policy.yaml")], "2026-01-01").files).toHaveLength(1);
  }
});

test("examples that are not run say why", () => {
  const reasons = all.flatMap((example) => notRun(example) ?? []);
  const others = all.filter((example) => !examples.includes(example) && example.mark !== ROW);
  expect(reasons.length).toBe(others.length);
  expect(reasons.every((reason) => reason.length > 10)).toBe(true);
});

test("fails on a wrong key, with the place and what to do", () => {
  const [example] = examplesIn("page.md", "```yaml\nservices:\n  orders: { lisseners: {} }\n```\n");
  expect(() => example && kindsOf(example)).toThrow(/^page\.md:2: expected .+<!-- example: not run: REASON -->/);
});

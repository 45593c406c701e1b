import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { loadPolicy, type Policy } from "../../policies/checker/policy";

/** Configurations as people write them, with their first plans: see README.md there. */
const ORDINARY = join(__dirname, "ordinary");

/** What is not isolated, though no gateway says so, by what lets others in. */
const WRONG = new Map([["shared-subnets", "aws_ram_resource_association.subnets"]]);

const names = readdirSync(ORDINARY, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "modules")
  .map(({ name }) => name);
const right = names.filter((name) => !WRONG.has(name));
const withTwin = right.filter((name) => existsSync(join(ORDINARY, name, "opened.json")));

let policy: Policy;

beforeAll(async () => {
  policy = await loadPolicy();
});

/** The consumer VPCs of a plan with what is said of them, and what is found. */
function judged(name: string, file: string) {
  const verdict = policy.judge(JSON.parse(readFileSync(join(ORDINARY, name, `${file}.json`), "utf8")));
  if (verdict.verdict === "unjudgeable") throw new Error(verdict.why.join("\n"));
  return {
    vpcs: verdict.consumer_vpcs.map(({ address, result }) => `${result} ${address}`),
    failures: verdict.findings
      .filter(({ outcome }) => outcome !== "warning")
      .map(({ rule, address, message }) => `${rule} ${address}: ${message}`),
  };
}

test("there are twenty that are isolated, and six of them opened", () => {
  expect(right.length).toBeGreaterThanOrEqual(20);
  expect(withTwin.length).toBeGreaterThanOrEqual(6);
});

test.each(right)("proves the first plan of %s", (name) => {
  const { vpcs, failures } = judged(name, "planned");
  expect(failures).toEqual([]);
  expect(vpcs).not.toEqual([]);
  for (const vpc of vpcs) expect(vpc).toMatch(/^PROVEN /);
});

test.each(withTwin)("does not prove the first plan of %s when it is opened", (name) => {
  expect(judged(name, "opened").vpcs).toEqual([expect.not.stringMatching(/^PROVEN /)]);
});

test.each([...WRONG])("does not prove the first plan of %s", (name, address) => {
  const { vpcs, failures } = judged(name, "planned");
  expect(vpcs).toEqual([expect.not.stringMatching(/^PROVEN /)]);
  expect(failures.join("\n")).toContain(` ${address}`);
});

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PLANS_FORMAT } from "../../pipeline/plans-file";
import { readPlanFolder, readPlanJson } from "../../pipeline/read-plans";
import { sha256 } from "../../support/sha256";
import { writePlans } from "../review/plans";
import { temporaryFolder } from "../support/environments";

const STACK = { name: "dev-consumer-web", resources: [] };

test("an index with its digest, and the plan that it names", () => {
  const folder = temporaryFolder();
  const [stack] = writePlans(folder, [STACK]);
  const { index, digest } = readPlanFolder(folder);
  expect(index.stacks).toEqual([stack]);
  expect(digest).toBe(sha256(readFileSync(join(folder, "plans.json"))));
  const plan = readPlanJson(folder, index.stacks[0] as (typeof index.stacks)[0]);
  expect(plan).toMatchObject({ path: join(folder, "dev-consumer-web/plan.json"), digest: stack?.json_digest });
});

test("fails where there is no index, or another file in its place", () => {
  const folder = temporaryFolder();
  expect(() => readPlanFolder(folder)).toThrow("plans.json: expected an index of plans");
  writeFileSync(join(folder, "plans.json"), "{}");
  expect(() => readPlanFolder(folder)).toThrow("plans.json: expected an index of plans");
});

test.each([
  ["that is empty", "", "found an empty file. Write it again."],
  ["with only spaces", " \n", "found an empty file. Write it again."],
  ["that is no JSON, without its control characters", "\u001b[31m", "\\u001b[31m"],
  [
    "with another member, without its control characters",
    JSON.stringify({
      ...{ ...PLANS_FORMAT, generated_at: "", commit: null, dirty: false, terraform: "1.15.5", stacks: [] },
      environments: { "a\u001b": 1 },
    }),
    "a\\u001b",
  ],
])("fails on an index %s", (_, text, message) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "plans.json"), text);
  const read = () => readPlanFolder(folder);
  expect(read).toThrow(message);
  expect(read).not.toThrow("\u001b");
});

test.each([
  ["a plan that is not there", { name: "dev-consumer-api" }, "found no file"],
  [
    "another plan",
    { json_digest: sha256("other") },
    `found ${sha256('{"format_version":"1.2","resource_changes":[]}')}`,
  ],
  ["a name that is a path", { name: "../dev-consumer-web" }, "expected names of stacks that are no paths"],
  ["a name that is the folder itself", { name: ".." }, "expected names of stacks that are no paths"],
])("fails on %s", (_, rest, message) => {
  const folder = temporaryFolder();
  const [stack] = writePlans(folder, [STACK]);
  expect(() => readPlanJson(folder, { ...(stack as NonNullable<typeof stack>), ...rest })).toThrow(message);
});

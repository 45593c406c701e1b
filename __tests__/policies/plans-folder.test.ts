import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findDocuments } from "../../policies/checker/documents";
import { judgePaths } from "../../policies/checker/judge-paths";
import { sha256 } from "../../support/sha256";
import { temporaryFolder } from "../support/environments";

const PLAN = join(__dirname, "fixtures", "consumer-with-ways-out", "plan.json");

/** A folder of plans: of a stack that is planned, of a deferred one, and of one without a plan. */
function plansFolder(): string {
  const folder = temporaryFolder();
  const digest = sha256(readFileSync(PLAN));
  const stack = (name: string, result: string, json_digest: string | null) => {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "plan.log"), "");
    if (json_digest !== null) copyFileSync(PLAN, join(folder, name, "plan.json"));
    const place = { environment: "dev", kind: "consumer", folder: `stacks/${name}`, account: "1", region: "us-east-1" };
    const plan = { plan_digest: null, json_digest, state: null, counts: null };
    const rest = { dependencies: [], wave: 0, change: null, mode: "apply", reason: null, waits_for: [] };
    return { name, ...place, ...rest, result, stack_digest: "0".repeat(64), ...plan };
  };
  const stacks = [stack("b", "planned", digest), stack("a", "deferred", digest), stack("c", "failed", null)];
  const head = { generated_at: "2026-01-01T00:00:00.000Z", commit: null, dirty: false, terraform: "1.15.5" };
  const index = { format: "cdktf-privatelink/plans", version: 1, ...head, stacks };
  writeFileSync(join(folder, "plans.json"), JSON.stringify(index));
  return folder;
}

test("a folder of plans gives the plans of its index, and nothing of it is left out", async () => {
  const folder = plansFolder();
  const sources = ["b", "a"].map((name) => ({ source: join(folder, name, "plan.json"), stack: name }));
  expect(findDocuments([folder])).toEqual({ documents: sources, others: [] });
  const report = await judgePaths([folder]);
  expect(report.counts).toMatchObject({ documents: 2, violations: 2, unjudgeable: 0 });
  expect(report.notices).toEqual([]);
});

test.each([
  ["is missing", (folder: string) => rmSync(join(folder, "a", "plan.json")), "a/plan.json", "and it is not there"],
  [
    "is another",
    (folder: string) => writeFileSync(join(folder, "a", "plan.json"), "{}"),
    "a/plan.json",
    "it is not the plan that plans.json names",
  ],
  [
    "is not in the index",
    (folder: string) => copyFileSync(PLAN, join(folder, "c", "plan.json")),
    "c/plan.json",
    "plans.json names no such plan",
  ],
  [
    "was made, and has no digest in the index",
    (folder: string) => {
      const index = JSON.parse(readFileSync(join(folder, "plans.json"), "utf8"));
      index.stacks[2].result = "no-changes";
      writeFileSync(join(folder, "plans.json"), JSON.stringify(index));
    },
    "c/plan.json",
    "plans.json says that it is no-changes, and names no plan.json",
  ],
  [
    "has no index that can be read",
    (folder: string) => writeFileSync(join(folder, "plans.json"), "{"),
    "plans.json",
    "",
  ],
])("a plan that %s cannot be judged", async (_, spoil, file, problem) => {
  const folder = plansFolder();
  spoil(folder);
  const { documents, verdict } = await judgePaths([folder]);
  expect(verdict).toBe("unjudgeable");
  const found = documents.find(({ source }) => source === join(folder, file))?.verdict;
  expect(found).toMatchObject({ verdict: "unjudgeable", why: [expect.stringContaining(problem)] });
});

test("fails for a plan of another stack than the index names it for", async () => {
  const folder = plansFolder();
  const own = { ManagedBy: "cdktf-privatelink", Stack: "dev-consumer-web" };
  const plan = JSON.parse(readFileSync(PLAN, "utf8"));
  plan.configuration.provider_config.aws.expressions.default_tags = [{ tags: { constant_value: own } }];
  const text = JSON.stringify(plan);
  const index = JSON.parse(readFileSync(join(folder, "plans.json"), "utf8"));
  for (const [stack, name] of [
    [index.stacks[0], "b"],
    [index.stacks[1], own.Stack],
  ]) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, "plan.json"), text);
    Object.assign(stack, { name, json_digest: sha256(text) });
  }
  rmSync(join(folder, "a"), { recursive: true });
  writeFileSync(join(folder, "plans.json"), JSON.stringify(index));
  const { documents, counts } = await judgePaths([folder]);
  expect(counts).toMatchObject({ documents: 2, unjudgeable: 1 });
  expect(documents.find(({ source }) => source === join(folder, "b", "plan.json"))?.verdict).toMatchObject({
    why: ["it is a plan of the stack dev-consumer-web, and plans.json names it for b"],
  });
});

test("a folder of plans beside one of stacks: both are judged", () => {
  const stacks = temporaryFolder();
  writeFileSync(join(stacks, "cdk.tf.json"), "{}");
  expect(findDocuments([plansFolder(), stacks]).documents).toHaveLength(3);
});

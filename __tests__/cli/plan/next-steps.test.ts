import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Invocation } from "../../../cli/invocation";
import { nextSteps } from "../../../cli/plan/next-steps";
import type { PlanOptions } from "../../../cli/plan/options";
import { CHANGED_FORMAT, type ChangedFile } from "../../../pipeline/changed-file";
import { PLANS_FORMAT, type PlannedStack } from "../../../pipeline/plans-file";
import { temporaryFolder } from "../../support/environments";

const HERE: Invocation = {
  before: () => "privatelink",
  after: "",
  isNpm: false,
  folder: process.cwd(),
  project: process.cwd(),
};
const NPM: Invocation = {
  before: () => "npm run",
  after: " --",
  isNpm: true,
  folder: process.cwd(),
  project: process.cwd(),
};
const DIGEST = "ab".repeat(32);

interface Situation {
  readonly results?: readonly PlannedStack["result"][];
  readonly dirty?: boolean;
  readonly options?: Partial<PlanOptions>;
  readonly invocation?: Invocation;
}

function said({ results = ["planned"], dirty = false, options = {}, invocation = HERE }: Situation): string {
  const stacks = results.map((result, index) => ({ name: `dev-consumer-${index}`, result }) as PlannedStack);
  const index = { ...PLANS_FORMAT, generated_at: "", commit: null, dirty, terraform: "1.15.5", stacks };
  const given = { environments: "environments", stacks: "cdktf.out", out: "plans", ...options };
  return nextSteps({ index, digest: DIGEST }, given, { env: {}, invocation });
}

/** Writes what changed into a folder of stacks. */
function changedIn(base: ChangedFile["base"], name = "changed.json"): string {
  const folder = join(temporaryFolder(), "o u t");
  mkdirSync(folder);
  const file = { ...CHANGED_FORMAT, base, head: null, unchanged: 0, waves: [], destroy: [], stacks: [] };
  writeFileSync(join(folder, name), JSON.stringify(file));
  return folder;
}

const COMMIT = { from: "commit", ref: "main", commit: "1".repeat(40) } as const;

test("the next commands, in order, as the user calls the program", () => {
  expect(said({ invocation: NPM })).toBe(
    `
plans/plans.json is written; SHA-256 ${DIGEST}
Next: judge these plans, review them, and apply them at the same commit:

  npm run policy -- plans cdktf.out --format text --format json=policy-report.json
  npm run review -- --plans plans --policy policy-report.json
  npm run apply -- --plans plans --digest ${DIGEST}
`,
  );
});

test("the folder of the environments, where the commands would not find it", () => {
  const text = said({ options: { environments: "our environments" } });
  expect(text.match(/ --environments 'our environments'/g)).toHaveLength(3);
});

test("after a comparison with what is deployed, apply keeps the manifest", () => {
  const stacks = changedIn({ from: "deployed", file: "it's deployed.json" });
  expect(said({ options: { changed: true, stacks } })).toContain(
    `  privatelink apply --plans plans --digest ${DIGEST} --stacks '${stacks}' --deployed 'it'\\''s deployed.json'\n`,
  );
});

test("after a comparison with a commit, there is no manifest", () => {
  const stacks = changedIn(COMMIT);
  const text = said({ options: { changed: true, stacks } });
  expect(text).not.toContain("--deployed");
  expect(text).toContain(`  privatelink policy plans '${stacks}' --stack '${stacks}' --format text`);
  expect(text).toContain(`  privatelink review --plans plans --policy policy-report.json --stacks '${stacks}'\n`);
});

test("the review gets a comparison of another name", () => {
  const changed = join(changedIn(COMMIT, "mine.json"), "mine.json");
  expect(said({ options: { changed } })).toContain(`--policy policy-report.json --changed '${changed}'\n`);
});

test("changes that are not committed: apply will refuse the plans", () => {
  expect(said({ dirty: true })).toContain("Commit the changes, and plan again.\nNext: ");
  expect(said({})).not.toContain("Commit the changes");
});

test("of a part, the other parts are needed as well", () => {
  expect(said({ options: { shard: { number: 2, of: 3 } } })).toContain("This is part 2 of 3: ");
});

test("a stack that failed: neither review nor apply", () => {
  const text = said({ results: ["planned", "failed"] });
  expect(text).toContain("Correct what failed, then plan again");
  expect(text).not.toContain("apply");
});

test("nothing changed, and perhaps nothing is deployed either", () => {
  const options = { changed: true, env: ["dev", "prod"], out: "the plans" } as const;
  expect(said({ results: [], options })).toContain(
    "If they were never deployed, plan all stacks:\n\n  privatelink plan --env dev prod --out 'the plans'\n",
  );
  expect(said({ results: ["no-changes"] })).not.toContain("plan all stacks");
});

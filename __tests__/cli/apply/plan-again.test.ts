import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ApplyOptions } from "../../../cli/apply/options";
import { planAgain } from "../../../cli/apply/plan-again";
import { invocationOf } from "../../../cli/invocation";
import { CHANGED_FORMAT } from "../../../pipeline/changed-file";
import { ORDER_FORMAT } from "../../../pipeline/order-file";
import type { PlannedStack } from "../../../pipeline/plans-file";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { temporaryFolder } from "../../support/environments";

type Change = PlannedStack["change"];

const DIGEST = "ab".repeat(32);

function stack(name: string, change: Change) {
  return {
    ...{ name, environment: name.split("-")[0] ?? "", kind: "service", folder: `stacks/${name}`, change },
    ...{ account: "111111111111", region: "us-east-1", dependencies: [], wave: 0 },
  };
}

/** Writes what changed into a folder of stacks. */
function changedIn(changes: Readonly<Record<string, "changed" | "gone">>): string {
  const folder = join(temporaryFolder(), "o u t");
  mkdirSync(folder);
  const base = { from: "commit", ref: "main", commit: "1".repeat(40) };
  const stacks = Object.entries(changes).map(([name, change]) => ({
    ...stack(name, change),
    ...{ before: DIGEST, after: change === "gone" ? null : DIGEST },
  }));
  const file = { ...CHANGED_FORMAT, base, head: null, unchanged: 0, waves: [], destroy: [], stacks };
  writeFileSync(join(folder, "changed.json"), JSON.stringify(file));
  return folder;
}

function said(planned: Readonly<Record<string, Change>>, options: Partial<ApplyOptions> = {}): string {
  const invocation = invocationOf({ env: {}, script: `${PACKAGE_ROOT}/dist/cli/main.js`, cwd: PACKAGE_ROOT });
  const given = { plans: ["plans"], stacks: "cdktf.out", out: "plans-next", environments: "environments", ...options };
  const stacks = Object.entries(planned).map(([name, change]) => stack(name, change) as unknown as PlannedStack);
  return planAgain(stacks, given, { env: {}, invocation });
}

const PLAN = "  node dist/cli/main.js plan";

test("what changed is planned as what changed, those that are gone too", () => {
  const stacks = changedIn({ "dev-service-a": "changed", "prod-service-a": "gone" });
  expect(said({ "dev-service-a": "changed", "prod-service-a": "gone" }, { stacks })).toBe(
    `${PLAN} --changed --stacks '${stacks}'\n`,
  );
  expect(said({ "prod-service-a": "gone" }, { stacks })).toBe(`${PLAN} --env prod --changed --stacks '${stacks}'\n`);
});

test("of a part of an environment that changed, the stacks are named", () => {
  const stacks = changedIn({ "dev-service-a": "changed", "dev-service-b": "changed" });
  expect(said({ "dev-service-b": "changed" }, { stacks })).toBe(
    `${PLAN} dev-service-b --changed --stacks '${stacks}'\n`,
  );
});

test("a comparison that is elsewhere is asked for", () => {
  const stacks = changedIn({ "dev-service-b": "changed" });
  expect(said({ "dev-service-a": "changed" }, { stacks })).toBe(
    `${PLAN} dev-service-a --stacks '${stacks}'\n` +
      "  (with --changed FILE behind it: the comparison that these plans were made with)\n",
  );
});

test("the parts of several folders become one, in the folder that `plan` writes to", () => {
  const stacks = temporaryFolder();
  const order = {
    ...ORDER_FORMAT,
    environments: {},
    waves: [],
    stacks: [{ ...stack("dev-service-a", null), digest: DIGEST }],
  };
  writeFileSync(join(stacks, "order.json"), JSON.stringify(order));
  const all = { "dev-service-a": null };
  expect(said(all, { stacks, plans: ["part-1", "part-2"] })).toBe(`${PLAN} --stacks ${stacks}\n`);
  expect(said(all, { stacks, plans: ["my plans"] })).toBe(`${PLAN} --stacks ${stacks} --out 'my plans'\n`);
});

test("without an order that can be read, the stacks are named", () => {
  expect(said({ "dev-service-a": null }, { stacks: "nowhere" })).toBe(`${PLAN} dev-service-a --stacks nowhere\n`);
});

import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ChangedFile } from "../../pipeline/changed-file";
import { ORDER_FORMAT } from "../../pipeline/order-file";
import type { PlannedStack } from "../../pipeline/plans-file";
import { COMMIT, changedFile, type StackSpec } from "./plans";
import { NEW_CONSUMER, Scene } from "./scene";

const NAMED: StackSpec = { ...NEW_CONSUMER, change: null };
const OTHER = { commit: "e".repeat(40), dirty: false };
const SUFFIX = "; only the planned stacks were reviewed\n";

/** Writes the order of deployment of stacks. */
function writeOrder({ folder, stacks }: Scene, names: readonly string[], commit = COMMIT): void {
  const [stack] = stacks as [PlannedStack];
  const { environment, account, region, dependencies, wave, stack_digest: digest } = stack;
  const rest = { environment, kind: "consumer", account, region, dependencies, wave, digest };
  const order = {
    ...ORDER_FORMAT,
    ...{ head: { commit, dirty: false }, environments: {}, waves: [] },
    stacks: names.map((name) => ({ name, folder: `stacks/${name}`, ...rest })),
  };
  writeFileSync(join(folder, "order.json"), JSON.stringify(order));
}

function withoutChanged(scene: Scene): Scene {
  rmSync(join(scene.folder, "changed.json"));
  return scene;
}

describe("plans of stacks that were named", () => {
  test("fails where changed.json of the same commit has a stack without a plan", async () => {
    const scene = new Scene([NAMED]).clean();
    const [stack] = scene.stacks as [PlannedStack];
    const review = await scene.changed(changedFile([stack, { ...stack, name: "dev-consumer-api" }])).json();
    expect(review).toMatchObject({
      ...{ verdict: "not-judged", exit_code: 2 },
      problems: [expect.stringContaining("1 of 2 stacks of changed.json have no plan: dev-consumer-api.")],
    });
  });

  test("are all where changed.json of the same commit has no other stack", async () => {
    const { out, code } = await new Scene([NAMED]).clean().markdown();
    expect(code).toBe(0);
    expect(out).toContain("## ✅ PrivateLink: may be merged\n");
  });

  test.each<[string, (scene: Scene) => Scene]>([
    ["there is no changed.json", withoutChanged],
    ["changed.json is of another commit", (scene) => scene.changed(changedFile([], { head: OTHER }))],
  ])("the heading says that only they were reviewed, where %s", async (_, prepare) => {
    const scene = prepare(new Scene([NAMED]).clean());
    const { out, code } = await scene.markdown();
    expect(code).toBe(0);
    expect(out).toContain(`## ✅ PrivateLink: may be merged${SUFFIX}`);
    expect(await scene.json()).toMatchObject({ scope: "planned", base: null });
  });

  test("the heading says so where nothing changes, too", async () => {
    const scene = withoutChanged(new Scene([{ ...NAMED, result: "no-changes" }]).clean());
    expect((await scene.markdown()).out).toContain(`## ✅ PrivateLink: no stack changes${SUFFIX}`);
  });

  test("a stack that is gone has no plan where everything was planned: the heading says so", async () => {
    const scene = new Scene([NAMED]).clean();
    const [stack] = scene.stacks as [PlannedStack];
    scene.changed(changedFile([stack, { ...stack, name: "dev-consumer-old", change: "gone" }]));
    expect(await scene.json()).toMatchObject({ scope: "planned", exit_code: 0 });
  });

  test.each([
    ["are all stacks of the order of deployment", ["dev-consumer-web"], COMMIT, "all"],
    ["are some of them", ["dev-consumer-web", "dev-consumer-api"], COMMIT, "planned"],
    ["are compared with an order of another commit", ["dev-consumer-web"], OTHER.commit, "planned"],
  ])("%s", async (_, names, commit, scope) => {
    const scene = withoutChanged(new Scene([NAMED]).clean());
    writeOrder(scene, names, commit);
    expect(await scene.json("--no-picture")).toMatchObject({ scope, exit_code: 0 });
  });
});

test("fails for an index without a stack, where nothing says that none changes", async () => {
  const { problems, exit_code } = await withoutChanged(new Scene([])).json();
  expect(exit_code).toBe(2);
  expect(problems).toEqual([expect.stringContaining("changed.json is not there")]);
});

describe("an index that contradicts changed.json", () => {
  /** What is wrong where the index says something of a stack, and changed.json another thing. */
  const problemsOf = async (spec: StackSpec, change: ChangedFile["stacks"][number]["change"]) => {
    const scene = new Scene([spec]).clean();
    const file = changedFile(scene.stacks.map((stack) => ({ ...stack, change })));
    return (await scene.changed(file).json()).problems;
  };
  const { resources: _, ...WITHOUT } = NEW_CONSUMER;
  const SKIPPED: StackSpec = { ...WITHOUT, result: "skipped", reason: "nothing that it reads changes" };
  const expected = "stack dev-consumer-web: expected a plan of a stack that is";

  test.each<[string, StackSpec, ChangedFile["stacks"][number]["change"], string]>([
    ["a new stack that was skipped", SKIPPED, "new", "`new`, as changed.json says; found a stack that was skipped."],
    [
      "a changed stack that was skipped by a plan of everything",
      { ...SKIPPED, change: null },
      "changed",
      "`changed`, as changed.json says; found a stack that was skipped.",
    ],
    ["another change", { ...SKIPPED, change: "affected" }, "new", "`new`, as changed.json says; found `affected`."],
    [
      "a stack that is gone, and is not destroyed",
      { ...NEW_CONSUMER, change: "gone" },
      "gone",
      "`gone`, as changed.json says; found a plan to apply it.",
    ],
    [
      "a stack that is destroyed, and is not gone",
      { ...NEW_CONSUMER, mode: "destroy" },
      "new",
      "`new`, as changed.json says; found a plan to destroy it.",
    ],
  ])("fails for %s", async (_, spec, change, found) => {
    expect(await problemsOf(spec, change)).toEqual([`${expected} ${found} Plan again.`]);
  });

  test("not for one that reads a changed stack, and was skipped", async () => {
    expect(await problemsOf({ ...SKIPPED, change: "affected" }, "affected")).toEqual([]);
  });
});

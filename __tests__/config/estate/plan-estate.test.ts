import type { StackPlan } from "../../../config/estate/stack-plan";
import { originsSchema } from "../../../config/origins";
import { folderOf } from "../../support/environments";
import { oneOfEachKind, plansOf, revived, synthesizeOne, synthesizePlans } from "../../support/plans";
import { someFolders } from "../../support/some-folders";
import { SHIPPED } from "../../support/stacks";
import { FILES } from "./files";

describe.each(someFolders("folders whose stacks are planned"))("%s", (folder) => {
  const plans = plansOf(folder);
  const files = synthesizePlans(plans);

  test("a plan is plain data: as text and back again, it is the same", () => {
    for (const plan of plans) expect(revived(plan)).toEqual(plan);
  });

  test("plans that were a text give the same bytes, the same manifest and the same assets", () => {
    expect(synthesizePlans(plans.map(revived))).toEqual(files);
  });

  test("each stack is behind those that it depends on, and names each of them once", () => {
    const names = plans.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    plans.forEach(({ dependencies }, index) => {
      expect(new Set(dependencies).size).toBe(dependencies.length);
      for (const name of dependencies) expect(names.slice(0, index)).toContain(name);
    });
  });

  test("the manifest lists the dependencies as the plans do", () => {
    const { stacks } = JSON.parse(files["manifest.json"] ?? "");
    for (const { name, dependencies } of plans) expect(stacks[name].dependencies).toEqual(dependencies);
  });

  test("the input has the name of the stack, and the origins are those of a file", () => {
    for (const { name, input, origins } of plans) {
      expect(input.name).toBe(name);
      expect(originsSchema.safeParse(origins).success).toBe(true);
    }
  });
});

test("a stack of each kind has the same bytes and assets without the others", () => {
  const plans = plansOf(folderOf(FILES));
  const files = Object.entries(synthesizePlans(plans));
  for (const plan of oneOfEachKind(plans))
    expect(synthesizeOne(plan)).toEqual(
      Object.fromEntries(files.filter(([path]) => path.startsWith(`stacks/${plan.name}/`))),
    );
});

/** Plans by name. */
function byName(plans: readonly StackPlan[]): ReadonlyMap<string, StackPlan> {
  return new Map(plans.map((plan) => [plan.name, plan]));
}

describe("a selection", () => {
  const whole = byName(plansOf(SHIPPED));
  const names = (plans: readonly StackPlan[]) => plans.map(({ name }) => name);

  test("of consumers brings the services that they connect to and the acceptance of all connections", () => {
    const plans = plansOf(SHIPPED, { consumers: ["billing"] });
    expect(names(plans)).toEqual([
      "prod-service-ledger",
      "prod-service-orders",
      "prod-consumer-billing",
      "prod-acceptance-ledger",
      "prod-acceptance-orders",
    ]);
    for (const { name, input } of plans) expect(input).toEqual(whole.get(name)?.input);
  });

  test("by no name is refused, with the name that was most likely meant", () => {
    expect(() => plansOf(SHIPPED, { consumers: ["bilings"] })).toThrow(
      "No such consumer in dev, prod, staging:\n  - bilings: did you mean billing?\nThere are: ",
    );
  });
});

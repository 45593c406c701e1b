import { planOfCdktf, stacksNamedIn } from "../../../cli/cdktf/stacks";

test.each([
  ["diff dev-service-orders", ["dev-service-orders"]],
  ["plan dev-service-orders", ["dev-service-orders"]],
  ["deploy dev-* prod-service-orders --auto-approve", ["dev-*", "prod-service-orders"]],
  ["deploy --parallelism 4 dev-consumer-web", ["dev-consumer-web"]],
  ["deploy --auto-approve false dev-consumer-web", ["dev-consumer-web"]],
  ["apply -o out --var=a=b dev-consumer-web", ["dev-consumer-web"]],
])("the stacks in `%s` are found", (line, stacks) => {
  expect(stacksNamedIn(line.split(" "))).toEqual(stacks);
});

test.each([
  ["without a command", ""],
  ["without a stack", "diff"],
  ["where a value may be meant as one", "deploy --unknown dev-consumer-web"],
  ["by a pattern that only cdktf knows", "deploy dev-{service,consumer}-*"],
  ["of synth, which takes none", "synth"],
  ["of destroy, which needs to know of all stacks that depend on them", "destroy dev-service-orders"],
])("no stacks are named %s", (_, line) => {
  expect(stacksNamedIn(line.split(" ").filter((word) => word !== ""))).toBeUndefined();
});

test("a command of some stacks has the app build only these", () => {
  expect(planOfCdktf(["diff", "dev-service-orders"], { HOME: "/h" })).toEqual({
    env: { HOME: "/h", PRIVATELINK_STACKS: "dev-service-orders" },
  });
  expect(planOfCdktf(["synth"], { HOME: "/h" })).toEqual({ env: { HOME: "/h" } });
});

test.each(["PRIVATELINK_CONSUMERS", "PRIVATELINK_STACKS"])("a selection by %s stays, and is told", (variable) => {
  const env = { [variable]: "web" };
  expect(planOfCdktf(["deploy", "dev-*"], env)).toEqual({
    env,
    note: `${variable}=web is set: only what it selects is built`,
  });
});

test.each(["PRIVATELINK_CONSUMERS", "PRIVATELINK_STACKS"])(
  "nothing is destroyed with a selection by %s",
  (variable) => {
    const { refusal } = planOfCdktf(["destroy", "dev-*"], { [variable]: "web" });
    expect(refusal).toMatch(new RegExp(`^${variable}: expected no selection with .destroy.*found "web"`));
    expect(planOfCdktf(["destroy", "dev-*"], { [variable]: "" }).refusal).toBeUndefined();
  },
);

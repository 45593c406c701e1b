import { join } from "node:path";
import type { PlannedStack } from "../../config";
import { checkEnvironments, EnvironmentError, jsonSchema, loadEnvironments, planStacks, UserError } from "../../config";
import type { StackKind } from "../../config/estate/stack-plan";
import { PACKAGE_ROOT } from "../../support/package-root";
import { CONSUMER, ENVIRONMENT, EXTERNAL, edit, folderOf } from "../support/environments";
import { thrown } from "../support/synth";

const FILES = {
  "dev/environment.yaml": ENVIRONMENT,
  "dev/consumers/web.yaml": CONSUMER,
  "dev/consumers/partner.yaml": EXTERNAL,
};

test("environments are loaded with what they offer, and to whom", () => {
  expect(loadEnvironments(folderOf(FILES))).toEqual([
    {
      name: "dev",
      region: "us-east-1",
      tags: { Owner: "platform" },
      services: { orders: { account: "111111111111" } },
      resources: {},
      appliances: {},
      consumers: {
        partner: { accounts: ["888888888888"], isExternal: true, state: "allowed" },
        web: { accounts: ["222222222222"], isExternal: false, state: "allowed" },
      },
    },
  ]);
});

test("their stacks are planned, each behind those that it depends on", () => {
  const stacks = planStacks(loadEnvironments(folderOf(FILES)));
  expect(stacks.map(({ name }) => name)).toContain("dev-consumer-web");
  stacks.forEach(({ dependencies }, index) => {
    const before = stacks.slice(0, index).map(({ name }) => name);
    expect(before).toEqual(expect.arrayContaining([...dependencies]));
  });
  const web = stacks.find(({ name }) => name === "dev-consumer-web");
  expect(web).toMatchObject({ kind: "consumer", environment: "dev", account: "222222222222", region: "us-east-1" });
  const all = planStacks(loadEnvironments(join(PACKAGE_ROOT, "environments")));
  expect(planStacks(loadEnvironments(join(PACKAGE_ROOT, "environments")))).toEqual(all);
});

test("kinds are all that there are", () => {
  const same: [
    PlannedStack["kind"] extends StackKind ? true : false,
    StackKind extends PlannedStack["kind"] ? true : false,
  ] = [true, true];
  expect(same).toEqual([true, true]);
});

test("problems are data; none where nothing is wrong", () => {
  expect(checkEnvironments(folderOf(FILES))).toEqual([]);
  const wrong = { ...FILES, "dev/consumers/web.yaml": edit(CONSUMER, "service: orders", "service: ordres") };
  const folder = folderOf(wrong);
  const [problem, ...more] = checkEnvironments(folder);
  expect(more).toEqual([]);
  expect(problem).toMatchObject({ line: 7, path: "connections.orders.service" });
  expect(thrown(() => loadEnvironments(folder))).toBeInstanceOf(EnvironmentError);
});

test("fails on a folder that is none, an unknown name, an unknown consumer, and what was not loaded", () => {
  const folder = folderOf(FILES);
  expect(thrown(() => checkEnvironments(join(folder, "none")))).toBeInstanceOf(UserError);
  expect(thrown(() => loadEnvironments(folder, ["dve"])).message).toContain("did you mean dev?");
  const environments = loadEnvironments(folder);
  expect(thrown(() => planStacks(environments, { consumers: ["wbe"] })).message).toContain("did you mean web?");
  const [copy] = environments.map((environment) => ({ ...environment }));
  expect(thrown(() => planStacks(copy === undefined ? [] : [copy])).message).toContain("Load them first");
});

test("the JSON Schemas are those of the package; fails on another name", () => {
  expect(jsonSchema("environment")).toHaveProperty("properties.services");
  expect(thrown(() => jsonSchema("../package" as "consumer")).message).toContain("expected one of environment,");
});

test("fails on an environment that is given twice, also if it was loaded twice", () => {
  const folder = folderOf(FILES);
  const both = [...loadEnvironments(folder), ...loadEnvironments(folder)];
  expect(thrown(() => planStacks(both))).toEqual(
    new UserError("environments: expected each environment once; got twice: dev. Leave out the second."),
  );
});

test.each([
  [() => loadEnvironments(undefined as never), "folder: expected the path of a folder; got undefined."],
  [() => checkEnvironments(5 as never), "folder: expected the path of a folder; got number."],
  [() => loadEnvironments("environments", "dev" as never), 'names: expected a list of names; got "dev".'],
  [() => planStacks(undefined as never), "environments: expected what loadEnvironments gave; got undefined."],
  [() => planStacks([null as never]), "environments: expected what loadEnvironments gave; got null."],
  [() => planStacks([], null as never), "options: expected an object"],
  [() => planStacks([], { consumer: ["a"] } as never), 'options: expected only `consumers`; got "consumer".'],
  [() => planStacks([], { consumers: "web" } as never), 'consumers: expected a list of names; got "web".'],
])("fails on what the types forbid, %#", (run, message) => {
  const error = thrown(run);
  expect(error).toBeInstanceOf(UserError);
  expect(error.message).toContain(message);
});

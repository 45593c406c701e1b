import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readStacks } from "../../../pipeline/plan/read-stacks";
import { type FakeProject, fakeProject, writeJson } from "../../support/fake-terraform";

const SERVICE = "dev-service-orders";
const WEB = "dev-consumer-web";
const PROD = "prod-service-orders";

function project(): FakeProject {
  return fakeProject({ [SERVICE]: {}, [PROD]: {}, [WEB]: { dependencies: [SERVICE] } });
}

test.each([
  ["all", {}, [SERVICE, PROD, WEB]],
  ["those of a pattern, in their order", { patterns: ["*-consumer-*", "prod-*"] }, [PROD, WEB]],
  ["those of an environment", { environments: ["dev"] }, [SERVICE, WEB]],
  ["those of both", { environments: ["dev"], patterns: ["*-service-*"] }, [SERVICE]],
])("reads %s", (_, selection, expected) => {
  const { stacks } = project();
  expect(readStacks({ stacks, ...selection }).map(({ name }) => name)).toEqual(expected);
});

test.each([
  [{ environments: ["pord"] }, "did you mean prod?"],
  [{ patterns: ["dev-consumer-wbe"] }, "did you mean dev-consumer-web?"],
])("tells a name that there is not: %j", (selection, expected) => {
  const { stacks } = project();
  expect(() => readStacks({ stacks, ...selection })).toThrow(expected);
});

test.each([
  ["a name that leads out of the folder", { name: "../../x", folder: "stacks/../../x" }],
  ["a folder of another place", { folder: "../stacks/dev-service-orders" }],
  ["a folder of another stack", { folder: "stacks/prod-service-orders" }],
])("refuses an order with %s", (_, change) => {
  const { stacks } = project();
  const file = join(stacks, "order.json");
  const order = JSON.parse(readFileSync(file, "utf8"));
  Object.assign(order.stacks[0], change);
  writeJson(file, order);
  expect(() => readStacks({ stacks })).toThrow("Run `privatelink synth` again");
});

test.each([
  ["nothing", "", "expected the order of deployment"],
  [
    "another version",
    JSON.stringify({ format: "cdktf-privatelink/order", version: 2 }),
    "found something else at version",
  ],
])("refuses an order of %s", (_, text, expected) => {
  const { stacks } = project();
  writeJson(join(stacks, "order.json"), text === "" ? "" : JSON.parse(text));
  expect(() => readStacks({ stacks })).toThrow(expected);
});

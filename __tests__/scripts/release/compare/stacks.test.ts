import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { compareStacks } from "../../../../scripts/release/compare/stacks";
import type { StackFacts } from "../../../../scripts/release/contract/contract";
import { synthesizedStacks } from "../../../../scripts/release/contract/stacks";
import { ENVIRONMENT, edit, temporaryFolder } from "../../../support/environments";

const STACK: StackFacts = {
  state: '{"local":{"path":"a.tfstate"}}',
  addresses: { "aws_lb.front": "", "aws_lb_listener.http": "", "aws_route53_record.zone": "for_each" },
  moved: {},
  outputs: { service_name: "" },
};

const compared = (change: Partial<StackFacts>, before: Partial<StackFacts> = {}) =>
  compareStacks({ "environments/a": { ...STACK, ...before } }, { "environments/a": { ...STACK, ...change } });

const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(STACK.addresses).filter(([name]) => !names.includes(name)));

describe("what deployed stacks depend on", () => {
  test("the same stacks need no release", () => expect(compared({})).toEqual([]));

  test.each<[string, Partial<StackFacts>, string]>([
    ["an address is gone", { addresses: without("aws_lb.front") }, "is gone, and no `moved` block says where to"],
    [
      "a construct has another id, and nothing moves",
      { addresses: { ...without("aws_lb.front"), "aws_lb.entry": "" } },
      "is gone, and no `moved` block says where to",
    ],
    [
      "`moved` leads to nothing",
      { addresses: without("aws_lb.front"), moved: { "aws_lb.front": "aws_lb.entry" } },
      "is moved to aws_lb.entry, which is not there",
    ],
    [
      "`moved` leads in a circle",
      { addresses: without("aws_lb.front"), moved: { "aws_lb.front": "aws_lb.b", "aws_lb.b": "aws_lb.front" } },
      "is gone, and no `moved` block says where to",
    ],
    [
      "instances get keys, and none is named",
      { addresses: { ...without("aws_lb.front"), "aws_lb.b": "for_each" }, moved: { "aws_lb.front": "aws_lb.b" } },
      "is moved to aws_lb.b, which has other instances",
    ],
    [
      "`for_each` comes",
      { addresses: { ...STACK.addresses, "aws_lb.front": "for_each" } },
      "had one instance, has `for_each`",
    ],
    ["the state is elsewhere", { state: '{"s3":{}}' }, "is kept elsewhere"],
    ["an output is gone", { outputs: {} }, "is gone"],
    ["an output hides its value", { outputs: { service_name: "sensitive" } }, "was without a note, is `sensitive`"],
  ])("needs a major release where %s", (_, change, what) => {
    expect(compared(change)).toContainEqual(expect.objectContaining({ needs: "major", what }));
  });

  test("needs a major release where a `moved` block of an earlier release is gone: some users skip releases", () => {
    const moved = { "aws_lb.old": "aws_lb.front" };
    expect(compared({}, { moved })).toEqual([
      { needs: "major", of: "moved environments/a aws_lb.old", what: "is gone" },
    ]);
  });

  test("needs a major release where a stack is gone", () => {
    expect(compareStacks({ "environments/a": STACK }, {})).toEqual([
      { needs: "major", of: "stack environments/a", what: "is gone" },
    ]);
  });

  test.each<[string, Partial<StackFacts>]>([
    [
      "an address moves",
      { addresses: { ...without("aws_lb.front"), "aws_lb.b": "" }, moved: { "aws_lb.front": "aws_lb.b" } },
    ],
    [
      "an address moves in two steps",
      {
        addresses: { ...without("aws_lb.front"), "aws_lb.c": "" },
        moved: { "aws_lb.front": "aws_lb.b", "aws_lb.b": "aws_lb.c" },
      },
    ],
    [
      "one instance becomes one of many",
      {
        addresses: { ...without("aws_lb.front"), "aws_lb.b": "for_each" },
        moved: { "aws_lb.front": 'aws_lb.b["first"]' },
      },
    ],
    [
      "one instance becomes one of many, whose key has a bracket in it",
      {
        addresses: { ...without("aws_lb.front"), "aws_lb.b": "for_each" },
        moved: { "aws_lb.front": 'aws_lb.b["fir[st"]' },
      },
    ],
    ["`count` comes", { addresses: { ...STACK.addresses, "aws_lb.front": "count" } }],
    ["an address is new", { addresses: { ...STACK.addresses, "aws_lb.constructor": "" } }],
    ["an output is new", { outputs: { ...STACK.outputs, toString: "" } }],
  ])("needs only a minor release where %s", (_, change) => {
    const changes = compared(change);
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.filter(({ needs }) => needs === "major")).toEqual([]);
  });
});

function synthesized(environment: string) {
  const root = temporaryFolder();
  const file = join(root, "environments/dev/environment.yaml");
  mkdirSync(dirname(file), { recursive: true });
  mkdirSync(join(root, "examples"));
  writeFileSync(file, environment);
  return synthesizedStacks(root, join(root, "out"));
}

describe("stacks of files", () => {
  const { stacks, terraform, refused } = synthesized(ENVIRONMENT);

  test("have addresses, outputs and a state", () => {
    const stack = stacks["environments/dev-service-orders"];
    expect(Object.keys(stack?.addresses ?? {})).toContainEqual(expect.stringMatching(/^aws_lb_listener\./));
    expect(stack?.outputs).toMatchObject({ service_name: "" });
    expect(stack?.state).toContain("dev-service-orders.tfstate");
    expect(Object.keys(terraform)).toContainEqual(expect.stringMatching(/^terraform >= \d/));
    expect(refused).toEqual({});
  });

  test("move their addresses with a key of the user, which is why only files of the last release are compared", () => {
    const renamed = synthesized(edit(ENVIRONMENT, "      http:\n", "      web:\n"));
    expect(compareStacks(stacks, renamed.stacks)).toContainEqual(expect.objectContaining({ needs: "major" }));
    const moved = synthesized(edit(ENVIRONMENT, "      http:\n", "      web:\n        renamedFrom: http\n"));
    expect(
      compareStacks(stacks, moved.stacks).filter(({ needs, of }) => needs === "major" && of.startsWith("address")),
    ).toEqual([]);
  });

  test("that the program refuses are told", () => {
    const broken = synthesized(edit(ENVIRONMENT, "region: us-east-1", "region: moon-1"));
    expect(broken.refused.environments).toContain("moon-1");
    expect(broken.stacks).toEqual({});
  });
});

import { ENVIRONMENT, edit, environmentProblems } from "../support/environments";

const sample = (keys: string) => environmentProblems(edit(ENVIRONMENT, "type: sample", `type: sample\n      ${keys}`));
const NEWER = "for a type that is newer than the list, add `architecture: arm64` or `x86_64` beside it";

test("a type that AWS has is accepted, with its own architecture as well", () => {
  expect(sample("instanceType: m7i-flex.large")).toEqual([]);
  expect(sample("instanceType: t4g.small\n      architecture: arm64")).toEqual([]);
});

test("a newer type is accepted with its architecture", () => {
  expect(sample("instanceType: t9z.nano\n      architecture: x86_64")).toEqual([]);
});

test.each([
  ["t4g.nanoo", `write \`t4g.nano\`; ${NEWER}`],
  ["t4h.nano", `write \`t4g.nano\`; ${NEWER}`],
  ["hpc6a.huge-one", `choose a size of hpc6a: 48xlarge; ${NEWER}`],
  ["quantum.gigantic", `choose another type; ${NEWER}`],
])("fails on %s, which AWS has not", (type, fix) => {
  expect(sample(`instanceType: ${type}`)).toMatchObject([
    {
      path: "services.orders.targets.instanceType",
      expected: "an instance type that Amazon EC2 has, such as t4g.nano",
      found: JSON.stringify(type),
      fix,
    },
  ]);
});

test("fails on another architecture than that of the type", () => {
  expect(sample("instanceType: t4g.nano\n      architecture: x86_64")).toMatchObject([
    { path: "services.orders.targets.architecture", expected: "arm64, the architecture of t4g.nano" },
  ]);
});

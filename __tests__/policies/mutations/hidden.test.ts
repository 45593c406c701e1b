import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { loadPolicy, type Policy } from "../../../policies/checker/policy";
import { HIDINGS } from "../../../scripts/mutations/hiding";
import { mutantOf } from "../../../scripts/mutations/mutant";
import { PLAN_FORMS } from "../../../scripts/mutations/plan-form";
import { planOf, type Seed } from "../../../scripts/mutations/seeds";
import { asStack, SHAPES } from "../../../scripts/mutations/stack-form";
import { isRefused, PLAINLY, SOME_WAYS } from "./judging";
import { consumerSeed, twoVpcsSeed } from "./seeds";

let policy: Policy;
let out: string;
let seeds: readonly Seed[];

beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), "mutations-"));
  policy = await loadPolicy();
  seeds = [consumerSeed(out), twoVpcsSeed("consumer")];
});

afterAll(() => rmSync(out, { recursive: true }));

test.each(HIDINGS)("fails what leads to the VPC $name, in a stack and in every form of plan", (hiding) => {
  const passed = seeds.flatMap((seed) =>
    SOME_WAYS.flatMap((way) => {
      const { added, evaluate } = mutantOf(way, seed.place, hiding, seed.elsewhere);
      const documents = [
        ["stack", asStack(seed.stack, added)] as const,
        ...PLAN_FORMS.map((form) => [form.name, planOf(seed, added, form, evaluate)] as const),
      ];
      return documents.flatMap(([form, document]) =>
        isRefused(policy, document) ? [] : [`${way.name} in ${seed.name} (${form})`],
      );
    }),
  );
  expect(passed).toEqual([]);
});

test.each(SHAPES)("fails what is written with $name", ({ write }) => {
  const passed = seeds.flatMap((seed) =>
    SOME_WAYS.flatMap((way) => {
      const document = write(asStack(seed.stack, mutantOf(way, seed.place, PLAINLY).added));
      return isRefused(policy, document) ? [] : [`${way.name} in ${seed.name}`];
    }),
  );
  expect(passed).toEqual([]);
});

test.each(SHAPES)("passes the seeds written with $name", ({ write }) => {
  for (const { stack } of seeds) expect(policy.judge(write(stack))).toMatchObject({ verdict: "clean" });
});

import { loadPolicy, type Policy } from "../../../policies/checker/policy";
import { PLAN_FORMS } from "../../../scripts/mutations/plan-form";
import { launches, type NamedMutant, secondHomes } from "../../../scripts/mutations/second-homes";
import { planOf } from "../../../scripts/mutations/seeds";
import { asStack } from "../../../scripts/mutations/stack-form";
import { expectNone, sampleOf } from "../../support/corpus";
import { CLASSIFICATION, resultOf } from "./judging";
import { twoVpcsSeed } from "./seeds";

const seed = twoVpcsSeed("consumer");
const places = { consumer: seed.place, hub: seed.elsewhere ?? seed.place };

/** Those after which the consumer's VPC is proven all the same, in some form. */
function passed(policy: Policy, mutants: readonly NamedMutant[]): readonly string[] {
  return mutants.flatMap(({ name, added, evaluate }) => {
    const documents = [
      ["stack", asStack(seed.stack, added)] as const,
      ...PLAN_FORMS.slice(0, 3).map((form) => [form.name, planOf(seed, added, form, evaluate)] as const),
    ];
    return documents.flatMap(([form, document]) =>
      resultOf(policy, document, seed.place.vpc.address) === "PROVEN" ? [`${name} (${form})`] : [],
    );
  });
}

/** The type of what is in two VPCs, of which a sample has one each. */
function typeOf({ name }: NamedMutant): string {
  return name.split(" ")[0] ?? "";
}

let policy: Policy;

beforeAll(async () => {
  policy = await loadPolicy();
});

test("never proves a VPC with a thing that has a second home, of every type and by each argument", () => {
  const mutants = secondHomes(CLASSIFICATION, places);
  expect(mutants.length).toBeGreaterThan(100);
  expectNone(passed(policy, sampleOf("things with a second home", mutants, 40, typeOf)));
}, 300_000);

test("never proves a VPC with what launches from a template with public addresses, of every type", () => {
  const mutants = launches(CLASSIFICATION, places);
  expect(mutants.length).toBeGreaterThan(30);
  expectNone(passed(policy, sampleOf("launches from a template", mutants, 12, typeOf)));
}, 300_000);

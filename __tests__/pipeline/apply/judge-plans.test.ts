import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { judgePlans } from "../../../pipeline/apply/judge-plans";
import type { PlanDocument } from "../../../pipeline/terraform/plan-document";
import { readPolicyData } from "../../../policies/checker/policy-data";
import { temporaryFolder } from "../../support/environments";
import { ENDPOINT_SERVICE, type PlannedResource, planDocumentOf } from "./plan-documents";

/** Policy data with a waiver for the destruction of a service. */
function waiver(expires: string): string {
  const file = join(temporaryFolder(), "policy.yaml");
  writeFileSync(
    file,
    `waivers:
  - rule: no-destruction
    address: ${ENDPOINT_SERVICE}.x
    reason: nobody is connected
    owner: network@example.com
    expires: "${expires}"
`,
  );
  return file;
}

/** What is refused of a plan of dev-service-a. */
async function refused(plan: PlannedResource, data: readonly string[] = [], stack = "dev-service-a") {
  const document = planDocumentOf(stack, plan) as PlanDocument;
  const { signal } = new AbortController();
  const judging = { data: readPolicyData(data, "2026-06-01"), environments: "environments", stacks: "none", signal };
  const refusals = await judgePlans([{ name: "dev-service-a", document }], judging);
  return refusals.map(({ about, found }) => `${about.replace(/.*\//, "")}: ${found.split(":")[0]}`);
}

const DESTROYED = { type: ENDPOINT_SERVICE, actions: ["delete"] };

test("takes what the policies pass, and what is waived", async () => {
  expect(await refused({})).toEqual([]);
  expect(await refused(DESTROYED, [waiver("2026-12-31")])).toEqual([]);
});

test("refuses a violation, and a waiver that has expired", async () => {
  expect(await refused(DESTROYED)).toEqual(["dev-service-a: violated"]);
  const found = await refused(DESTROYED, [waiver("2026-05-31")]);
  expect(found).toContain("policy.yaml:2: a waiver that has expired on 2026-05-31");
  expect(found).toContain("dev-service-a: violated");
});

test("a waiver that nothing here needs is no matter: it may be for another stack", async () => {
  expect(await refused({}, [waiver("2026-12-31")])).toEqual([]);
});

test("refuses what cannot be judged, and the plan of another stack", async () => {
  const { signal } = new AbortController();
  const judging = { data: readPolicyData([]), environments: "environments", stacks: "none", signal };
  const document = { format_version: "1.2" } as PlanDocument;
  const [refusal] = await judgePlans([{ name: "dev-service-a", document }], judging);
  expect(refusal).toMatchObject({ about: "dev-service-a", expected: "a plan that can be judged" });
  expect(await refused({}, [], "dev-service-b")).toEqual(["dev-service-a: a plan of the stack dev-service-b"]);
});

test("refuses nothing where there is nothing to judge", async () => {
  const { signal } = new AbortController();
  const judging = { data: readPolicyData([]), environments: "environments", stacks: "none", signal };
  expect(await judgePlans([], judging)).toEqual([]);
});

import { join } from "node:path";
import { planEstate } from "../../config/estate/plan-estate";
import { loadEnvironments } from "../../config/load";
import { buildHere } from "../../engine/build-here";
import { judgePaths } from "../../policies/checker/judge-paths";
import { readPolicyData } from "../../policies/checker/policy-data";
import { PACKAGE_ROOT } from "../../support/package-root";
import { temporaryFolder } from "../support/environments";

const FOLDER = join(PACKAGE_ROOT, "examples", "newer");

test("the example of newer arguments is isolated with its policy data, which names who else gets packets", async () => {
  const built = temporaryFolder();
  buildHere(planEstate(loadEnvironments(FOLDER)), built);
  const results = async (data: readonly string[]) => {
    const { documents } = await judgePaths([built], { data: readPolicyData(data) });
    return Object.fromEntries(
      documents.flatMap(({ stack, verdict }) =>
        verdict.verdict === "unjudgeable" || verdict.consumer_vpcs.length === 0
          ? []
          : [[String(stack).replace("platform-consumer-", ""), worstOf(verdict.consumer_vpcs)]],
      ),
    );
  };
  const proven = { network: "PROVEN", partners: "PROVEN", vault: "PROVEN", web: "PROVEN" };
  expect(await results([join(FOLDER, "policy.yaml")])).toEqual(proven);
  expect(await results([])).toEqual({ ...proven, network: "VIOLATED", partners: "VIOLATED", vault: "VIOLATED" });
});

/** The VPC of a consumer is one, and a hosted zone may name another one. */
function worstOf(vpcs: readonly { readonly result: string }[]): string {
  return vpcs.every(({ result }) => result === "PROVEN") ? "PROVEN" : "VIOLATED";
}

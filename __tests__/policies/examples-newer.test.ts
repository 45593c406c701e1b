import { join } from "node:path";
import { planEstate } from "../../config/estate/plan-estate";
import { loadEnvironments } from "../../config/load";
import { buildHere } from "../../engine/build-here";
import { judgePaths } from "../../policies/checker/judge-paths";
import { readPolicyData } from "../../policies/checker/policy-data";
import { PACKAGE_ROOT } from "../../support/package-root";
import { temporaryFolder } from "../support/environments";

const FOLDER = join(PACKAGE_ROOT, "examples", "newer");

/** Results of VPCs, the best one first. */
const RESULTS = ["PROVEN", "UNPROVEN", "VIOLATED"] as const;

/** What the policies say of a consumer's stack. */
interface Judged {
  /** The worst result of its VPCs: a hosted zone may name another VPC beside that of the consumer. */
  readonly result: string | undefined;
  /** The ways out of the findings that are no warnings: the last two steps of each witness, each once, sorted. */
  readonly ways: readonly string[];
}

test("the example of newer arguments is isolated with its policy data, which names who else gets packets", async () => {
  const built = temporaryFolder();
  buildHere(planEstate(loadEnvironments(FOLDER)), built);
  const judged = (data: readonly string[]) => judgeConsumers(built, data);
  const proven: Judged = { result: "PROVEN", ways: [] };
  const all = { network: proven, partners: proven, vault: proven, web: proven };
  expect(await judged([join(FOLDER, "policy.yaml")])).toEqual(all);
  const violated = (way: string): Judged => ({ result: "VIOLATED", ways: [way] });
  expect(await judged([])).toEqual({
    ...all,
    network: violated("an endpoint of type ServiceNetwork: whatever the owner of the service network adds to it"),
    partners: violated("an endpoint of type Interface: what is behind the endpoint"),
    vault: violated("an endpoint of type GatewayLoadBalancer: wherever the owner of the appliances sends the packets"),
  });
});

/** Judges what was built. @returns by the name of the consumer. */
async function judgeConsumers(built: string, data: readonly string[]): Promise<Record<string, Judged>> {
  const { documents } = await judgePaths([built], { data: readPolicyData(data) });
  return Object.fromEntries(
    documents.flatMap(({ stack, verdict }) => {
      if (verdict.verdict === "unjudgeable" || verdict.consumer_vpcs.length === 0) return [];
      const ways = verdict.findings
        .filter(({ outcome }) => outcome !== "warning")
        .map(({ witness }) => (witness ?? []).slice(-2).map(({ what }) => what));
      const judged: Judged = {
        result: RESULTS.findLast((result) => verdict.consumer_vpcs.some((vpc) => vpc.result === result)),
        ways: [...new Set(ways.map((way) => way.join(": ")))].sort(),
      };
      return [[String(stack).replace("platform-consumer-", ""), judged] as const];
    }),
  );
}

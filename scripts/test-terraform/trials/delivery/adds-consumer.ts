import { mustEqual, mustSay } from "../../delivery/change";
import { endpointStates } from "../../delivery/endpoints";
import { CONSUMERS, consumer, consumerFile } from "../../delivery/files";
import type { Walk } from "../../delivery/walk";
import { refusedApplies } from "./refused-applies";

/** A pull request that adds a consumer: the acceptance is deferred, and planned, judged and applied in its turn. */
export async function addsConsumer(walk: Walk): Promise<void> {
  const { report, repository, change, folder } = walk;
  await report.check("delivery: a pull request that adds a consumer may be merged", async () => {
    await repository.branch("billing");
    repository.write(consumerFile("demo", "billing"), consumer(...CONSUMERS.billing));
    await repository.commit("Let billing connect");
    mustSay(
      await change.reviewAsExample("adds-consumer"),
      "may be merged",
      "3 PROVEN",
      "`billing` asks for a connection",
    );
    mustEqual(change.results(), {
      "demo-service-orders": "planned",
      "demo-consumer-billing": "planned",
      "demo-consumer-reports": "skipped",
      "demo-consumer-web": "skipped",
      "demo-acceptance-orders": "deferred",
    });
  });
  await refusedApplies(walk);
  await report.check(
    "delivery: apply deploys what was reviewed, then the acceptance; each connection is available",
    async () => {
      await repository.merge("billing");
      mustSay(await change.apply(), "demo-acceptance-orders  1 created");
      mustEqual(endpointStates(folder), ["available", "available", "available"]);
    },
  );
  await report.check("delivery: a second plan has no changes", async () => {
    await repository.expect(0, "plan", "--out", "plans-again");
    mustEqual([...new Set(Object.values(change.results("plans-again")))], ["no-changes"]);
  });
}

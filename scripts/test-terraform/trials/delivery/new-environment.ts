import { mustEqual, mustSay } from "../../delivery/change";
import { endpointStates } from "../../delivery/endpoints";
import { CONSUMERS, consumer, consumerFile, environment, environmentFile } from "../../delivery/files";
import type { Walk } from "../../delivery/walk";

/** A pull request with a brand-new environment, whose deferred stacks each wait for an approval. */
export async function newEnvironment({ report, repository, change, folder }: Walk): Promise<void> {
  await report.check("delivery: a pull request with a new environment may be merged; what waits is named", async () => {
    await repository.branch("stage");
    repository.write(environmentFile("stage"), environment("555555555555", "10.50.0.0/20", "approve"));
    repository.write(consumerFile("stage", "app"), consumer(...CONSUMERS.app));
    await repository.commit("Add the environment stage");
    mustSay(await change.reviewAsExample("new-environment"), "2 stacks wait for others");
    mustEqual(change.results(), {
      "stage-service-orders": "planned",
      "stage-consumer-app": "deferred",
      "stage-acceptance-orders": "deferred",
    });
    await repository.merge("stage");
  });
  await report.check("delivery: round 1 applies the service, and plans its consumer for approval", async () => {
    mustSay(await change.apply(3), "stage-service-orders  20 created", "review --plans plans-next");
  });
  await report.check("delivery: round 2 applies the consumer that was approved, and plans the acceptance", async () => {
    mustSay(await change.judge("plans-next"), "may be applied", "4 PROVEN");
    mustSay(await change.apply(3, "plans-next"), "stage-consumer-app  25 created");
  });
  await report.check("delivery: round 3 applies the acceptance, and the connection is available", async () => {
    mustSay(await change.judge("plans-next"), "may be applied");
    await change.apply(0, "plans-next");
    mustEqual(endpointStates(folder), ["available", "available", "available", "available"]);
  });
  await report.check("delivery: what is deployed is what is declared", async () => {
    mustSay(await repository.expect(0, "changed", "--deployed", "deployed.json"), "nothing changed (8 stacks)");
  });
}

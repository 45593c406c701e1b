import { mustEqual, mustSay } from "../../delivery/change";
import { endpointStates } from "../../delivery/endpoints";
import { CONSUMERS, consumerFile, revoked } from "../../delivery/files";
import type { Walk } from "../../delivery/walk";

const FILE = consumerFile("demo", "reports");

/** Pull requests that remove a consumer who is connected: revoked first, then the file is deleted. */
export async function removesConsumer({ report, repository, change, folder }: Walk): Promise<void> {
  await report.check(
    "delivery: a pull request that only deletes the file of a connected consumer is refused",
    async () => {
      await repository.branch("reports-deleted");
      repository.remove(FILE);
      await repository.commit("Delete reports");
      mustSay(await repository.expect(1, "changed", "--base", "main"), FILE, "state: revoked");
      await repository.discard();
    },
  );
  await report.check("delivery: one that revokes the consumer says who loses what", async () => {
    await repository.branch("reports-revoked");
    repository.write(FILE, revoked(...CONSUMERS.reports, "reports moved to the new platform"));
    await repository.commit("Revoke reports");
    mustSay(await change.reviewAsExample("removes-consumer"), "may be merged", "`reports` **loses its connection**");
    await repository.merge("reports-revoked");
  });
  await report.check(
    "delivery: apply rejects the connection, and asks before it destroys the consumer's stack",
    async () => {
      mustSay(await change.apply(3), "demo-acceptance-orders  1 destroyed", "its plan destroys it");
      mustEqual(endpointStates(folder), ["available", "available", "available", "rejected"]);
      mustSay(await change.judge("plans-next"), "may be applied", "**25 destroyed**");
      mustSay(await change.apply(0, "plans-next"), "demo-consumer-reports  25 destroyed");
      mustEqual(endpointStates(folder), ["available", "available", "available"]);
    },
  );
  await report.check("delivery: then the file is deleted, and nothing is left of the consumer", async () => {
    await repository.branch("reports-gone");
    repository.remove(FILE);
    await repository.commit("Delete reports");
    mustSay(await change.review(), "only outputs change");
    await change.apply();
    await repository.merge("reports-gone");
    mustSay(await repository.expect(0, "changed", "--deployed", "deployed.json"), "nothing changed (7 stacks)");
  });
}

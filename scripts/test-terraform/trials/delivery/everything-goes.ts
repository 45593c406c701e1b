import { mustEqual, mustSay } from "../../delivery/change";
import { endpointStates } from "../../delivery/endpoints";
import { CONSUMERS, consumerFile, revoked } from "../../delivery/files";
import type { Walk } from "../../delivery/walk";

const GUARDED = ["aws_lb", "aws_vpc_endpoint_service"];
const DAY_MILLISECONDS = 86_400_000;

/** Pull requests that revoke everybody, then take an environment away. The last one is destroyed with Terraform. */
export async function everythingGoes(walk: Walk): Promise<void> {
  const { report, repository, change, folder, terraform } = walk;
  await report.check("delivery: a pull request that deletes an environment with connections is refused", async () => {
    await repository.branch("stage-deleted");
    repository.remove("environments/stage");
    await repository.commit("Delete stage");
    mustSay(await repository.expect(1, "changed", "--base", "main"), "environments/stage/environment.yaml", "revoke");
    await repository.discard();
  });
  await report.check(
    "delivery: everybody is revoked, and apply destroys their stacks once that is approved",
    async () => {
      await repository.branch("all-revoked");
      repository.write(consumerFile("demo", "web"), revoked(...CONSUMERS.web, "the trial ends"));
      repository.write(consumerFile("demo", "billing"), revoked(...CONSUMERS.billing, "the trial ends"));
      repository.write(consumerFile("stage", "app"), revoked(...CONSUMERS.app, "the trial ends"));
      await repository.commit("Revoke everybody");
      mustSay(await change.review(), "3 customers lose a connection");
      await repository.merge("all-revoked");
      await change.apply(3);
      await change.judge("plans-next");
      await change.apply(0, "plans-next");
      mustEqual(endpointStates(folder), []);
    },
  );
  await report.check("delivery: an environment is deleted: the policies want a waiver for its service", async () => {
    await repository.branch("stage-gone");
    repository.remove("environments/stage");
    await repository.commit("Delete stage");
    mustSay(await change.review({ policy: 1, review: 1 }), "no-destruction", "stage-service-orders");
    mustSay(await change.apply(1), "nothing was applied", "no-destruction");
  });
  await report.check("delivery: with the waiver, apply destroys what is left of the environment", async () => {
    repository.write("policy.yaml", { waivers: waivers(walk) });
    await repository.commit("Waive the destruction of stage");
    mustSay(await change.review(), "may be merged");
    await repository.merge("stage-gone");
    mustSay(await change.apply(), "stage-service-orders  ", "20 destroyed");
  });
  await report.check("delivery: the last environment is destroyed with Terraform", async () => {
    for (const stack of ["demo-acceptance-orders", "demo-service-orders"])
      await terraform.must(
        `${repository.folder}/cdktf.out/stacks/${stack}`,
        "destroy",
        "-auto-approve",
        "-input=false",
      );
  });
}

/** Waivers, until tomorrow, for what the plan of the service destroys. */
function waivers({ repository }: Walk): object[] {
  const stack = "stage-service-orders";
  const plan: { readonly resource_changes: readonly { readonly address: string; readonly type: string }[] } =
    JSON.parse(repository.read(`plans/${stack}/plan.json`));
  const expires = new Date(Date.now() + DAY_MILLISECONDS).toISOString().slice(0, 10);
  return plan.resource_changes
    .filter(({ type }) => GUARDED.includes(type))
    .map(({ address }) => ({ rule: "no-destruction", address, stack, reason: "stage ends", owner: "trial", expires }));
}

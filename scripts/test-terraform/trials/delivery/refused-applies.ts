import { mustSay } from "../../delivery/change";
import type { Walk } from "../../delivery/walk";

const STACK = "cdktf.out/stacks/demo-consumer-billing/cdk.tf.json";
const PLAN = "plans/demo-consumer-billing/plan.tfplan";

/** What is not what was reviewed is refused, and nothing is applied. */
export async function refusedApplies({ report, repository, change }: Walk): Promise<void> {
  await report.check("delivery: apply refuses a stack with other bytes than those that were planned", async () => {
    const text = repository.read(STACK);
    repository.write(STACK, text.replace("10.40.0.0/20", "10.41.0.0/20"));
    mustSay(await change.apply(1), "nothing was applied", "demo-consumer-billing");
    repository.write(STACK, text);
  });
  await report.check("delivery: apply refuses a plan that was swapped for another one", async () => {
    await repository.swap(PLAN, "plans/demo-service-orders/plan.tfplan", async () => {
      mustSay(await change.apply(1), "nothing was applied", PLAN);
    });
  });
  await report.check(
    "delivery: apply refuses an index with another digest than the one that was reviewed",
    async () => {
      const said = await repository.expect(1, "apply", "--plans", "plans", "--digest", "0".repeat(64));
      mustSay(said, "nothing was applied", "plans/plans.json");
    },
  );
  await report.check("delivery: apply refuses another commit than the one that was planned", async () => {
    await repository.commit("Move on");
    mustSay(await change.apply(1), "nothing was applied", "commit");
    await repository.git("reset", "--quiet", "--hard", "HEAD~1");
  });
}

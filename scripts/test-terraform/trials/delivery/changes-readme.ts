import { mustEqual, mustSay } from "../../delivery/change";
import type { Walk } from "../../delivery/walk";

/** A pull request that changes a README alone: no stack is planned, and the comment is short. */
export async function changesReadme({ report, repository, change }: Walk): Promise<void> {
  await report.check("delivery: a pull request that changes only the README changes no stack", async () => {
    await repository.branch("readme");
    repository.write("README.md", `${repository.read("README.md")}\nA sentence more.\n`);
    await repository.commit("Say more");
    mustSay(await change.reviewAsExample("changes-readme"), "no stack changes");
    mustEqual(change.results(), {});
    await change.apply();
    await repository.merge("readme");
  });
}

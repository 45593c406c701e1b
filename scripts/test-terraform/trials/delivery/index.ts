import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "../../context";
import { CONSUMERS, consumer, consumerFile, environment, environmentFile } from "../../delivery/files";
import { walkOf } from "../../delivery/walk";
import { CheckFailed } from "../../report";
import { addsConsumer } from "./adds-consumer";
import { addsNatGateway } from "./adds-nat-gateway";
import { changesReadme } from "./changes-readme";
import { documents } from "./documents";
import { drift } from "./drift";
import { everythingGoes } from "./everything-goes";
import { newEnvironment } from "./new-environment";
import { removesConsumer } from "./removes-consumer";

/**
 * From pull request to a running connection, in a scratch git repository: each pull request goes through `changed`,
 * `plan`, `policy`, `review` and `apply` of the built command line. Their comments are the documentation's examples.
 */
export async function delivery(context: Context): Promise<void> {
  const walk = walkOf(context);
  const { report, repository, change } = walk;
  if (!(await repository.canBeMade())) {
    report.skip("delivery", "this project is in no git repository, or git is not installed");
    return;
  }
  await report.section(async () => {
    await report.check("delivery: a first environment is deployed by one apply, with its deferred stacks", async () => {
      await repository.create({
        [environmentFile("demo")]: environment("111111111111", "10.10.0.0/20", "auto"),
        [consumerFile("demo", "web")]: consumer(...CONSUMERS.web),
        [consumerFile("demo", "reports")]: consumer(...CONSUMERS.reports),
      });
      await change.review(undefined, ["--deployed", "deployed.json", "--first"]);
      await change.apply();
    });
    await changesReadme(walk);
    await addsConsumer(walk);
    await addsNatGateway(walk);
    await newEnvironment(walk);
    await drift(walk);
    await documents(walk);
    await removesConsumer(walk);
    await everythingGoes(walk);
    await report.check("delivery: nothing is left in the cloud", () => {
      const { objects } = JSON.parse(readFileSync(join(context.folder, "world.json"), "utf8"));
      if (Object.keys(objects).length > 0) throw new CheckFailed(Object.keys(objects).join("\n"));
    });
  });
}

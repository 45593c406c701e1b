import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PlansFile } from "../../../../pipeline/plans-file";
import type { Context } from "../../context";
import { mustEqual, mustSay } from "../../delivery/change";
import { endpointStates } from "../../delivery/endpoints";
import { CONSUMERS, consumer, consumerFile, environment, environmentFile, revoked } from "../../delivery/files";
import { type Walk, walkOf } from "../../delivery/walk";

const TOFU = { terraform: { engine: "tofu" } };

/** A pull request of an environment of OpenTofu, in a repository that has one of Terraform as well. */
export async function pullRequests(context: Context): Promise<void> {
  const walk = walkOf(context);
  const { report, repository, change, folder } = walk;
  if (!(await repository.canBeMade())) {
    report.skip("opentofu: pull requests", "this project is in no git repository, or git is not installed");
    return;
  }
  await report.section(async () => {
    await report.check("opentofu: one apply deploys an environment of each engine", async () => {
      await repository.create({
        [environmentFile("demo")]: { ...environment("111111111111", "10.10.0.0/20", "auto"), ...TOFU },
        [consumerFile("demo", "web")]: consumer(...CONSUMERS.web),
        [environmentFile("stage")]: environment("555555555555", "10.50.0.0/20", "auto"),
      });
      await change.review(undefined, ["--deployed", "deployed.json", "--first"]);
      mustEqual(engines(walk), {
        "demo-acceptance-orders": "tofu",
        "demo-consumer-web": "tofu",
        "demo-service-orders": "tofu",
      });
      await change.apply();
    });
    await report.check("opentofu: each state has the provider of its engine's registry", () => {
      const [demo, stage] = ["demo-service-orders", "stage-service-orders"].map((name) => stateOf(walk, name));
      mustSay(demo ?? "", "registry.opentofu.org/hashicorp/aws");
      mustSay(stage ?? "", "registry.terraform.io/hashicorp/aws");
    });
    await report.check("opentofu: a pull request that adds a consumer is judged, reviewed and applied", async () => {
      await repository.branch("billing");
      repository.write(consumerFile("demo", "billing"), consumer(...CONSUMERS.billing));
      await repository.commit("Let billing connect");
      mustSay(await change.review(), "may be merged", "2 PROVEN", "`billing` asks for a connection");
      mustEqual(change.results()["demo-acceptance-orders"], "deferred");
      await repository.merge("billing");
    });
    await report.check("opentofu: apply refuses Terraform for these plans", async () => {
      const said = await repository.expect(1, "apply", "--plans", "plans", "--terraform", "terraform");
      mustSay(said, "--terraform terraform: expected OpenTofu", "demo");
    });
    await report.check("opentofu: apply deploys what was reviewed, then what was deferred", async () => {
      mustSay(await change.apply(), "demo-acceptance-orders  1 created");
      mustEqual(endpointStates(folder), ["available", "available"]);
      mustSay(await repository.expect(0, "drift"), "as declared");
    });
    await report.check("opentofu: everybody is revoked, and apply destroys their stacks", async () => {
      await repository.branch("revoked");
      repository.write(consumerFile("demo", "web"), revoked(...CONSUMERS.web, "the trial ends"));
      repository.write(consumerFile("demo", "billing"), revoked(...CONSUMERS.billing, "the trial ends"));
      await repository.commit("Revoke everybody");
      await change.review();
      await repository.merge("revoked");
      await change.apply(3);
      await change.judge("plans-next");
      await change.apply(0, "plans-next");
      mustEqual(endpointStates(folder), []);
    });
  });
}

/** The engine of each stack that is not of Terraform, as the index of the plans says. */
function engines({ repository }: Walk): Record<string, string> {
  const { stacks }: PlansFile = JSON.parse(repository.read("plans/plans.json"));
  return Object.fromEntries(
    stacks.flatMap(({ name, engine }) => (engine === undefined ? [] : [[name, engine] as const])).sort(),
  );
}

function stateOf({ repository }: Walk, stack: string): string {
  const file = join(repository.folder, "terraform-state", `${stack}.tfstate`);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

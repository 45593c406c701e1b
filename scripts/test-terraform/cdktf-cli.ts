import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { PACKAGE_ROOT } from "../../support/package-root";
import type { Processes } from "./processes";
import { CheckFailed, type Report } from "./report";
import { cleanEnvironment } from "./simulated-cloud";

/** The cdktf command line, which this project does not install: the program that CDKTF names, or the one on PATH. */
const CDKTF = process.env.CDKTF ?? "cdktf";

const DEV_STACKS = ["dev-acceptance-orders", "dev-consumer-web", "dev-service-orders"];

/** The commands of the cdktf command line, on the smallest environment, with an output folder and a cloud of their own. */
export async function cdktfCommandLine(report: Report, processes: Processes, parent: string): Promise<void> {
  const { code } = await processes.run(CDKTF, ["--version"], PACKAGE_ROOT, process.env);
  if (code !== 0) {
    report.skip(
      "cdktf synth, diff, deploy and destroy",
      `${CDKTF} does not run (install cdktf-cli, in the version of the script "cdktf" in package.json, and name it in CDKTF)`,
    );
    return;
  }
  const folder = join(parent, "cdktf-cli");
  const out = join(folder, "cdktf.out");
  mkdirSync(folder);
  const env = {
    ...cleanEnvironment(folder),
    CI: "true",
    PRIVATELINK_ENVIRONMENTS: "dev",
    // Else cdktf has Terraform keep a copy of the provider in the user's home.
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: "true",
  };
  const run = async (args: readonly string[], variables: NodeJS.ProcessEnv): Promise<string> => {
    const { code, output } = await processes.run(CDKTF, [...args, "--output", out], PACKAGE_ROOT, variables);
    if (code !== 0) throw new CheckFailed(output);
    return stripVTControlCharacters(output);
  };
  const cdktf = (...args: string[]) => run(args, env);
  // `terraform providers lock` would ask the registry, whatever provider is installed.
  const offline = "--skip-provider-lock";
  await report.section(async () => {
    await report.check("cdktf synth of all environments, then of one", async () => {
      await run(["synth"], { ...env, PRIVATELINK_ENVIRONMENTS: "" });
      if (stacksIn(out).length <= DEV_STACKS.length) throw new CheckFailed(stacksIn(out).join());
      // The stacks of the others are still there: cdktf must bear that they are none of this synthesis.
      await cdktf("synth");
      if (stacksIn(out).join() !== DEV_STACKS.join()) throw new CheckFailed(stacksIn(out).join());
    });
    await report.check("cdktf synth keeps what may be deployed and is not in it, until it is again", async () => {
      const all = { ...env, PRIVATELINK_ENVIRONMENTS: "" };
      await run(["synth"], all);
      mkdirSync(join(out, "stacks/prod-service-orders/.terraform"));
      await cdktf("synth");
      if (readdirSync(join(out, "removed")).join() !== "prod-service-orders")
        throw new CheckFailed(readdirSync(join(out, "removed")).join());
      await run(["synth"], all);
      if (!existsSync(join(out, "stacks/prod-service-orders/.terraform"))) throw new CheckFailed("it is lost");
      await cdktf("synth");
    });
    await report.check("cdktf synth of a consumer sets the others aside, until they are selected again", async () => {
      const all = { ...env, PRIVATELINK_ENVIRONMENTS: "" };
      await run(["synth"], all);
      const before = stacksIn(out);
      await run(["synth"], { ...all, PRIVATELINK_CONSUMERS: "audit" });
      const selected = stacksIn(out);
      if (!selected.includes("prod-consumer-audit") || selected.includes("prod-consumer-web"))
        throw new CheckFailed(selected.join());
      if (!existsSync(join(out, "removed/prod-consumer-web/cdk.tf.json"))) throw new CheckFailed("a stack is lost");
      await run(["synth"], all);
      if (stacksIn(out).join() !== before.join() || existsSync(join(out, "removed")))
        throw new CheckFailed(stacksIn(out).join());
    });
    await report.check(
      "cdktf diff of one stack builds only that stack, and keeps those that did not change",
      async () => {
        const one = { ...env, PRIVATELINK_STACKS: "dev-service-orders" };
        rmSync(out, { recursive: true });
        await run(["diff", "dev-service-orders", offline], one);
        if (stacksIn(out).join() !== "dev-service-orders") throw new CheckFailed(stacksIn(out).join());
        await cdktf("synth");
        await run(["diff", "dev-service-orders", offline], one);
        if (stacksIn(out).join() !== DEV_STACKS.join()) throw new CheckFailed(stacksIn(out).join());
      },
    );
    await report.check("cdktf diff dev-service-orders", async () => {
      const said = await cdktf("diff", "dev-service-orders", offline);
      if (!/Plan: .*\d+ to add/.test(said)) throw new CheckFailed(said);
    });
    await report.check("cdktf deploy 'dev-*' --auto-approve", async () => {
      await cdktf("deploy", "dev-*", "--auto-approve", offline);
      const states = readdirSync(join(folder, "terraform-state")).filter((name) => name.endsWith(".tfstate"));
      if (states.length !== 3 || objectsIn(folder) === 0) throw new CheckFailed(`states: ${states.join(", ")}`);
    });
    await report.check("cdktf destroy 'dev-*' --auto-approve", async () => {
      const said = await cdktf("destroy", "dev-*", "--auto-approve", offline);
      if (objectsIn(folder) > 0) throw new CheckFailed(`${objectsIn(folder)} objects are left\n${said}`);
    });
  });
}

/** Stacks of the last synthesis. */
function stacksIn(out: string): string[] {
  return Object.keys(JSON.parse(readFileSync(join(out, "manifest.json"), "utf8")).stacks).sort();
}

function objectsIn(folder: string): number {
  return Object.keys(JSON.parse(readFileSync(join(folder, "world.json"), "utf8")).objects).length;
}

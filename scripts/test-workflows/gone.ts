import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { CheckFailed } from "../test-terraform/report";
import type { Scripts } from "./behaviour";

/** A stack as `changed.json` has it. */
const stack = (environment: string, change: string) => ({ name: `${environment}-service-a`, environment, change });

/** What is left of an environment that nobody declares any more fails the checks: no job would destroy it. */
export async function gone({ report, steps, folder, bash }: Scripts): Promise<void> {
  const step = steps.ofPullRequest("checks", "Refuse to leave stacks of an environment that is no longer declared");
  const bin = join(folder, "bin-gone");
  for (const path of [bin, join(folder, "cdktf.out")]) mkdirSync(path, { recursive: true });
  // It stands in for `npx privatelink changed`.
  writeFileSync(join(bin, "npx"), "#!/usr/bin/env bash\nexit 0\n");
  chmodSync(join(bin, "npx"), 0o755);
  const checked = (stacks: readonly object[], destroyed = "") => {
    writeFileSync(join(folder, "cdktf.out/changed.json"), JSON.stringify({ stacks }));
    writeFileSync(join(folder, "cdktf.out/order.json"), JSON.stringify({ environments: { dev: {}, prod: {} } }));
    writeFileSync(join(folder, "output"), "");
    const path = `${bin}${delimiter}${process.env.PATH}`;
    const outcome = bash(step, { PATH: path, BASE: "HEAD^1", DEPLOYED_BY_CI: "prod", DESTROYED: destroyed });
    return { ...outcome, outputs: readFileSync(join(folder, "output"), "utf8") };
  };
  await report.section(async () => {
    await report.check("a deleted environment whose stacks may be deployed fails the checks", () => {
      const { code, output } = checked([stack("prod", "changed"), stack("old", "gone")]);
      if (code === 0 || !output.includes("old: old-service-a")) throw new CheckFailed(`exit code ${code}\n${output}`);
      if (output.includes("prod-service-a")) throw new CheckFailed(output);
    });
    await report.check("an environment passes once it is listed as destroyed, and no other one with it", () => {
      if (checked([stack("old", "gone")], "older,old").code !== 0) throw new CheckFailed("it does not pass");
      if (checked([stack("old", "gone")], "older").code === 0) throw new CheckFailed("another one passes");
    });
    await report.check(
      "a stack that is gone from an environment that is there passes: its deployment destroys it",
      () => {
        if (checked([stack("prod", "gone")]).code !== 0) throw new CheckFailed("it does not pass");
      },
    );
    await report.check("what changes where CI plans nothing is told", () => {
      const { outputs } = checked([stack("dev", "changed"), stack("dev", "new"), stack("prod", "new")]);
      if (outputs !== "unplanned=`dev` (stacks that change: 2)\n") throw new CheckFailed(outputs);
      if (checked([stack("prod", "new")]).outputs !== "") throw new CheckFailed("prod is planned");
    });
  });
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { CheckFailed } from "../test-terraform/report";
import type { Scripts } from "./behaviour";
import { missing } from "./tools";

/** Stands in for the program: it notes each signal, and needs a second to end after the first. */
const PROGRAM = `
const { appendFileSync, writeFileSync } = require("node:fs");
const end = () => { writeFileSync("ended", ""); console.log("it has ended"); process.exit(0); };
const told = (signal) => { appendFileSync("signals", signal + "\\n"); setTimeout(end, 1000); };
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, told);
writeFileSync("begun", "");
setTimeout(() => process.exit(9), 20000);
`;

const LONGEST_WAIT = 10_000;
const STEP = 50;

/** A job that is cancelled, or takes too long, lets the program end what it does. */
export async function cancelling({ report, steps, folder, bash }: Scripts): Promise<void> {
  const why = missing("timeout");
  if (why !== undefined) return report.skip("cancelling a deployment", why);
  const { run = "", env } = steps.ofApply("Apply");
  const file = (name: string) => join(folder, name);
  const begin = async (script: string): Promise<ChildProcess> => {
    for (const name of ["begun", "signals", "ended", "apply.pid", "ci.out/deployed.json"])
      rmSync(file(name), { force: true });
    mkdirSync(file("dist/cli"), { recursive: true });
    writeFileSync(file("dist/cli/main.js"), PROGRAM);
    const more = { ...env, RUNNER_TEMP: folder, GITHUB_OUTPUT: file("output"), ENVIRONMENT: "prod" };
    const shell = spawn("bash", ["-euo", "pipefail", "-c", script], {
      ...{ cwd: folder, env: { ...process.env, ...more }, stdio: "ignore" },
    });
    for (let waited = 0; !existsSync(file("begun")); waited += STEP) {
      if (waited > LONGEST_WAIT) throw new CheckFailed("the program does not begin");
      await delay(STEP);
    }
    return shell;
  };
  const mustHaveEndedBy = (signals: string) => {
    const found = existsSync(file("signals")) ? readFileSync(file("signals"), "utf8") : "none";
    if (found !== signals) throw new CheckFailed(`expected the signals ${signals}; found ${found}`);
    if (!existsSync(file("ended"))) throw new CheckFailed("the program was not waited for");
  };
  await report.section(async () => {
    await report.check("GitHub: a cancelled job tells the program once, and waits for it", async () => {
      const shell = await begin(run);
      shell.kill("SIGINT");
      await delay(300);
      shell.kill("SIGTERM");
      await once(shell, "close");
      mustHaveEndedBy("SIGTERM\n");
    });
    await report.check("GitHub: where the shell is killed, the next step waits for the program", async () => {
      const shell = await begin(run);
      shell.kill("SIGINT");
      await delay(300);
      shell.kill("SIGKILL");
      await once(shell, "close");
      const { code, output } = bash(steps.ofApply("Keep what is deployed"), { DEPLOYED: "s3://states/none" });
      if (code !== 0 || !output.includes("it has ended")) throw new CheckFailed(output);
      mustHaveEndedBy("SIGTERM\n");
    });
    await report.check("GitHub: the program is told to end before the job does", async () => {
      const limited = run.replace('"44m"', '"1s"');
      if (limited === run) throw new CheckFailed("there is no limit of 44 minutes");
      const [code] = await once(await begin(limited), "close");
      if (code === 0) throw new CheckFailed("it passes");
      mustHaveEndedBy("SIGTERM\n");
    });
  });
}

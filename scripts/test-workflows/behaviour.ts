import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { PACKAGE_ROOT } from "../../support/package-root";
import type { Report } from "../test-terraform/report";
import { cancelling } from "./cancelling";
import { comments } from "./comments";
import { deployed } from "./deployed";
import { GithubScripts, type ScriptStep } from "./github-scripts";
import { GitlabScripts } from "./gitlab-scripts";
import { gone } from "./gone";
import { matrix } from "./matrix";
import { notes } from "./notes";
import { sealing } from "./sealing";
import { missing, type Outcome, run } from "./tools";
import { verdicts } from "./verdicts";

/** Scripts of the workflows, and how they are run. */
export interface Scripts {
  readonly report: Report;
  readonly steps: GithubScripts;
  readonly gitlab: GitlabScripts;
  /** Working folder: a repository's. */
  readonly folder: string;
  /** Runs the script of a step as GitHub does, and GitLab. */
  readonly bash: (step: ScriptStep, env: NodeJS.ProcessEnv) => Outcome;
}

/** Runs scripts of the workflows that need no cloud: what they let through, and what they do not. */
export async function behaviour(report: Report, folder: string): Promise<void> {
  for (const tool of ["bash", "jq", "gpg"]) {
    const why = missing(tool);
    if (why !== undefined) return report.skip("scripts of the workflows", why);
  }
  mkdirSync(folder);
  const all = loadEnvironments(join(PACKAGE_ROOT, "environments"));
  const files = { GITHUB_STEP_SUMMARY: join(folder, "summary"), GITHUB_OUTPUT: join(folder, "output") };
  const environments = all.filter(({ backend }) => backend.type === "s3");
  const scripts: Scripts = {
    ...{ report, folder },
    ...{ steps: new GithubScripts(environments), gitlab: new GitlabScripts(environments) },
    bash: (step, env) =>
      run("bash", ["-euo", "pipefail", "-c", step.run ?? "exit 99"], {
        cwd: folder,
        env: { RUNNER_TEMP: folder, ...files, ...step.env, ...env },
      }),
  };
  await sealing(scripts);
  await matrix(scripts);
  await verdicts(scripts);
  await gone(scripts);
  await comments(scripts);
  await notes(scripts);
  await deployed(scripts);
  await cancelling(scripts);
}

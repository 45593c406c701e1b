import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { FILES } from "../../delivery/systems";

/** A script that actionlint does not look into. */
export interface Script {
  readonly path: string;
  readonly shell: "bash" | "sh";
  readonly text: string;
}

interface GitlabJob {
  readonly before_script?: readonly string[];
  readonly script?: readonly string[];
}

interface Steps {
  readonly steps: readonly { readonly run?: string; readonly name?: string }[];
}

/** The scripts of GitHub's composite actions, of GitLab's jobs and of Atlantis' workflows. */
export function scriptsOf(folder: string): Script[] {
  const read = (path: string): unknown => parse(readFileSync(join(folder, path), "utf8"));
  return [
    ...Object.keys(FILES.github)
      .filter((path) => path.endsWith("/action.yaml"))
      .flatMap((path) => ofSteps(path, "bash", (read(path) as { runs: Steps }).runs)),
    ...ofGitlab(".gitlab/privatelink.yml", read(".gitlab/privatelink.yml") as Record<string, GitlabJob>),
    ...Object.values((read(".atlantis/repos.yaml") as { workflows: Record<string, Record<string, Steps>> }).workflows)
      .flatMap((workflow) => Object.entries(workflow))
      .flatMap(([stage, steps]) => ofSteps(`.atlantis/repos.yaml (${stage})`, "sh", steps)),
  ];
}

/** GitLab runs what all jobs begin with, and a job's own script, in one shell. */
function ofGitlab(path: string, jobs: Readonly<Record<string, GitlabJob>>): Script[] {
  const before = jobs[".privatelink"]?.before_script ?? [];
  return Object.entries(jobs).flatMap(([name, { script }]) =>
    script === undefined
      ? []
      : [{ path: `${path} (${name})`, shell: "bash", text: `${[...before, ...script].join("\n")}\n` } as const],
  );
}

function ofSteps(path: string, shell: Script["shell"], { steps }: Steps): Script[] {
  return steps.flatMap(({ run, name }) =>
    run === undefined ? [] : [{ path: name === undefined ? path : `${path} (${name})`, shell, text: run }],
  );
}

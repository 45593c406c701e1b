import { parse } from "yaml";
import type { Environment } from "../../config/environment";
import { deliveryFiles } from "../../delivery/files";
import type { ScriptStep } from "./github-scripts";

interface GitlabJob {
  readonly before_script?: readonly string[];
  readonly script?: readonly string[];
}

/** What jobs that only write notes are given: they build nothing. */
const ONLY_NOTES = { PRIVATELINK_ONLY_NOTES: "true" };

/** Finds scripts of what `init gitlab` writes, by the names of jobs. */
export class GitlabScripts {
  private readonly jobs: Readonly<Record<string, GitlabJob>>;

  constructor(environments: readonly Environment[]) {
    const files = deliveryFiles("gitlab", { environments, folder: "environments", branch: "main" });
    this.jobs = parse(files[".gitlab/privatelink.yml"] ?? "");
  }

  /** What all jobs begin with, and then a line of its own. */
  withFunctions(line: string): ScriptStep {
    return { run: [...(this.jobs[".privatelink"]?.before_script ?? []), line].join("\n"), env: ONLY_NOTES };
  }

  /** A job, with a function in the place of one that would call GitLab. @throws an error where there is no such job. */
  ofJob(name: string, instead: string): ScriptStep {
    const { script } = this.jobs[name] ?? {};
    if (script === undefined) throw new Error(`no job \`${name}\``);
    return this.withFunctions([instead, ...script].join("\n"));
  }
}

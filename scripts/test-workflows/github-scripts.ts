import { parse } from "yaml";
import type { Environment } from "../../config/environment";
import { deliveryFiles } from "../../delivery/files";

/** A step with a script. */
export interface ScriptStep {
  readonly name?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Steps {
  readonly steps: readonly ScriptStep[];
}

/** Finds steps of what `init github` writes, by their names. */
export class GithubScripts {
  private readonly files: Readonly<Record<string, string>>;

  constructor(environments: readonly Environment[]) {
    this.files = deliveryFiles("github", { environments, folder: "environments", branch: "main" });
  }

  /** A step of a composite action. @throws an error where there is none of this name. */
  ofAction(action: string, name: string): ScriptStep {
    const { runs } = parse(this.text(`.github/actions/privatelink-${action}/action.yaml`)) as { runs: Steps };
    return named(runs, name);
  }

  /** A step of the job that applies. @throws an error where there is none of this name. */
  ofApply(name: string): ScriptStep {
    const { jobs } = parse(this.text(".github/workflows/privatelink-apply.yaml")) as { jobs: { apply: Steps } };
    return named(jobs.apply, name);
  }

  /** A step of a job of the workflow for pull requests. @throws an error where there is none of this name. */
  ofPullRequest(job: string, name: string): ScriptStep {
    const workflow = this.text(".github/workflows/privatelink-pull-request.yaml");
    const { jobs } = parse(workflow) as { jobs: Readonly<Record<string, Steps>> };
    return named(jobs[job] ?? { steps: [] }, name);
  }

  private text(path: string): string {
    return this.files[path] ?? "";
  }
}

function named({ steps }: Steps, name: string): ScriptStep {
  const found = steps.find((step) => step.name === name);
  if (found === undefined) throw new Error(`no step \`${name}\``);
  return found;
}

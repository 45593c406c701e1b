import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { PACKAGE_ROOT } from "../../../../support/package-root";
import type { Context } from "../../context";

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: {
    readonly steps: readonly { readonly run: string; readonly env: Readonly<Record<string, string>> }[];
  };
}

/** How a step of the action ended. */
export interface Step {
  readonly code: number;
  readonly output: string;
  /** Lines that the runner takes for commands. */
  readonly commands: readonly string[];
  readonly verdict: string;
  readonly report: string;
  readonly summary: string;
}

/** Runs the action as GitHub's runner does: inputs and their defaults become variables, and its step runs in bash. */
export class Runner {
  private readonly action: Action;
  private readonly at: string;
  private count = 0;

  /** @param workspace folder that the action runs in. */
  constructor(
    private readonly context: Context,
    readonly workspace: string,
  ) {
    // As GitHub unpacks it: the action in its repository.
    const repository = join(context.folder, "repository");
    this.at = join(repository, "policies/action");
    mkdirSync(this.at, { recursive: true });
    for (const file of ["package.json", "policies/action/action.yml", "policies/action/judge.sh"])
      copyFileSync(join(PACKAGE_ROOT, file), join(repository, file));
    this.action = parse(readFileSync(join(this.at, "action.yml"), "utf8"));
  }

  /** Puts a program before all others. @returns the folder to put on PATH. */
  shim(name: string, script: string): string {
    const folder = join(this.context.folder, `shim-${name}-${this.count++}`);
    mkdirSync(folder);
    writeFileSync(join(folder, name), script);
    chmodSync(join(folder, name), 0o755);
    return folder;
  }

  /**
   * @param inputs of the action; defaults for the rest.
   * @param path folders before those of PATH.
   */
  async run(inputs: Readonly<Record<string, string>>, path: readonly string[] = []): Promise<Step> {
    const folder = join(this.context.folder, `run ${this.count++}`);
    mkdirSync(folder);
    const files = { GITHUB_OUTPUT: join(folder, "output"), GITHUB_STEP_SUMMARY: join(folder, "summary") };
    for (const file of Object.values(files)) writeFileSync(file, "");
    const [step] = this.action.runs.steps;
    const value = (text: string) =>
      text.replace(
        /^\$\{\{ inputs\.([\w-]+) \}\}$/,
        (_, name) => inputs[name] ?? this.action.inputs[name]?.default ?? "",
      );
    const variables = Object.entries(step?.env ?? {}).map(([name, text]) => [name, value(text)]);
    const env = {
      ...this.context.env,
      ...files,
      ...Object.fromEntries(variables),
      ...{ RUNNER_TEMP: folder, GITHUB_WORKSPACE: this.workspace, GITHUB_ACTION_PATH: this.at },
      PATH: [...path, this.context.env.PATH].join(":"),
    };
    const shell = ["--noprofile", "--norc", "-eo", "pipefail", "-c", step?.run ?? "exit 99"];
    const { code, output } = await this.context.processes.run("bash", shell, this.workspace, env);
    const outputs = Object.fromEntries(
      readFileSync(files.GITHUB_OUTPUT, "utf8")
        .split("\n")
        .map((line) => [line.split("=", 1)[0], line.replace(/^\w+=/, "")]),
    );
    return {
      ...{ code, output, commands: commandsIn(output) },
      ...{ verdict: outputs.verdict ?? "", report: outputs.report ?? "" },
      summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8"),
    };
  }
}

/** Lines that the runner obeys: it skips leading space, and takes nothing between `stop-commands` and its mark. */
function commandsIn(output: string): string[] {
  let mark: string | undefined;
  const commands: string[] = [];
  for (const line of output.split("\n").map((each) => each.trimStart())) {
    const stop = /^::stop-commands::(.*)$/.exec(line)?.[1];
    if (mark === undefined && stop !== undefined) mark = stop;
    else if (mark !== undefined && line === `::${mark}::`) mark = undefined;
    else if (mark === undefined && line.startsWith("::")) commands.push(line);
  }
  return commands;
}

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { CheckFailed } from "../../test-terraform/report";
import type { Context } from "../context";

/** A project in a folder of its own, as a user has it. */
export class Scratch {
  constructor(
    private readonly context: Pick<Context, "processes">,
    readonly folder: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** The same project, with other variables of the environment. */
  with(env: NodeJS.ProcessEnv): Scratch {
    return new Scratch(this.context, this.folder, { ...this.env, ...env });
  }

  /** Runs a line as it stands in the README, however it ends. */
  async run(line: string): Promise<{ readonly code: number; readonly output: string }> {
    const { code, output } = await this.context.processes.run("bash", ["-c", line], this.folder, this.env);
    return { code, output: stripVTControlCharacters(output) };
  }

  /**
   * Runs a line that must end with a code.
   *
   * @returns what it said, which must match a pattern.
   */
  async must(line: string, pattern = /(?:)/, code = 0): Promise<string> {
    const ended = await this.run(line);
    if (ended.code !== code) throw new CheckFailed(`${line} ended with ${ended.code}\n${ended.output}`);
    if (!pattern.test(ended.output)) throw new CheckFailed(`${line} did not say ${pattern}\n${ended.output}`);
    return ended.output;
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  /** Changes a file as somebody with an editor would. */
  edit(file: string, change: (text: string) => string): void {
    const before = this.read(file);
    const after = change(before);
    if (after === before) throw new Error(`${file} has nothing to change`);
    writeFileSync(join(this.folder, file), after);
  }
}

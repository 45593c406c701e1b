import { stripVTControlCharacters } from "node:util";
import { leftoversText } from "../../cli/start/leftovers";
import { synthesize } from "../../engine/synthesize";
import type { Context } from "./context";

/** Synthesizes as `npm start` does. @returns what it prints about stacks that are no longer declared. */
export async function printedAfterSynthesis({ project }: Pick<Context, "project">): Promise<string> {
  const environments = project.environments();
  const result = await synthesize({ environments, outdir: project.out, undeclared: "all" });
  return stripVTControlCharacters(leftoversText(result, project.out, environments));
}

/** The printed commands, in their order. @param kind what each has in it, such as `state rm`. */
export function printedCommands(printed: string, kind: string): string[] {
  const lines = printed.split("\n").filter((line) => /^ {2}(terraform|rm) /.test(line));
  return lines.map((line) => line.trim()).filter((line) => line.includes(kind));
}

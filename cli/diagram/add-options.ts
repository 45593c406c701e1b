import { type Command, Option } from "commander";
import { DEFAULT_OUT } from "../defaults";
import { environments, files, names, notEmpty } from "../options";
import { PICTURE_FORMATS, PICTURE_THEMES } from "./options";

/** What the exit codes of `diagram` say. */
export const DIAGRAM_EXIT_CODES = `
Exit codes: 0 the picture is drawn; 1 a file is not what it should be; 2 the command line is wrong or names what there
is not, or the output cannot be written; 130 Ctrl-C ended it.`;

/** Adds the options of `diagram`. */
export function withDiagram(command: Command, env: NodeJS.ProcessEnv): Command {
  return command
    .addOption(environments(env))
    .addOption(new Option("--env <name...>", "environments to draw (default: all that have stacks)").argParser(names))
    .addOption(new Option("--format <format>", "format of the picture").choices(PICTURE_FORMATS).default("svg"))
    .addOption(
      new Option("--plans <dir>", "folder of plans, whose changes are drawn; may be repeated").argParser(files),
    )
    .addOption(
      new Option(
        "--policy <file>",
        "verdicts and ways out, as `privatelink policy --format json=FILE` wrote them",
      ).argParser(notEmpty),
    )
    .addOption(
      new Option(
        "--status <file>",
        "who is connected, as `privatelink status --format json` wrote it; may be repeated",
      ).argParser(files),
    )
    .addOption(new Option("--stacks <dir>", "output folder of the synthesis").argParser(notEmpty).default(DEFAULT_OUT))
    .addOption(
      new Option("--theme <theme>", "colours of an SVG; auto: those of the setting of the reader's machine")
        .choices(PICTURE_THEMES)
        .default("auto"),
    )
    .addOption(new Option("--output <file>", "file for the picture, instead of standard output").argParser(notEmpty));
}

import { type Command, InvalidArgumentError, Option } from "commander";
import { DEFAULT_OUT } from "../defaults";
import { environments, names, notEmpty } from "../options";
import { CHANGED_FORMATS } from "./options";

/** What the exit codes of `changed` say. */
export const CHANGED_EXIT_CODES = `
Exit codes: 0 it is known what changed, also where nothing did; 1 an environment is wrong, now or at the commit, or the
stacks of the commit cannot be built; 2 something could not be written, the command line is wrong, or it names what
there is not (an environment, a commit); 130 Ctrl-C ended it.`;

/** Most jobs of a matrix that GitHub runs. */
const MOST_SHARDS = 256;

/** Shards where nobody asks for others. */
const DEFAULT_SHARDS = 4;

/** Adds the options of `changed`. */
export function withChanged(command: Command, env: NodeJS.ProcessEnv): Command {
  return command
    .addOption(new Option("--base <commit>", "commit, branch or tag to compare with").argParser(notEmpty))
    .addOption(
      new Option("--deployed <file>", "compare with what was applied last, as `privatelink apply` wrote it")
        .argParser(notEmpty)
        .conflicts("base"),
    )
    .addOption(new Option("--first", "nothing is deployed yet: the file of --deployed is not there").conflicts("base"))
    .addOption(environments(env))
    .addOption(new Option("--env <name...>", "environments to compare (default: all)").argParser(names))
    .addOption(new Option("--out <dir>", "folder to write to").argParser(notEmpty).default(DEFAULT_OUT))
    .addOption(
      new Option("--format <format>", "what to print; a matrix is for GitHub Actions")
        .choices([...CHANGED_FORMATS])
        .default("text"),
    )
    .addOption(new Option("--shards <number>", "most jobs of the matrix").argParser(shards).default(DEFAULT_SHARDS))
    .addOption(
      new Option("--output <file>", "file for what is printed, instead of standard output").argParser(notEmpty),
    )
    .hook("preAction", (self) => {
      const { base, deployed, first } = self.opts<{ base?: string; deployed?: string; first?: boolean }>();
      if (base === undefined && deployed === undefined)
        self.error("error: expected --base COMMIT or --deployed FILE, to compare with; got neither");
      if (first && deployed === undefined) self.error("error: --first is of --deployed FILE; got no such option");
    });
}

function shards(value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 1 && number <= MOST_SHARDS) return number;
  throw new InvalidArgumentError(`Expected a number from 1 to ${MOST_SHARDS}.`);
}

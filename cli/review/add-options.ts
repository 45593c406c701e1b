import { type Command, Option } from "commander";
import { DEFAULT_OUT } from "../defaults";
import { checkedBy, environments, files, notEmpty } from "../options";
import { REVIEW_FORMATS } from "./options";

/** What the exit codes of `review` say. */
export const REVIEW_EXIT_CODES = `
Exit codes: 0 the change may be merged, or applied; 1 the policies fail, or a plan failed; 2 something was not judged,
the inputs do not belong together, or the command line is wrong; 130 Ctrl-C ended it.`;

/** Adds the options of `review`. */
export function withReview(command: Command, env: NodeJS.ProcessEnv): Command {
  return command
    .addOption(
      new Option(
        "--plans <dir...>",
        "folders that `plan` wrote: one for each shard; not needed where no stack changes",
      ).argParser(files),
    )
    .addOption(
      new Option(
        "--changed <file>",
        "what `changed` wrote (default: changed.json in the folder of the stacks)",
      ).argParser(notEmpty),
    )
    .addOption(
      new Option("--policy <file>", "what `policy --format json` wrote of all these plans").argParser(notEmpty),
    )
    .addOption(
      new Option(
        "--status <file...>",
        "who is connected, as `status --format json` wrote it at most 24 hours ago",
      ).argParser(files),
    )
    .addOption(new Option("--costs <file>", "price table (default: the one of the program)").argParser(notEmpty))
    .addOption(environments(env))
    .addOption(
      new Option("--stacks <dir>", "folder that `synth` wrote the stacks to").argParser(notEmpty).default(DEFAULT_OUT),
    )
    .addOption(new Option("--output <file>", "file for the review, instead of standard output").argParser(notEmpty))
    .addOption(new Option("--no-picture", "do not draw the change"))
    .addOption(new Option("--no-apply", "do not say how to apply the plans"))
    .addOption(
      new Option("--head <sha>", "commit of the pull request, where its merge with the base was planned").argParser(
        commit,
      ),
    )
    .addOption(new Option("--format <format>", "format of the review").choices(REVIEW_FORMATS).default("markdown"));
}

const commit = checkedBy((text) =>
  /^[0-9a-f]{40,64}$/.test(text) ? undefined : "the whole id of a commit, in 40 to 64 hexadecimal digits",
);

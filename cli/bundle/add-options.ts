import { type Command, Option } from "commander";
import { SIGNING_ALGORITHMS } from "../../policies/bundle/build";
import { notEmpty } from "../options";

/** What the exit codes of `bundle` say. */
export const BUNDLE_EXIT_CODES = `
Exit codes: 0 the bundle is written; 2 it is not: OPA or the key is missing, or the command line is wrong.`;

/** Adds the options of `bundle`. */
export function withBundle(command: Command): Command {
  return command
    .addOption(new Option("--output <file>", "file for the bundle (.tar.gz)").argParser(notEmpty).makeOptionMandatory())
    .addOption(
      new Option(
        "--signing-key <file>",
        "private key (PEM) or secret that signs the bundle (default: not signed)",
      ).argParser(notEmpty),
    )
    .addOption(new Option("--signing-alg <name>", "how it is signed (default: RS256)").choices(SIGNING_ALGORITHMS));
}

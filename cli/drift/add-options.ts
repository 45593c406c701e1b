import { type Command, InvalidArgumentError, Option } from "commander";
import { files, notEmpty } from "../options";
import { withTerraform } from "../plan/add-options";
import { DRIFT_FORMATS, type DriftFormat } from "./options";

/** What the exit codes of `drift` say. */
export const DRIFT_EXIT_CODES = `
Exit codes: 0 no drift; 1 something was changed outside of Terraform, a stack is not as it was applied, what is deployed
fails the policies, or a connection is not as declared; with --strict, also a stack that is not applied yet, not
deployed yet or no longer declared; 2 a stack could not be planned or judged, a service could not be asked, or the
command line is wrong; 130 Ctrl-C ended it.`;

/** Adds the options of `drift`. */
export function withDrift(command: Command, env: NodeJS.ProcessEnv): Command {
  return withTerraform(command, env)
    .addOption(
      new Option("--deployed <file>", "what was applied last, as `privatelink apply` wrote it").argParser(notEmpty),
    )
    .addOption(
      new Option(
        "--status <file>",
        "who is connected, as `privatelink status --format json` wrote it at most 24 hours ago; may be repeated",
      ).argParser(files),
    )
    .addOption(
      new Option("--data <file>", "policy data; may be repeated (default: policy.yaml, if there)").argParser(files),
    )
    .addOption(
      new Option(
        "--format <format>",
        "format of the report, with a file if you like (json=FILE); may be repeated: " +
          `${DRIFT_FORMATS.join(", ")} (default: text)`,
      ).argParser(formats),
    )
    .addOption(new Option("--values", "report the values of attributes too, except sensitive ones"))
    .addOption(
      new Option(
        "--strict",
        "exit with 1 also where a stack is not applied yet, not deployed yet or no longer declared",
      ),
    );
}

/** A format, and perhaps a file. One that names no file goes to standard output: only one can. */
function formats(value: string, previous: DriftFormat[] = []): DriftFormat[] {
  const [name, ...rest] = value.split("=");
  const format = DRIFT_FORMATS.find((each) => each === name);
  if (format === undefined) throw new InvalidArgumentError(`Allowed choices are ${DRIFT_FORMATS.join(", ")}.`);
  const isOpen = rest.length === 0;
  if (isOpen && previous.some(({ file }) => file === undefined))
    throw new InvalidArgumentError("Expected a file for each format but one, such as json=drift.json.");
  return [...previous, isOpen ? { format } : { format, file: notEmpty(rest.join("=")) }];
}

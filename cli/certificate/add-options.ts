import { type Command, InvalidArgumentError, Option } from "commander";
import { type CertificateFormat, CERTIFICATE_FORMAT_NAMES as FORMATS } from "../../certificate/format-names";
import { DEFAULT_OUT } from "../defaults";
import { date, environments, files, names, notEmpty } from "../options";

/** What the exit codes of `certificate` say. */
export const CERTIFICATE_EXIT_CODES = `
Exit codes: 0 each consumer VPC has a certificate; 1 one of them has a report of what stands against it, or the policy
data has an error; 2 something could not be judged or written, there is no consumer VPC, a consumer of \`--consumer\` has
none, or the command line is wrong or names something that does not exist; 130 Ctrl-C ended it.`;

/** Adds the options of `certificate`. */
export function withCertificate(command: Command, env: NodeJS.ProcessEnv): Command {
  return command
    .addOption(environments(env))
    .addOption(new Option("--env <name...>", "environments (default: all)").argParser(names))
    .addOption(new Option("--consumer <name...>", "consumers (default: all)").argParser(names))
    .addOption(new Option("--stacks <dir>", "folder that `synth` wrote").argParser(notEmpty).default(DEFAULT_OUT))
    .addOption(
      new Option(
        "--plans <path...>",
        "folders that `plan` wrote, or plans as JSON (default: none; a certificate is then about the configuration only)",
      ).argParser(files),
    )
    .addOption(
      new Option(
        "--data <file>",
        "policy data: which VPCs are consumers', what is allowed, waivers; may be repeated (default: policy.yaml, if there)",
      ).argParser(files),
    )
    .addOption(
      new Option(
        "--status <file>",
        "who is connected, as `privatelink status --format json` wrote it at most 24 hours ago; may be repeated",
      ).argParser(files),
    )
    .addOption(new Option("--out <dir>", "folder to write").argParser(notEmpty).default("certificates"))
    .addOption(
      new Option("--now <date>", "day of the judgement, by which waivers expire (default: today, UTC)").argParser(date),
    )
    .addOption(new Option("--format <name...>", `formats: ${FORMATS.join(", ")} (default: all)`).argParser(formats));
}

function formats(value: string, previous: CertificateFormat[] = []): CertificateFormat[] {
  const found = value.split(",").map((name) => {
    const format = FORMATS.find((each) => each === name.trim());
    if (format === undefined) throw new InvalidArgumentError(`Allowed choices are ${FORMATS.join(", ")}.`);
    return format;
  });
  const all = new Set([...previous, ...found]);
  return FORMATS.filter((each) => all.has(each));
}

import type { Argument, Command, Option } from "commander";
import { EXIT } from "../../../cli/exit-codes";
import { invocationOf } from "../../../cli/invocation";
import { program } from "../../../cli/program";
import { type Facts, type Groups, sorted } from "./contract";

/** Commands of the program by name, and what each takes. */
export function programCommands(): Groups {
  const invocation = invocationOf({ env: {}, script: "privatelink", cwd: "/" });
  const ignored = () => undefined;
  return commandFacts(program({ env: {}, invocation, out: ignored, error: ignored }));
}

/** What a command and those below it take. */
export function commandFacts(root: Command): Groups {
  return sorted([...commandsBelow(root, root.name())]);
}

function* commandsBelow(command: Command, name: string): Generator<[string, Facts]> {
  const options = command.options.map((option) => [option.long ?? option.flags, optionText(option)] as const);
  const args = command.registeredArguments.map((each, index) => [`argument ${index + 1}`, argumentText(each)] as const);
  yield [name, sorted([...options, ...args])];
  for (const each of command.commands) yield* commandsBelow(each, `${name} ${each.name()}`);
}

/** Words that {@link ../compare/commands.ts} reads: what the option takes, whether it must be there, its default. */
function optionText(option: Option): string {
  const takes = option.required ? "value" : option.optional ? "optional-value" : "flag";
  return words(takes, option.variadic, option.mandatory, option.argChoices, option.defaultValue, option.short);
}

function argumentText(argument: Argument): string {
  return words("value", argument.variadic, argument.required, argument.argChoices, argument.defaultValue);
}

function words(
  takes: string,
  isVariadic: boolean,
  isMandatory: boolean,
  choices: readonly string[] | undefined,
  value: unknown,
  short?: string,
): string {
  const facts: Record<string, unknown> = { takes };
  if (isVariadic) facts.several = true;
  if (isMandatory) facts.required = true;
  if (choices !== undefined) facts.choices = [...choices].sort();
  if (value !== undefined) facts.default = value;
  if (short !== undefined) facts.short = short;
  return JSON.stringify(facts);
}

/** Exit codes of all commands. */
export function exitCodes(): Facts {
  return sorted(Object.entries(EXIT).map(([name, code]) => [name, String(code)] as const));
}

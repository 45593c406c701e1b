import {
  NEWER_ARGUMENTS,
  type NewerArgument,
  type NewerArgumentName,
  REPAIRED_ARGUMENTS,
  type RepairedArgumentName,
} from "../modules/aws/newer-argument";
import { allowsBefore } from "./aws-provider-versions";

/** What is wrong with the versions of the provider that an environment allows, and what to do about it. */
export interface TooOld {
  readonly expected: string;
  readonly fix: string;
}

/**
 * Why an environment cannot ask for an argument with the versions of the provider that it allows; undefined where each
 * of them has it, and can set it.
 *
 * @param versions the version constraint of the environment.
 */
export function newerArgumentProblem(
  name: NewerArgumentName | RepairedArgumentName,
  versions: string,
): TooOld | undefined {
  const all: Readonly<Record<string, NewerArgument>> = { ...NEWER_ARGUMENTS, ...REPAIRED_ARGUMENTS };
  const { argument, since } = all[name] as NewerArgument;
  if (!allowsBefore(versions, since)) return undefined;
  const [major, minor] = since;
  const can = Object.hasOwn(REPAIRED_ARGUMENTS, name) ? `can set ${argument}` : `have \`${argument}\``;
  return {
    expected: `none with \`terraform.awsProvider: "${versions}"\`: only versions from ${since.join(".")} on ${can}`,
    fix: `set \`terraform.awsProvider: ">= ${major}.${minor}, < ${major + 1}"\` in environment.yaml, or take it out`,
  };
}

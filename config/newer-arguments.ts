import { NEWER_ARGUMENTS, type NewerArgumentName } from "../modules/aws/newer-argument";
import { allowsBefore } from "./aws-provider-versions";

/** What is wrong with the versions of the provider that an environment allows, and what to do about it. */
export interface TooOld {
  readonly expected: string;
  readonly fix: string;
}

/**
 * Why an environment cannot ask for an argument with the versions of the provider that it allows; undefined where each
 * of them has it.
 *
 * @param versions the version constraint of the environment.
 */
export function newerArgumentProblem(name: NewerArgumentName, versions: string): TooOld | undefined {
  const { argument, since } = NEWER_ARGUMENTS[name];
  if (!allowsBefore(versions, since)) return undefined;
  const [major, minor] = since;
  return {
    expected: `none with \`terraform.awsProvider: "${versions}"\`: only versions from ${since.join(".")} on have \`${argument}\``,
    fix: `set \`terraform.awsProvider: ">= ${major}.${minor}, < ${major + 1}"\` in environment.yaml, or take it out`,
  };
}

import { listed } from "../support/listed";
import { intersection, isEmpty, parseConstraint, type VersionRange } from "./version-constraint";

/**
 * Version of the provider hashicorp/aws that is tested: the one that the bindings and the classification of the
 * policies are of. Older ones may lack what the stacks use.
 */
export const TESTED_AWS_PROVIDER = "6.25.0";

const TESTED: VersionRange = { from: [6, 25, 0], before: [6, 25, 1], without: [] };
const OLDER: VersionRange = { from: [0, 0, 0], before: [6, 25, 0], without: [] };
/** A major version removes and renames arguments: the bindings must be of it first. */
const NEXT_MAJOR: VersionRange = { from: [7, 0, 0], without: [] };

/** Characters of a condition that are told. */
const LONGEST = 40;

/** A range that everything is checked for, as an example. */
const EXAMPLE = ">= 6.25, < 7";

/** What is wrong with a range of versions, and what to do about it. */
export interface RangeProblem {
  readonly expected: string;
  readonly fix?: string;
}

/** All that is wrong with the versions of the provider hashicorp/aws that an environment allows. */
export function awsProviderProblem(text: string): RangeProblem | undefined {
  const constraint = parseConstraint(text);
  if ("wrong" in constraint) return syntaxProblem(constraint.wrong);
  const { range } = constraint;
  if (isEmpty(range)) return { expected: "conditions that a version can meet together", fix: `write "${EXAMPLE}"` };
  const overlaps = (other: VersionRange) => !isEmpty(intersection(range, other));
  const older = overlaps(OLDER);
  const newer = overlaps(NEXT_MAJOR);
  if (!older && !newer) return undefined;
  const bounds = [
    ...(older ? [`no version before ${TESTED_AWS_PROVIDER}, which lacks arguments of the stacks`] : []),
    ...(newer ? ["no version from 7.0.0 on, which may remove arguments of the stacks"] : []),
  ];
  const conditions = [...(older ? [">= 6.25"] : []), ...(newer ? ["< 7"] : [])].join(", ");
  const fixed = parseConstraint(`${conditions}, ${text}`);
  const fits = !("wrong" in fixed) && !isEmpty(fixed.range);
  return {
    expected: bounds.join("; "),
    fix: fits ? `add \`${conditions}\`, as in "${fixed.text}"` : `write "${EXAMPLE}"`,
  };
}

function syntaxProblem(wrong: readonly string[]): RangeProblem {
  const shown = [...new Set(wrong)].map((part) => (part === "" ? "what is empty" : `\`${part.slice(0, LONGEST)}\``));
  const isPrerelease = wrong.some((part) => /\d[-+]/.test(part));
  return {
    expected: `conditions with commas between them, such as "${EXAMPLE}": =, !=, >, >=, <, <= or ~>, and a version`,
    // A word such as `latest` is no condition with a mistake in it: there is nothing to correct.
    fix: wrong.some((part) => /\d/.test(part))
      ? `correct ${listed(shown)}${isPrerelease ? "; pre-releases are not taken" : ""}`
      : `write "${EXAMPLE}" in place of ${listed(shown)}`,
  };
}

/**
 * Versions as Terraform writes them to a lock file, so that each spelling of the same ones gives the same stacks.
 *
 * @throws where it is no version constraint.
 */
export function canonicalVersions(text: string): string {
  const constraint = parseConstraint(text);
  if ("wrong" in constraint) throw new Error(`expected a version constraint, got: ${text}`);
  return constraint.text;
}

/** Whether the version that is tested is among those that an environment allows. */
export function allowsTested(text: string): boolean {
  const constraint = parseConstraint(text);
  return !("wrong" in constraint) && !isEmpty(intersection(constraint.range, TESTED));
}

/** Whether a version before another one is allowed. */
export function allowsBefore(text: string, before: NonNullable<VersionRange["before"]>): boolean {
  const constraint = parseConstraint(text);
  return !("wrong" in constraint) && !isEmpty(intersection(constraint.range, { from: [0, 0, 0], before, without: [] }));
}

/** Whether more than one version is allowed. Then the lock file says which one is taken. */
export function allowsSeveral(text: string): boolean {
  const constraint = parseConstraint(text);
  if ("wrong" in constraint) return false;
  const { from, before, without } = constraint.range;
  return !isEmpty({ from, before, without: [...without, from] });
}

// Not from all of cdktf, which takes 0.3 s to load: config loads this file, and builds nothing.
import { isUnresolved } from "./tokens";

/** The condition of a statement: values by operator and key. */
export type Condition = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What is wrong within a condition: the path from the condition, and what was expected instead. */
export interface ConditionProblem {
  readonly path: readonly PropertyKey[];
  readonly expected: string;
}

/** Keys whose value is the id of an organization. Each has one value in a request. */
const ORGANIZATION_IDS = ["aws:PrincipalOrgID", "aws:ResourceOrgID", "aws:SourceOrgID"];

/** Keys whose values are paths of organizational units. Each may have several values in a request. */
const ORGANIZATION_PATHS = ["aws:PrincipalOrgPaths", "aws:ResourceOrgPaths", "aws:SourceOrgPaths"];

const ID = /^o-[a-z0-9]{10,32}$/;
const PATH = /^o-[a-z0-9]{10,32}\/r-[0-9a-z]{4,32}\/(ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}\/)*$/;
/** A text with wildcards, of which what stands before the first one is a part of a path. */
const PATH_PATTERN = /^o-[a-z0-9]{10,32}\/[0-9a-z/*?-]*$/;

/** An operator without what may stand around it: `ForAnyValue:` before, `IfExists` after. */
const OPERATOR = /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+?)(IfExists)?$/i;

const EXACT = ["stringequals", "stringnotequals", "stringequalsignorecase", "stringnotequalsignorecase"];
const PATTERNS = ["stringlike", "stringnotlike"];

/**
 * What is wrong with the conditions on organizations among those of a statement. A value of another form matches
 * nobody, and a key with another operator than one for texts never matches: AWS says nothing of either.
 *
 * Source: IAM User Guide, "AWS global condition context keys" (ids, paths), "Set operators for multivalued context
 * keys" (ForAnyValue with keys that have several values, and with no others), AWS Organizations API reference,
 * "Organization" (the form of ids).
 */
export function organizationConditionProblems(condition: Condition): ConditionProblem[] {
  return Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, value]) => {
      const [id, paths] = [nameIn(ORGANIZATION_IDS, key), nameIn(ORGANIZATION_PATHS, key)];
      const name = id ?? paths;
      if (name === undefined || isUnresolved(key) || /^null$/i.test(operator)) return [];
      const wrong = operatorProblem(operator, name, id === undefined);
      if (wrong !== undefined) return [{ path: [operator, key], expected: wrong }];
      const isPattern = PATTERNS.includes(baseOf(operator));
      const expectation = id === undefined ? pathProblem : idProblem;
      return valuesOf(value).flatMap(({ path, text }) => {
        const expected = isReference(text) ? undefined : expectation(text, isPattern);
        return expected === undefined ? [] : [{ path: [operator, key, ...path], expected }];
      });
    }),
  );
}

/** The name of a key as AWS writes it: IAM takes keys in whatever case. */
function nameIn(names: readonly string[], key: string): string | undefined {
  return names.find((name) => name.toLowerCase() === key.toLowerCase());
}

function baseOf(operator: string): string {
  return (OPERATOR.exec(operator)?.[2] ?? operator).toLowerCase();
}

function operatorProblem(operator: string, name: string, hasSeveral: boolean): string | undefined {
  const set = OPERATOR.exec(operator)?.[1];
  if (![...EXACT, ...PATTERNS].includes(baseOf(operator)))
    return `an operator for texts with ${name}, such as ${hasSeveral ? "ForAnyValue:StringLike" : "StringEquals"}`;
  if (hasSeveral && set === undefined)
    return `ForAnyValue: or ForAllValues: before the operator, such as ForAnyValue:StringLike: ${name} has several values`;
  return !hasSeveral && set !== undefined
    ? `no ${set}: before the operator, such as StringEquals: ${name} has one value`
    : undefined;
}

function idProblem(text: string, isPattern: boolean): string | undefined {
  if (ID.test(text)) return undefined;
  return isPattern && /[*?]/.test(text)
    ? "the id of an organization without wildcards, such as o-a1b2c3d4e5: other organizations would match"
    : "the id of an organization, such as o-a1b2c3d4e5";
}

function pathProblem(text: string, isPattern: boolean): string | undefined {
  if (PATH.test(text) || (isPattern && PATH_PATTERN.test(text) && /[*?]/.test(text))) return undefined;
  return isPattern
    ? "a path that begins with the id of an organization, such as o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"
    : "a path from the organization to the unit with a slash at its end, such as o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/";
}

/** The values of a key, with the path of each from the key. */
function valuesOf(value: unknown): { readonly path: readonly PropertyKey[]; readonly text: string }[] {
  return Array.isArray(value)
    ? value.map((each, index) => ({ path: [index], text: String(each) }))
    : [{ path: [], text: String(value) }];
}

/** Whether only AWS or Terraform knows a text: a policy variable, or a reference. */
function isReference(text: string): boolean {
  return isUnresolved(text) || text.includes("${");
}

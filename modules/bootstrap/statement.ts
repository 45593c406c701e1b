/** A statement of an IAM policy of a role. */
export interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  /** By operator and key. */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Most characters of a managed policy; white space does not count (IAM User Guide, "IAM and STS quotas"). */
export const POLICY_LIMIT = 6144;

/** Most managed policies of a role, by the default quota. */
export const MOST_POLICIES = 10;

/** A policy with statements, as JSON without white space. */
export function policyText(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/**
 * Deals statements out to policies, each to the first that has room: none is longer than AWS takes. The same statements
 * always give the same policies. A statement that is too long by itself is cut into as few as hold it.
 *
 * @returns texts of policies; none where there are no statements.
 */
export function splitPolicies(statements: readonly Statement[], limit = POLICY_LIMIT): string[] {
  const policies: Statement[][] = [];
  for (const statement of statements.flatMap((each) => shortEnough(each, limit))) {
    const first = policies.find((each) => policyText([...each, statement]).length <= limit);
    if (first !== undefined) first.push(statement);
    else policies.push([statement]);
  }
  return policies.map(policyText);
}

function shortEnough(statement: Statement, limit: number): Statement[] {
  const { Action, Resource } = statement;
  // Names of resources are far shorter than a policy may be.
  if (policyText([statement]).length <= limit || (Resource.length < 2 && Action.length < 2)) return [statement];
  if (Resource.length < 2) return filled(Action, limit, (part) => ({ ...statement, Action: part }));
  return filled(Resource, limit, (part) => ({ ...statement, Resource: part })).flatMap((each) =>
    shortEnough(each, limit),
  );
}

/** Statements with parts of a list, each as long as a policy may be; an item that is too long is a part by itself. */
function filled(list: readonly string[], limit: number, statementOf: (part: string[]) => Statement): Statement[] {
  const parts: string[][] = [];
  for (const item of list) {
    const last = parts.at(-1);
    if (last !== undefined && policyText([statementOf([...last, item])]).length <= limit) last.push(item);
    else parts.push([item]);
  }
  return parts.map(statementOf);
}

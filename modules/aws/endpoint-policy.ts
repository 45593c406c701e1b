// Not from all of cdktf, which takes 0.3 s to load: config loads this file, and builds nothing.
import { type Condition, organizationConditionProblems } from "./organization-condition";
import { isUnresolved } from "./tokens";

/**
 * A policy of an endpoint, as IAM has policies: who may do what through the endpoint. Texts in it are AWS's, policy variables
 * such as `${aws:PrincipalTag/team}` among them; references of Terraform may stand in them, too.
 */
export type EndpointPolicy = Readonly<Record<string, unknown>>;

/** Most characters of an endpoint policy; AWS does not raise it (AWS PrivateLink Guide, "AWS PrivateLink quotas"). */
export const MOST_POLICY_CHARACTERS = 20480;

/** The policy that AWS gives endpoints: whoever may use the service may do so through the endpoint. */
export const FULL_ACCESS: EndpointPolicy = {
  Version: "2008-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
};

/** What is wrong within a policy: the path from the document, and what was expected instead. */
export interface PolicyProblem {
  readonly path: readonly PropertyKey[];
  readonly expected: string;
  /** All places that have the same thing, where that is what is wrong. */
  readonly places?: readonly (readonly PropertyKey[])[];
}

const VERSIONS = ["2012-10-17", "2008-10-17"];
/** Keys in the order that they are written in: in whatever order they are given, a policy is the same text. */
const DOCUMENT_KEYS = ["Version", "Id", "Statement"];
const STATEMENT_KEYS = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];
/** Pairs of keys of which a statement has one. */
const EITHER = [
  ["Principal", "NotPrincipal"],
  ["Action", "NotAction"],
  ["Resource", "NotResource"],
] as const;

/**
 * What is wrong with the form and the size of an endpoint policy. Source: IAM User Guide, "Grammar of the IAM JSON policy
 * language", and AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies": a statement names a
 * principal. Conditions on organizations have values of their own form: {@link organizationConditionProblems}.
 */
export function endpointPolicyProblems(policy: unknown): PolicyProblem[] {
  if (!isMapping(policy)) return [{ path: [], expected: "a policy document: a mapping with `Statement`" }];
  const problems = [
    ...unknownKeys(policy, DOCUMENT_KEYS, []),
    ...(policy.Version === undefined || VERSIONS.includes(policy.Version as string)
      ? []
      : [{ path: ["Version"], expected: `"2012-10-17", in quotes, or "2008-10-17"` }]),
    ...(policy.Id === undefined || isText(policy.Id) ? [] : [{ path: ["Id"], expected: "a text" }]),
    ...statementsProblems(policy.Statement),
  ];
  if (problems.length > 0) return problems;
  const size = textOf(policy).length;
  return size > MOST_POLICY_CHARACTERS && !isUnresolved(textOf(policy))
    ? [{ path: [], expected: `at most ${MOST_POLICY_CHARACTERS} characters as JSON, of which there are ${size}` }]
    : [];
}

/** The text of a sound policy, the same in whatever order its keys are given, for an argument of Terraform. */
export function renderEndpointPolicy(policy: EndpointPolicy): string {
  return textOf(policy, (text) => (isUnresolved(text) ? text : text.replace(/[$%](?=\{)/g, "$&$&")));
}

function textOf(policy: EndpointPolicy, write: (text: string) => string = (text) => text): string {
  const statements = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
  const document = {
    Version: VERSIONS[0],
    ...policy,
    Statement: statements.map((statement) => ordered(statement as object, STATEMENT_KEYS)),
  };
  return JSON.stringify(ordered(document, DOCUMENT_KEYS), (_, value) =>
    typeof value === "string" ? write(value) : isMapping(value) ? withKeys(value, write) : value,
  );
}

/** The keys that are not in the list come last, sorted; there are none in sound policies but those within conditions. */
function ordered(value: object, keys: readonly string[]): object {
  const place = (key: string) => (keys.includes(key) ? keys.indexOf(key) : keys.length);
  const entries = Object.entries(value).map(([key, each]) => [key, key === "Condition" ? sortedDeeply(each) : each]);
  return Object.fromEntries(entries.sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1)));
}

function sortedDeeply(value: unknown): unknown {
  if (!isMapping(value)) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, sortedDeeply(each)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same with its keys as Terraform takes texts: conditions have keys such as `aws:PrincipalTag/${...}`. */
function withKeys(value: Readonly<Record<string, unknown>>, write: (text: string) => string): object {
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [write(key), each]));
}

function statementsProblems(statements: unknown): PolicyProblem[] {
  const expected = "a statement, or a list of some";
  if (isMapping(statements)) return statementProblems(statements, ["Statement"]);
  if (!Array.isArray(statements) || statements.length === 0) return [{ path: ["Statement"], expected }];
  const sids = statements.map((statement) => (isMapping(statement) ? statement.Sid : undefined));
  return statements.flatMap((statement, index) => {
    const path = ["Statement", index];
    if (!isMapping(statement))
      return [{ path, expected: "a statement: a mapping with Effect, Principal, Action, Resource" }];
    const again = statement.Sid !== undefined && sids.indexOf(statement.Sid) < index;
    return [
      ...(again
        ? [
            {
              path: [...path, "Sid"],
              expected: "each Sid once",
              places: [
                ["Statement", sids.indexOf(statement.Sid), "Sid"],
                [...path, "Sid"],
              ],
            },
          ]
        : []),
      ...statementProblems(statement, path),
    ];
  });
}

function statementProblems(
  statement: Readonly<Record<string, unknown>>,
  path: readonly PropertyKey[],
): PolicyProblem[] {
  const { Effect, Sid, Condition } = statement;
  const problem = (key: string, expected: string): PolicyProblem => ({ path: [...path, key], expected });
  const pairs = EITHER.flatMap(([key, not]): PolicyProblem[] =>
    (statement[key] === undefined) === (statement[not] === undefined)
      ? [{ path, expected: `either \`${key}\` or \`${not}\` in each statement` }]
      : [],
  );
  const lists = ["Action", "NotAction", "Resource", "NotResource"].flatMap((key) =>
    statement[key] === undefined || isTexts(statement[key]) ? [] : [problem(key, "a text, or a list of texts")],
  );
  return [
    ...unknownKeys(statement, STATEMENT_KEYS, path),
    ...(Sid === undefined || (typeof Sid === "string" && /^[A-Za-z0-9]*$/.test(Sid))
      ? []
      : [problem("Sid", "letters and digits")]),
    ...(Effect === "Allow" || Effect === "Deny" ? [] : [problem("Effect", "Allow or Deny")]),
    ...pairs,
    ...lists,
    ...["Principal", "NotPrincipal"].flatMap((key) =>
      statement[key] === undefined || isPrincipal(statement[key])
        ? []
        : [problem(key, '"*", or a mapping such as { AWS: "arn:aws:iam::111111111111:role/name" }')],
    ),
    ...(Condition === undefined ? [] : conditionProblems(Condition, [...path, "Condition"])),
  ];
}

function conditionProblems(condition: unknown, path: readonly PropertyKey[]): PolicyProblem[] {
  return isCondition(condition)
    ? organizationConditionProblems(condition).map((each) => ({ ...each, path: [...path, ...each.path] }))
    : [
        {
          path,
          expected: "operators with keys and values, such as { StringEquals: { aws:PrincipalOrgID: o-a1b2c3d4e5 } }",
        },
      ];
}

function unknownKeys(value: object, known: readonly string[], path: readonly PropertyKey[]): PolicyProblem[] {
  return Object.keys(value).flatMap((key) =>
    known.includes(key) ? [] : [{ path: [...path, key], expected: `one of the keys ${known.join(", ")}` }],
  );
}

function isPrincipal(value: unknown): boolean {
  if (value === "*") return true;
  return (
    isMapping(value) &&
    Object.keys(value).length > 0 &&
    Object.entries(value).every(
      ([key, each]) => ["AWS", "Service", "Federated", "CanonicalUser"].includes(key) && isTexts(each),
    )
  );
}

function isCondition(value: unknown): value is Condition {
  return (
    isMapping(value) &&
    Object.values(value).every(
      (keys) => isMapping(keys) && Object.values(keys).every((each) => isTexts(each, isScalar)),
    )
  );
}

function isTexts(value: unknown, accepts: (value: unknown) => boolean = isText): boolean {
  return accepts(value) || (Array.isArray(value) && value.length > 0 && value.every(accepts));
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function isScalar(value: unknown): boolean {
  return isText(value) || typeof value === "boolean" || typeof value === "number";
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

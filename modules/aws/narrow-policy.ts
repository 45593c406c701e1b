import { isUnresolved } from "./tokens";

/**
 * Whether endpoint policies bind every request to resources or principals. The policies in Rego ask the same
 * (`policies/rego/lib/narrows.rego`), and a test compares the two: what a module takes, the proof takes.
 *
 * Sources: AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies"; IAM User Guide, "IAM JSON policy
 * elements: Condition operators" and "IAM JSON policy elements: Resource".
 */

type Mapping = Readonly<Record<string, unknown>>;

const ACCOUNT = /^[0-9]{12}$/;
/**
 * Nothing before the account is a wildcard: it could stand for more than its part, and so for an account of its own. The
 * object `x:111111111111:y` of somebody else's bucket fits `arn:aws:s3:*:111111111111:*`.
 */
const ARN_OF_ACCOUNT = /^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]{12}:/;
const ORGANIZATION = /^o-[a-z0-9]+$/;
const ORGANIZATION_PATH = /^o-[a-z0-9]+\//;

/** ARNs that name an account, or something whose name or id nobody else has. */
const RESOURCES = [
  ARN_OF_ACCOUNT,
  /^arn:aws[a-z-]*:s3:::[^*?/:$]+(\/.*)?$/,
  /^arn:aws[a-z-]*:s3:::[^/:$]*[^*?/:$]{6}[^/:$]*(\/.*)?$/,
  /^arn:aws[a-z-]*:(ec2|route53):[a-z0-9-]*::[a-z-]+\/[^*?/:$]+$/,
];

/** Keys of conditions that bind who asks, or whose the resource is, in lower case, with the form of their values. */
const CONDITIONS: ReadonlyMap<string, RegExp> = new Map([
  ["aws:principalaccount", ACCOUNT],
  ["aws:principalarn", ARN_OF_ACCOUNT],
  ["aws:principalorgid", ORGANIZATION],
  ["aws:principalorgpaths", ORGANIZATION_PATH],
  ["aws:resourceaccount", ACCOUNT],
  ["aws:resourceorgid", ORGANIZATION],
  ["aws:resourceorgpaths", ORGANIZATION_PATH],
  ["kms:calleraccount", ACCOUNT],
  ["s3:dataaccesspointaccount", ACCOUNT],
  ["s3:dataaccesspointarn", ARN_OF_ACCOUNT],
  ["s3:resourceaccount", ACCOUNT],
]);

/** Keys with several values in a request: an operator without `ForAnyValue` fits nothing by them. */
const MULTIVALUED = ["aws:principalorgpaths", "aws:resourceorgpaths"];

const POSITIVE = ["ArnEquals", "ArnLike", "StringEquals", "StringEqualsIgnoreCase", "StringLike"];
const NEGATIVE = ["ArnNotEquals", "ArnNotLike", "StringNotEquals", "StringNotLike"].flatMap((operator) => [
  operator,
  `${operator}IfExists`,
]);
const ANY_VALUE = "ForAnyValue:";

/**
 * Positions of the statements that let a request through to resources of anybody, by anybody. There is none where another
 * statement denies everything that is not one's own.
 *
 * @param policy a document in a sound form, for a gateway endpoint: the principal of each statement is `*`.
 */
export function openStatements(policy: Mapping): number[] {
  const statements = (Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement]) as Mapping[];
  if (statements.some(isBarrier)) return [];
  return statements.flatMap((statement, index) => (isNarrow(statement) ? [] : [index]));
}

function isNarrow(statement: Mapping): boolean {
  return (
    statement.Effect === "Deny" ||
    testsOf(statement).some(({ operator, key, values }) => isPositive(operator, key) && isBound(key, values)) ||
    (statement.NotResource === undefined && allFit(statement.Resource, RESOURCES))
  );
}

/**
 * A denial of everything that is not one's own: of everybody and all actions, on all resources under one condition, or
 * on all but named resources under one condition or none.
 */
function isBarrier(statement: Mapping): boolean {
  const isAll = (value: unknown) => value === "*" || (Array.isArray(value) && value.length === 1 && value[0] === "*");
  const tests = testsOf(statement);
  const isOfOthers = tests.every(
    ({ operator, key, values }) => NEGATIVE.includes(operator) && !MULTIVALUED.includes(key) && isBound(key, values),
  );
  const isOnOthers =
    statement.NotResource === undefined
      ? isAll(statement.Resource) && tests.length === 1
      : allFit(statement.NotResource, RESOURCES) && tests.length < 2;
  return (
    statement.Effect === "Deny" && statement.Principal === "*" && isAll(statement.Action) && isOnOthers && isOfOthers
  );
}

/** What the condition of a statement compares. Keys are in lower case: AWS ignores the case. */
function testsOf({ Condition = {} }: Mapping): { operator: string; key: string; values: unknown }[] {
  return Object.entries(Condition as Mapping).flatMap(([operator, tests]) =>
    Object.entries(tests as Mapping).map(([key, values]) => ({ operator, key: key.toLowerCase(), values })),
  );
}

function isPositive(operator: string, key: string): boolean {
  return operator.startsWith(ANY_VALUE)
    ? POSITIVE.includes(operator.slice(ANY_VALUE.length))
    : POSITIVE.includes(operator) && !MULTIVALUED.includes(key);
}

function isBound(key: string, values: unknown): boolean {
  const pattern = CONDITIONS.get(key);
  return pattern !== undefined && allFit(values, [pattern]);
}

/** Whether there are values and each fits. What only Terraform knows is judged in its plan. */
function allFit(values: unknown, patterns: readonly RegExp[]): boolean {
  const texts = Array.isArray(values) ? values : values === undefined ? [] : [values];
  return (
    texts.length > 0 && texts.every((text) => isUnresolved(text) || patterns.some((pattern) => pattern.test(`${text}`)))
  );
}

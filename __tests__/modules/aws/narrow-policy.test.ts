import { openStatements } from "../../../modules/aws/narrow-policy";
import { loadPolicy, type Policy } from "../../../policies/checker/policy";
import { stacks } from "../../policies/documents";

const ORGANIZATION = "o-a1b2c3d4e5";
const BUCKET = "arn:aws:s3:::bucket/*";
const OWN = { "aws:ResourceOrgID": ORGANIZATION };
const TABLE = "arn:aws:dynamodb:us-east-1:111111111111:table/stock";

const allowing = (more: object) => ({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*", ...more });
const under = (operator: string, key: string, value: unknown) =>
  allowing({ Condition: { [operator]: { [key]: value } } });
const without = (key: string, more: object) =>
  Object.fromEntries(Object.entries(allowing(more)).filter(([name]) => name !== key));
const barrier = (more: object) => [allowing({}), { ...allowing({ Effect: "Deny" }), ...more }];

/** Policies of gateway endpoints, as their statements, that bind every request. */
const NARROW: readonly (readonly object[])[] = [
  [allowing({ Resource: BUCKET })],
  [allowing({ Resource: [BUCKET, "arn:aws:s3:::bucket"] }), allowing({ Effect: "Deny" })],
  [allowing({ Resource: "arn:aws:s3:::project-*/*" })],
  [allowing({ Resource: "arn:aws-cn:s3:::bucket" })],
  [allowing({ Resource: [TABLE, `${TABLE}/index/*`] })],
  [allowing({ Resource: "arn:aws:dynamodb:us-east-1:111111111111:table/*" })],
  [allowing({ Resource: "arn:aws:s3:us-east-1:111111111111:accesspoint/app" })],
  [under("StringEquals", "aws:ResourceAccount", ["111111111111"])],
  [under("StringEqualsIgnoreCase", "AWS:PrincipalOrgId", ORGANIZATION)],
  [under("ArnLike", "aws:PrincipalArn", "arn:aws:iam::111111111111:role/*")],
  [under("StringLike", "s3:DataAccessPointArn", "arn:aws:s3:us-east-1:111111111111:accesspoint/*")],
  [under("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", `${ORGANIZATION}/*`)],
  [allowing({ Effect: "Deny" })],
  barrier({ Condition: { StringNotEquals: OWN } }),
  barrier({ Condition: { StringNotEqualsIfExists: OWN }, Action: ["*"], Resource: ["*"] }),
  barrier({ Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/*" } } }),
  [allowing({}), without("Resource", { Effect: "Deny", NotResource: BUCKET })],
  [allowing({}), without("Resource", { Effect: "Deny", NotResource: [BUCKET], Condition: { StringNotEquals: OWN } })],
];

/** Policies of which the module does not see that they bind, and the policies in Rego do not know it. */
const DOUBTFUL: readonly (readonly object[])[] = [
  barrier({ Condition: { StringNotEquals: OWN }, Resource: BUCKET }),
  barrier({ Condition: { StringNotEquals: { ...OWN, "aws:SourceVpc": "vpc-0123456789abcdef0" } } }),
];

/** Policies that let some request through to anybody's buckets or tables, by anybody. */
const OPEN: readonly (readonly object[])[] = [
  [allowing({})],
  [allowing({ Resource: BUCKET }), allowing({})],
  [allowing({ Resource: [BUCKET, "*"] })],
  [allowing({ Resource: "arn:aws:s3:::*" })],
  [allowing({ Resource: "arn:aws:s3:::*/*" })],
  [allowing({ Resource: "arn:aws:s3:::app*" })],
  [allowing({ Resource: "arn:aws:s3:::**" })],
  [allowing({ Resource: "arn:*:s3:::bucket" })],
  [allowing({ Resource: "arn:aws:s3:::${aws:PrincipalAccount}-logs/*" })],
  [allowing({ Resource: "arn:aws:dynamodb:us-east-1:*:table/stock" })],
  [allowing({ Resource: "arn:aws:s3:us-east-1:*:accesspoint/app" })],
  [allowing({ Resource: "arn:aws:s3:*:111111111111:*" })],
  [allowing({ Resource: "arn:aws:s3:*:111111111111:accesspoint/*" })],
  [allowing({ Resource: "arn:aws:dynamodb:*:111111111111:table/*" })],
  [without("Resource", { NotResource: BUCKET })],
  [without("Action", { NotAction: "s3:DeleteBucket" })],
  [under("Bool", "aws:SecureTransport", "true")],
  [under("StringEquals", "aws:SourceVpc", "vpc-0123456789abcdef0")],
  [under("StringEqualsIfExists", "aws:ResourceOrgID", ORGANIZATION)],
  [under("ForAllValues:StringEquals", "aws:ResourceOrgID", ORGANIZATION)],
  [under("StringNotEquals", "aws:ResourceOrgID", ORGANIZATION)],
  [under("StringLike", "aws:ResourceOrgID", "o-*")],
  [under("StringEquals", "aws:ResourceAccount", ["111111111111", "${aws:PrincipalAccount}"])],
  [under("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/app")],
  [under("StringLike", "aws:PrincipalOrgPaths", `${ORGANIZATION}/*`)],
  barrier({}),
  barrier({ Condition: { StringNotEquals: OWN }, Action: "s3:PutObject" }),
  barrier({ Condition: { StringEquals: OWN } }),
  [allowing({}), without("Resource", { Effect: "Deny", NotResource: "*" })],
  barrier({ Condition: { StringNotLike: { "aws:ResourceOrgID": "o-*" } } }),
];

let policy: Policy;
beforeAll(async () => {
  policy = await loadPolicy();
});

/** What the policies say of a consumer's VPC with a gateway endpoint that has a policy. */
function outcomeOf(Statement: readonly object[]): string | undefined {
  const endpoint = {
    vpc_endpoint_type: "Gateway",
    service_name: "com.amazonaws.us-east-1.s3",
    policy: JSON.stringify({ Statement }).replace(/\$\{/g, "$$$&"),
  };
  const verdict = policy.judge(stacks("consumer", { aws_vpc_endpoint: { x: endpoint } })["as objects"]);
  if (verdict.verdict === "unjudgeable") throw new Error(verdict.why.join());
  return verdict.findings.find(({ rule }) => rule === "allowed-endpoints")?.outcome;
}

test.each(NARROW.map((statements) => [JSON.stringify(statements), statements] as const))(
  "binds: %s",
  (_, statements) => {
    expect(openStatements({ Statement: statements })).toEqual([]);
    expect(outcomeOf(statements)).toBe("warning");
  },
);

test.each(OPEN.map((statements) => [JSON.stringify(statements), statements] as const))(
  "is open, and a way out: %s",
  (_, statements) => {
    expect(openStatements({ Statement: statements })).not.toEqual([]);
    expect(outcomeOf(statements)).toBe("violated");
  },
);

test.each(DOUBTFUL.map((statements) => [JSON.stringify(statements), statements] as const))(
  "is refused, and not proven: %s",
  (_, statements) => {
    expect(openStatements({ Statement: statements })).not.toEqual([]);
    expect(outcomeOf(statements)).toBe("unproven");
  },
);

test("tells which statements are open", () => {
  expect(openStatements({ Statement: [allowing({ Resource: BUCKET }), allowing({}), allowing({})] })).toEqual([1, 2]);
  expect(openStatements({ Statement: allowing({}) })).toEqual([0]);
});

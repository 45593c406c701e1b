import {
  type EndpointPolicy,
  endpointPolicyProblems,
  renderEndpointPolicy,
} from "../../../modules/aws/endpoint-policy";
import { unknownText } from "../../support/synth";

const STATEMENT = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::bucket/*" };
const POLICY: EndpointPolicy = { Version: "2012-10-17", Statement: [STATEMENT] };

/** What is wrong with a policy whose only statement is the sound one with some changes. */
function problemsOf(changes: object) {
  return endpointPolicyProblems({ ...POLICY, Statement: [{ ...STATEMENT, ...changes }] });
}

test.each<[string, EndpointPolicy]>([
  ["a statement in a list", POLICY],
  ["a statement alone, without a version", { Statement: STATEMENT }],
  [
    "everything that there is",
    {
      Id: "all",
      Version: "2008-10-17",
      Statement: [
        {
          Sid: "Team1",
          Effect: "Deny",
          NotPrincipal: { AWS: ["arn:aws:iam::111111111111:role/a", "222222222222"], Service: "ec2.amazonaws.com" },
          NotAction: ["s3:Get*"],
          NotResource: ["*"],
          Condition: { Bool: { "aws:SecureTransport": false }, NumericLessThan: { "s3:max-keys": [10, "20"] } },
        },
      ],
    },
  ],
])("%s is a policy", (_, policy) => {
  expect(endpointPolicyProblems(policy)).toEqual([]);
});

const ORGANIZATION = "o-a1b2c3d4e5";
const UNIT = `${ORGANIZATION}/r-ab12/ou-ab12-11111111/ou-ab12-22222222/`;

test.each<[string, object]>([
  ["an organization", { StringEquals: { "aws:PrincipalOrgID": ORGANIZATION } }],
  ["several, in whatever case", { stringNotEqualsIfExists: { "AWS:resourceorgid": [ORGANIZATION, "o-0123456789ab"] } }],
  ["the organization of the principal itself", { StringEquals: { "aws:ResourceOrgID": "${aws:PrincipalOrgID}" } }],
  ["what only Terraform knows", { StringEquals: { "aws:PrincipalOrgID": unknownText("var.organization") } }],
  ["units", { "ForAnyValue:StringEquals": { "aws:PrincipalOrgPaths": [UNIT, `${ORGANIZATION}/r-ab12/`] } }],
  ["all below a unit", { "ForAnyValue:StringLike": { "aws:ResourceOrgPaths": `${UNIT}*` } }],
  ["all of an organization", { "ForAllValues:StringLikeIfExists": { "aws:PrincipalOrgPaths": [`${ORGANIZATION}/*`] } }],
  ["whether there is one", { Null: { "aws:PrincipalOrgID": "false", "aws:PrincipalOrgPaths": true } }],
  ["other keys with whatever value", { ArnLike: { "aws:PrincipalArn": "o-1" } }],
])("a condition may name %s", (_, Condition) => {
  expect(problemsOf({ Condition })).toEqual([]);
});

const ID_EXPECTATION = "the id of an organization, such as o-a1b2c3d4e5";

test.each<[string, Record<string, Record<string, unknown>>, PropertyKey[], string]>([
  ["an account", { StringEquals: { "aws:PrincipalOrgID": "111111111111" } }, [], ID_EXPECTATION],
  ["an id in upper case", { StringEquals: { "aws:ResourceOrgID": "O-A1B2C3D4E5" } }, [], ID_EXPECTATION],
  ["a short id among others", { StringEquals: { "aws:SourceOrgID": [ORGANIZATION, "o-1"] } }, [1], ID_EXPECTATION],
  [
    "an id with wildcards",
    { StringLike: { "aws:PrincipalOrgID": "o-*" } },
    [],
    "the id of an organization without wildcards, such as o-a1b2c3d4e5: other organizations would match",
  ],
  [
    "an id with an operator for ARNs",
    { ArnEquals: { "aws:PrincipalOrgID": ORGANIZATION } },
    [],
    "an operator for texts with aws:PrincipalOrgID, such as StringEquals",
  ],
  [
    "an id with an operator for sets",
    { "ForAnyValue:StringEquals": { "aws:ResourceOrgID": ORGANIZATION } },
    [],
    "no ForAnyValue: before the operator, such as StringEquals: aws:ResourceOrgID has one value",
  ],
  [
    "a path with an operator for one value",
    { StringLike: { "aws:principalorgpaths": `${UNIT}*` } },
    [],
    "ForAnyValue: or ForAllValues: before the operator, such as ForAnyValue:StringLike: aws:PrincipalOrgPaths has several values",
  ],
  [
    "a path with an operator for numbers",
    { "ForAnyValue:NumericEquals": { "aws:ResourceOrgPaths": 1 } },
    [],
    "an operator for texts with aws:ResourceOrgPaths, such as ForAnyValue:StringLike",
  ],
  [
    "a path without its slash",
    { "ForAnyValue:StringEquals": { "aws:PrincipalOrgPaths": [UNIT, UNIT.slice(0, -1)] } },
    [1],
    "a path from the organization to the unit with a slash at its end, such as o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/",
  ],
  [
    "a wildcard that only StringLike reads",
    { "ForAnyValue:StringEquals": { "aws:PrincipalOrgPaths": `${ORGANIZATION}/*` } },
    [],
    "a path from the organization to the unit with a slash at its end, such as o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/",
  ],
  [
    "paths of every organization",
    { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "*/r-ab12/*" } },
    [],
    "a path that begins with the id of an organization, such as o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*",
  ],
])("fails on a condition with %s", (_, Condition, within, expected) => {
  const [operator = "", keys = {}] = Object.entries(Condition)[0] ?? [];
  const [key = ""] = Object.keys(keys);
  expect(problemsOf({ Condition })).toEqual([
    { path: ["Statement", 0, "Condition", operator, key, ...within], expected },
  ]);
});

test.each<[string, unknown, PropertyKey[], string]>([
  ["a policy that is a text", "{}", [], "a policy document: a mapping with `Statement`"],
  ["no statement", { Version: "2012-10-17" }, ["Statement"], "a statement, or a list of some"],
  ["an empty list", { Statement: [] }, ["Statement"], "a statement, or a list of some"],
  [
    "a statement that is a text",
    { Statement: ["Allow"] },
    ["Statement", 0],
    "a statement: a mapping with Effect, Principal, Action, Resource",
  ],
  ["a date", { ...POLICY, Version: new Date(0) }, ["Version"], '"2012-10-17", in quotes, or "2008-10-17"'],
  ["an id that is no text", { ...POLICY, Id: 1 }, ["Id"], "a text"],
  ["a key in lower case", { ...POLICY, version: "1" }, ["version"], "one of the keys Version, Id, Statement"],
  [
    "a Sid twice",
    {
      Statement: [
        { ...STATEMENT, Sid: "a" },
        { ...STATEMENT, Sid: "a" },
      ],
    },
    ["Statement", 1, "Sid"],
    "each Sid once",
  ],
])("fails on %s", (_, policy, path, expected) => {
  expect(endpointPolicyProblems(policy)).toMatchObject([{ path, expected }]);
});

const PRINCIPAL = '"*", or a mapping such as { AWS: "arn:aws:iam::111111111111:role/name" }';

test.each<[string, object, PropertyKey[], string]>([
  ["without an effect", { Effect: undefined }, ["Effect"], "Allow or Deny"],
  ["with another effect", { Effect: "allow" }, ["Effect"], "Allow or Deny"],
  ["with a Sid that is none", { Sid: "a b" }, ["Sid"], "letters and digits"],
  ["without a principal", { Principal: undefined }, [], "either `Principal` or `NotPrincipal` in each statement"],
  ["with both", { NotPrincipal: "*" }, [], "either `Principal` or `NotPrincipal` in each statement"],
  ["without an action", { Action: undefined }, [], "either `Action` or `NotAction` in each statement"],
  ["without a resource", { Resource: undefined }, [], "either `Resource` or `NotResource` in each statement"],
  ["with an empty action", { Action: "" }, ["Action"], "a text, or a list of texts"],
  ["with no resource in the list", { Resource: [] }, ["Resource"], "a text, or a list of texts"],
  ["with an ARN as principal", { Principal: "arn:aws:iam::111111111111:root" }, ["Principal"], PRINCIPAL],
  ["with another kind of principal", { Principal: { Aws: "*" } }, ["Principal"], PRINCIPAL],
  [
    "with a condition that is none",
    { Condition: { StringEquals: "a" } },
    ["Condition"],
    "operators with keys and values, such as { StringEquals: { aws:PrincipalOrgID: o-a1b2c3d4e5 } }",
  ],
  [
    "with another key",
    { Actions: "*" },
    ["Actions"],
    "one of the keys Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition",
  ],
])("fails on a statement %s", (_, changes, path, expected) => {
  expect(problemsOf(changes)).toEqual([{ path: ["Statement", 0, ...path], expected }]);
});

test("fails on more than 20,480 characters", () => {
  const policyOf = (length: number) => ({ Statement: { ...STATEMENT, Resource: "x".repeat(length) } });
  const rest = renderEndpointPolicy(policyOf(0)).length;
  expect(endpointPolicyProblems(policyOf(20480 - rest))).toEqual([]);
  expect(endpointPolicyProblems(policyOf(20481 - rest))).toEqual([
    { path: [], expected: "at most 20480 characters as JSON, of which there are 20481" },
  ]);
});

test("a policy is the same text in whatever order its keys are given", () => {
  const reversed = (value: object): object => Object.fromEntries(Object.entries(value).reverse());
  const Condition = { StringEquals: { b: "1", a: "2" }, Bool: { c: true } };
  const text = renderEndpointPolicy({ ...POLICY, Statement: [{ ...STATEMENT, Condition }] });
  const other = { ...STATEMENT, Condition: reversed({ ...Condition, StringEquals: { a: "2", b: "1" } }) };
  expect(renderEndpointPolicy(reversed({ ...POLICY, Statement: [reversed(other)] }) as EndpointPolicy)).toBe(text);
  expect(JSON.parse(text).Statement).toEqual([{ ...STATEMENT, Condition }]);
  expect(renderEndpointPolicy({ Statement: STATEMENT })).toBe(renderEndpointPolicy(POLICY));
});

test("variables of policies are AWS's, in values and in keys", () => {
  const text = renderEndpointPolicy({
    Statement: {
      ...STATEMENT,
      Resource: "arn:aws:s3:::bucket/${aws:PrincipalTag/team}/%{x}",
      Condition: { StringEquals: { "aws:ResourceTag/${x}": "a" } },
    },
  });
  expect(text).toContain("bucket/$${aws:PrincipalTag/team}/%%{x}");
  expect(text).toContain('"aws:ResourceTag/$${x}":"a"');
});

test("references of Terraform stay references", () => {
  const resource = unknownText("aws_s3_bucket.x.arn");
  expect(endpointPolicyProblems({ Statement: { ...STATEMENT, Resource: [resource, "x"] } })).toEqual([]);
  expect(renderEndpointPolicy({ Statement: { ...STATEMENT, Resource: resource } })).toContain(
    `"Resource":"${resource}"`,
  );
});

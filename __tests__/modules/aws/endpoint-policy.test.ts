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
    "operators with keys and values, such as { StringEquals: { aws:PrincipalOrgID: o-abc } }",
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

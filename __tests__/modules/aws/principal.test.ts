import {
  accountPrincipal,
  customerPrincipalProblem,
  isServicePrincipal,
  principalProblem,
  roleArn,
  servicePrincipalRegion,
} from "../../../modules/aws/principal";

const EXPECTATION = "`*` or the ARN of an account, role or user, such as arn:aws:iam::111111111111:root";
const PATH_EXPECTATION = "a role or user without a path: AWS PrivateLink does not support ARNs with paths";
const ORGANIZATION_EXPECTATION =
  "the ARN of each account: an endpoint service allows no organization or organizational unit, as a private resource does under `sharing.principals`";
const SERVICE_EXPECTATION = "the name of a service of AWS in lower case, such as appflow.amazonaws.com";

test.each([
  "*",
  "arn:aws:iam::111111111111:root",
  "arn:aws:iam::111111111111:role/deploy",
  "arn:aws:iam::111111111111:user/a.b+c=d,e@f_g-h",
  "arn:aws-cn:iam::111111111111:root",
  "arn:aws-us-gov:iam::111111111111:role/deploy",
  "appflow.amazonaws.com",
  "logs.us-east-1.amazonaws.com",
  "appflow.amazonaws.com.cn",
])("%s is a principal", (text) => {
  expect(principalProblem(text)).toBeUndefined();
});

test.each([
  ["", EXPECTATION],
  ["**", EXPECTATION],
  ["111111111111", EXPECTATION],
  ["arn:aws:iam::11111111111:root", EXPECTATION],
  ["arn:aws:iam::111111111111:group/x", EXPECTATION],
  ["arn:aws:iam::*:root", EXPECTATION],
  ["arn:aws:iam::111111111111:role/*", EXPECTATION],
  ["arn:aws:iam::111111111111:root ", EXPECTATION],
  [
    "arn:aws:sts::111111111111:assumed-role/x/y",
    "the ARN of the role, arn:aws:iam::<account>:role/<name>, not of a session",
  ],
  ["AppFlow.amazonaws.com", SERVICE_EXPECTATION],
  [".amazonaws.com", SERVICE_EXPECTATION],
  ["appflow.amazonaws.com.example.com", SERVICE_EXPECTATION],
  ["appflow.example.com", EXPECTATION],
  ["amazonaws.com", EXPECTATION],
  ["o-a1b2c3d4e5", ORGANIZATION_EXPECTATION],
  ["ou-ab12-a1b2c3d4", ORGANIZATION_EXPECTATION],
  ["arn:aws:organizations::111111111111:organization/o-a1b2c3d4e5", ORGANIZATION_EXPECTATION],
  [`arn:aws:iam::111111111111:role/${"x".repeat(65)}`, EXPECTATION],
  ["arn:aws:iam::111111111111:role/team/deploy", PATH_EXPECTATION],
  ["arn:aws:iam::111111111111:user/team/a", PATH_EXPECTATION],
])("fails on %j", (text, expected) => {
  expect(principalProblem(text)).toBe(expected);
});

test("an account's principal is its root, in the region's partition", () => {
  expect(accountPrincipal("111111111111", "us-east-1")).toBe("arn:aws:iam::111111111111:root");
  expect(accountPrincipal("111111111111", "cn-north-1")).toBe("arn:aws-cn:iam::111111111111:root");
});

test("a role's ARN keeps the role's path", () => {
  expect(roleArn("111111111111", "team/deploy", "us-gov-west-1")).toBe(
    "arn:aws-us-gov:iam::111111111111:role/team/deploy",
  );
});

test("a principal of a customer is neither everyone nor a service of AWS", () => {
  expect(customerPrincipalProblem("arn:aws:iam::111111111111:root", "one")).toBeUndefined();
  expect(customerPrincipalProblem("*", "one principal")).toBe("one principal");
  expect(customerPrincipalProblem("appflow.amazonaws.com", "one")).toContain("a service of AWS is nobody's own");
  expect(customerPrincipalProblem("o-a1b2c3d4e5", "one")).toBe(ORGANIZATION_EXPECTATION);
  expect(isServicePrincipal("arn:aws:iam::111111111111:root")).toBe(false);
});

test("a service of AWS may be one of a region", () => {
  const regions = ["logs.us-east-1.amazonaws.com", "logs.cn-north-1.amazonaws.com.cn", "appflow.amazonaws.com"];
  expect(regions.map(servicePrincipalRegion)).toEqual(["us-east-1", "cn-north-1", undefined]);
  expect(servicePrincipalRegion("arn:aws:iam::111111111111:root")).toBeUndefined();
});

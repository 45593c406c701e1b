import { accountPrincipal, principalProblem, roleArn } from "../../../modules/aws/principal";

const EXPECTATION = "`*` or the ARN of an account, role or user, such as arn:aws:iam::111111111111:root";
const PATH_EXPECTATION = "a role or user without a path: AWS PrivateLink does not support ARNs with paths";
const ORGANIZATION_EXPECTATION = "the ARN of each account: AWS PrivateLink takes no organizations";

test.each([
  "*",
  "arn:aws:iam::111111111111:root",
  "arn:aws:iam::111111111111:role/deploy",
  "arn:aws:iam::111111111111:user/a.b+c=d,e@f_g-h",
  "arn:aws-cn:iam::111111111111:root",
  "arn:aws-us-gov:iam::111111111111:role/deploy",
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

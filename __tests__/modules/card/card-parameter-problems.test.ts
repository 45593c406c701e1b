import { parameterNameProblem, sharePrincipalProblem } from "../../../modules/card/card-parameter-problems";

test.each(["orders", "/a", "/privatelink/prod/orders", "/a.b_c-d/E1", `/${Array(15).fill("a").join("/")}`])(
  "%s is a name of a parameter",
  (text) => {
    expect(parameterNameProblem(text)).toBeUndefined();
  },
);

test.each([
  "",
  "/",
  "/a/",
  "//a",
  "/aws/x",
  "/AWSx",
  "/ssm-x",
  "/a b",
  "/${x}",
  `/${Array(16).fill("a").join("/")}`,
  `/${"x".repeat(900)}`,
])("fails on the name %j", (text) => {
  expect(parameterNameProblem(text)).toBeDefined();
});

test.each(["*", "arn:aws:iam::222222222222:root", "22222222222", "o-a1b2c3d4e5"])("fails to share with %s", (text) => {
  expect(sharePrincipalProblem(text)).toBeDefined();
});

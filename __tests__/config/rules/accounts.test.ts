import {
  CONSUMER,
  ENVIRONMENT,
  EXTERNAL,
  edit,
  environmentProblems,
  problem,
  problemsIn,
} from "../../support/environments";

const withAccount = (account: string, settings = "{ blockPublicAccess: {} }") =>
  edit(ENVIRONMENT, "services:\n", `accounts:\n  "${account}": ${settings}\nservices:\n`);

test("accounts of services and consumers may have settings", () => {
  const files = { "dev/environment.yaml": withAccount("222222222222"), "dev/consumers/web.yaml": CONSUMER };
  expect(problemsIn(files)).toEqual([]);
  expect(environmentProblems(withAccount("111111111111"))).toEqual([]);
});

test("fails on an account that nothing is built in, such as an external consumer's", () => {
  const files = { "dev/environment.yaml": withAccount("888888888888"), "dev/consumers/globex.yaml": EXTERNAL };
  expect(problemsIn(files)).toEqual([
    problem(
      "dev/environment.yaml:7:3 accounts.888888888888",
      "an account that this environment builds something in: 111111111111",
      'the key "888888888888"',
      "take it out, or correct the number",
    ),
  ]);
});

test("fails on one account in two environments of a region", () => {
  const text = withAccount("111111111111");
  const other = (region: string) => edit(edit(text, "us-east-1\n", `${region}\n`), "  orders:", "  stock:");
  const files = (region: string) => ({
    "dev/environment.yaml": text,
    "test/environment.yaml":
      region === "us-east-1"
        ? edit(text, "  orders:", "  stock:")
        : other(region).replace("[use1-az1, use1-az2]", "[euw1-az1, euw1-az2]"),
  });
  expect(problemsIn(files("us-east-1"))).toEqual([
    problem(
      "test/environment.yaml:7:3 accounts.111111111111",
      "an account that no other environment of us-east-1 sets something for: dev/environment.yaml does",
      "`111111111111` twice (dev/environment.yaml:7 and test/environment.yaml:7)",
      "keep it in one of the two",
    ),
  ]);
  expect(problemsIn(files("eu-west-1"))).toEqual([]);
});

test.each([
  ["of a number that is none", "2222", "{ blockPublicAccess: {} }", "an account id: 12 digits, in quotes"],
  [
    "without a setting",
    "111111111111",
    "{}",
    "a mapping: VPC Block Public Access of the account and region, in every VPC, those of others among them; {} for the defaults.",
  ],
  [
    "that blocks nothing",
    "111111111111",
    '{ blockPublicAccess: { mode: "off" } }',
    "one of block-bidirectional, block-ingress",
  ],
])("fails on an account %s", (_, account, settings, expected) => {
  expect(environmentProblems(withAccount(account, settings)).map((each) => each.expected)).toEqual([expected]);
});

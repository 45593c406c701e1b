import { mergeStatements } from "../../../bootstrap/merge-statements";
import { POLICY_LIMIT, type Statement, splitPolicies } from "../../../modules/bootstrap/statement";

const statement = (Action: string[], Resource: string[], Condition?: Statement["Condition"]): Statement => ({
  ...{ Effect: "Allow" as const, Action, Resource },
  ...(Condition === undefined ? {} : { Condition }),
});
const many = (count: number, beginning: string) => Array.from({ length: count }, (_, index) => `${beginning}${index}`);

test("statements are dealt out to policies that AWS takes, and none is lost", () => {
  const long = [
    ...many(40, "a").map((each) =>
      statement([`ec2:Describe${each}`], many(20, `arn:aws:ec2:us-east-1:1:vpc/${each}-`)),
    ),
    statement(many(600, "ec2:DescribeSomething"), ["*"]),
    statement(["sts:AssumeRole"], many(400, "arn:aws:iam::111111111111:role/role-")),
  ];
  const policies = splitPolicies(long);
  expect(policies.length).toBeGreaterThan(3);
  for (const policy of policies) expect(policy.length).toBeLessThanOrEqual(POLICY_LIMIT);
  const pairs = (statements: readonly Statement[]) =>
    statements.flatMap(({ Action, Resource }) => Action.flatMap((a) => Resource.map((r) => `${a} ${r}`))).sort();
  expect(pairs(policies.flatMap((each) => JSON.parse(each).Statement))).toEqual(pairs(long));
  expect(splitPolicies(long)).toEqual(policies);
  expect(splitPolicies([])).toEqual([]);
});

test("a long list fills policies, and short statements fill what is left", () => {
  const arns = many(300, "arn:aws:iam::111111111111:role/prod-consumer-");
  const list = statement(["iam:PassRole"], arns);
  const needed = Math.ceil(JSON.stringify(list).length / POLICY_LIMIT);
  expect(splitPolicies([list, ...many(5, "ec2:Do").map((each) => statement([each], ["*"]))])).toHaveLength(needed);
});

test("statements are merged where they say the same, and only there", () => {
  const tag = { StringEquals: { "ec2:CreateAction": ["CreateVpc"] } };
  const other = { StringEquals: { "ec2:CreateAction": ["CreateSubnet"] } };
  const merged = mergeStatements([
    statement(["b:B"], ["*"]),
    statement(["a:A"], ["*"]),
    statement(["c:C"], ["x"]),
    statement(["c:C"], ["y"]),
    statement(["d:D"], ["*"], tag),
    statement(["d:D"], ["*"], other),
    { ...statement(["a:A"], ["*"]), Effect: "Deny" },
  ]);
  expect(merged).toEqual([
    statement(["a:A", "b:B"], ["*"]),
    statement(["c:C"], ["x", "y"]),
    statement(["d:D"], ["*"], { StringEquals: { "ec2:CreateAction": ["CreateSubnet", "CreateVpc"] } }),
    { ...statement(["a:A"], ["*"]), Effect: "Deny" },
  ]);
});

test("conditions with several keys are not merged: together they would allow more", () => {
  const two = (a: string, b: string) => ({ StringEquals: { a: [a], b: [b] } });
  const both = [statement(["d:D"], ["*"], two("1", "1")), statement(["d:D"], ["*"], two("2", "2"))];
  expect(mergeStatements(both)).toEqual(both);
});

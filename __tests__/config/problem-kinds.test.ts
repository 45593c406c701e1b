import { EnvironmentError, type Problem } from "../../config/problem";

const problem = (number: number, changes: Partial<Problem> = {}): Problem => ({
  file: `prod/consumers/customer-${String(number).padStart(4, "0")}.yaml`,
  line: 1,
  column: 10,
  path: "account",
  expected: "an account id in quotes: 12 digits",
  found: `${number} (number)`,
  ...changes,
});

const many = (count: number) => Array.from({ length: count }, (_, index) => problem(index));

test("twenty problems of a kind are told in full", () => {
  const { message } = new EnvironmentError(many(20));
  expect(message.match(/^ {2}expected: /gm)).toHaveLength(20);
  expect(message).not.toContain("more such problems");
});

test("of thousands of a kind the rest is counted, and another kind is told beside them", () => {
  const { message, problems } = new EnvironmentError([
    ...many(3000),
    problem(9999, { path: "vpc.cidr", expected: "a range" }),
  ]);
  expect(problems).toHaveLength(3001);
  expect(message).toMatch(/^3001 problems in 3001 files; nothing was written\.\n/);
  expect(message.split("\n").length).toBeLessThan(120);
  expect(message).toContain("  expected: a range\n");
  expect(message).toContain(
    "and 2980 more such problems at `account` (expected: an account id in quotes: 12 digits), in: " +
      "prod/consumers/customer-0020.yaml, ",
  );
  expect(message).toMatch(/ and 2974 more$/);
});

test("the same key under other names is of the same kind", () => {
  const services = many(30).map((each, index) => ({ ...each, path: `services.s${index}.zones[${index}]` }));
  expect(new EnvironmentError(services).message).toContain("and 10 more such problems at `zones`");
});

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

test("of thousands of kinds the first are told in full, and all others are counted with their files", () => {
  const kinds = many(3000).flatMap((each, index) => [
    { ...each, expected: `kind ${index}` },
    { ...each, path: "region", expected: `region ${index}` },
  ]);
  const { message, problems } = new EnvironmentError([...kinds].reverse());
  expect(problems).toHaveLength(6000);
  expect(message).toMatch(/^6000 problems in 3000 files; nothing was written\.\n/);
  expect(message.match(/^ {2}expected: /gm)).toHaveLength(100);
  expect(message).toContain("  expected: kind 0\n");
  expect(message).toMatch(/\n\nand 5900 more problems in 2950 files$/);
});

test("of many kinds with many problems each, all problems are counted", () => {
  const kinds = Array.from({ length: 30 }, (_, kind) =>
    many(25).map((each) => ({ ...each, expected: `kind ${kind}` })),
  );
  const { message } = new EnvironmentError(kinds.flat());
  const shown = message.match(/^ {2}expected: /gm)?.length ?? 0;
  const counted = [...message.matchAll(/^and (\d+) more/gm)].map(([, count]) => Number(count));
  expect(shown + counted.reduce((sum, each) => sum + each, 0)).toBe(750);
  expect(message.length).toBeLessThan(30_000);
});

test("one problem more is one problem", () => {
  const kinds = many(101).map((each, index) => ({ ...each, expected: `kind ${index}` }));
  expect(new EnvironmentError(kinds).message).toMatch(/\n\nand 1 more problem in 1 file$/);
});

import { boundedName, namePartProblem, nameProblem, shortHash } from "../../../modules/aws/names";

test("a name that fits stays as it is", () => {
  expect(boundedName(["prod", "orders"], 32)).toBe("prod-orders");
  expect(boundedName(["a".repeat(32)], 32)).toBe("a".repeat(32));
});

test("a name that is too long is cut and closed with a hash, the same every time", () => {
  const parts = ["production-environment", "orders-and-more", "client"];
  expect(boundedName(parts, 32)).toBe(`production-environment-${shortHash(parts.join("-"))}`);
  expect(boundedName(parts, 32)).toBe(boundedName(parts, 32));
});

test("names keep to the length, are names, and stay distinct where only their ends differ", () => {
  const seen = new Set<string>();
  for (let length = 1; length <= 100; length++)
    for (const last of ["a", "b"]) {
      const name = boundedName([`${"n-".repeat(length)}${last}`], 32);
      expect(name.length).toBeLessThanOrEqual(32);
      expect(nameProblem(name)).toBeUndefined();
      seen.add(name);
    }
  expect(seen.size).toBe(200);
});

test("a hash is eight hexadecimal digits", () => {
  expect(shortHash("")).toBe("e3b0c442");
  expect(shortHash("x")).toMatch(/^[0-9a-f]{8}$/);
});

test.each(["a", "A1", "prod-orders", "x".repeat(100)])("%s can be a name", (text) => {
  expect(nameProblem(text)).toBeUndefined();
});

test.each(["", "-a", "a-", "a_b", "a b", "a/b", "internal-a", "sg-a", "ä", "a\n", "${x}", "x".repeat(101)])(
  "fails on the name %j",
  (text) => {
    expect(nameProblem(text)).toMatch(
      /^letters, digits and hyphens, at most 100, beginning and ending with a letter or digit, /,
    );
  },
);

test.each(["sg-0123456789abcdef0", "internal-http", "a"])("%s can be a part of names", (text) => {
  expect(namePartProblem(text)).toBeUndefined();
});

test("fails on a part of names that no name can have", () => {
  expect(namePartProblem("a_b")).toBe(
    "letters, digits and hyphens, at most 100, beginning and ending with a letter or digit",
  );
  expect(namePartProblem("x".repeat(101))).toBeDefined();
  expect(namePartProblem("x".repeat(101), 200)).toBeUndefined();
});

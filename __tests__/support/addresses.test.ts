import { withoutIndexes, withoutLastIndex } from "../../support/addresses";

const KEYS = ["a", "a.b", "a[0]", "[", "]", "][", String.raw`a\"]b`, String.raw`\\`, "$${x}", "é"];

test.each(KEYS)("the key %s is an index", (key) => {
  const module = `module.m["${key}"]`;
  expect(withoutIndexes(`${module}.module.n[0].aws_vpc.a["${key}"]`)).toBe("module.m.module.n.aws_vpc.a");
  expect(withoutLastIndex(`${module}.aws_vpc.a["${key}"]`)).toBe(`${module}.aws_vpc.a`);
  expect(withoutLastIndex(`${module}.aws_vpc.a`)).toBe(`${module}.aws_vpc.a`);
});

test("an address without indexes stays as it is", () => {
  expect(withoutIndexes("module.m.aws_vpc.a")).toBe("module.m.aws_vpc.a");
  expect(withoutLastIndex("data.aws_vpc.a")).toBe("data.aws_vpc.a");
});

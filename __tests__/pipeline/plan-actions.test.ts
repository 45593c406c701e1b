import { isImported, planAction, resourceAction } from "../../pipeline/plan-actions";

test.each([
  [["no-op"], "no-op"],
  [["read"], "read"],
  [["create"], "create"],
  [["update"], "update"],
  [["delete"], "destroy"],
  [["forget"], "forget"],
  [["delete", "create"], "replace"],
  [["create", "delete"], "replace"],
  [["create", "forget"], "replace"],
  [["forget", "create"], "replace"],
  [["mend"], "unknown"],
  [["create", "update"], "unknown"],
  [["constructor"], "unknown"],
  [[], "unknown"],
  [[null], "unknown"],
])("the actions %j mean %s", (actions, expected) => {
  expect(planAction(actions)).toBe(expected);
});

describe("what is done with a resource", () => {
  const change = (actions: readonly string[], rest: object = {}) => ({ mode: "managed", change: { actions, ...rest } });

  test("nothing, where it stays as it is, is only read, or is a data source", () => {
    for (const each of [change(["no-op"]), change(["read"]), { ...change(["update"]), mode: "data" }])
      expect(resourceAction(each)).toBeUndefined();
  });

  test("an action that nobody knows counts as a replacement", () => {
    expect(resourceAction(change(["mend"]))).toBe("replace");
  });

  test("it is imported, whatever else is done with it", () => {
    const importing = { importing: { id: "vpc-1" } };
    expect([change(["no-op"], importing), change(["update"], importing)].map(isImported)).toEqual([true, true]);
    expect(isImported(change(["no-op"], { importing: null }))).toBe(false);
    expect(isImported({ ...change(["read"], importing), mode: "data" })).toBe(false);
  });
});

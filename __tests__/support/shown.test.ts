import { join } from "node:path";
import { fromHere, shown } from "../../support/shown";

test.each([
  ["environments/dev", "environments/dev"],
  ["./environments/../out/", "out"],
  ["../other/out", "../other/out"],
  [".", "."],
  ["/srv/out", "/srv/out"],
  ["/srv//out/../x", "/srv/x"],
])("%s is shown as %s", (path, expected) => {
  expect(shown(path)).toBe(expected);
});

test("an absolute path below the working folder stays absolute", () => {
  expect(shown(join(process.cwd(), "out"))).toBe(join(process.cwd(), "out"));
});

test.each([
  ["/a/b/c.yaml", "c.yaml"],
  ["c.yaml", "c.yaml"],
  ["/a/b", "."],
  ["/a/c.yaml", "/a/c.yaml"],
  ["../..c/d", "/a/..c/d"],
  ["..c/d", "..c/d"],
])("programs in /a/b know %s as %s", (path, expected) => {
  expect(fromHere(path, "/a/b")).toBe(expected);
});

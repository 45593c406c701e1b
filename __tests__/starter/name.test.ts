import { projectName } from "../../starter/name";

test.each([
  ["/a/My Team's Links", undefined, "my-team-s-links"],
  ["/a/.hidden_", undefined, "hidden"],
  ["/", undefined, "privatelink"],
  ["/a/日本", undefined, "privatelink"],
  ["/a/node_modules", undefined, "privatelink"],
  [`/a/${"x".repeat(300)}`, undefined, "x".repeat(214)],
  ["/a/b", "@team/links", "@team/links"],
  ["/a/b", 'x"; rm', "b"],
  ["/a/b", 5, "b"],
])("%s with the name %j in package.json is %s", (dir, found, expected) => {
  expect(projectName(dir, found)).toBe(expected);
});

import { isNpmsOwn, mergedPackage, newPackage, type Wanted } from "../../starter/package-json";

const WANTED: Wanted = {
  name: "shop",
  node: ">=20",
  scripts: { start: "privatelink start", plan: "privatelink plan" },
  dependencies: { cdktf: "0.21.0", "cdktf-privatelink": "0.1.0" },
};

/** As `npm init -y` of npm 10 writes it. */
const FRESH = {
  name: "shop",
  version: "1.0.0",
  main: "index.js",
  scripts: { test: 'echo "Error: no test specified" && exit 1' },
  keywords: [],
  author: "",
  license: "ISC",
  description: "",
};

test("a new one is private, and has all that is wanted", () => {
  expect(JSON.parse(newPackage(WANTED))).toEqual({
    name: "shop",
    private: true,
    engines: { node: ">=20" },
    scripts: WANTED.scripts,
    dependencies: WANTED.dependencies,
  });
});

test("what is missing is added; what is there keeps its place, its value and its indentation", () => {
  const found = { scripts: { lint: "biome" }, name: "x", dependencies: { "cdktf-privatelink": "file:../p.tgz" } };
  const { text, notes } = mergedPackage(JSON.stringify(found, null, "\t"), WANTED);
  expect(text).toContain('\n\t"scripts": {\n\t\t"lint": "biome",\n\t\t"start"');
  expect(JSON.parse(text)).toEqual({
    scripts: { lint: "biome", ...WANTED.scripts },
    name: "x",
    private: true,
    engines: { node: ">=20" },
    dependencies: { cdktf: "0.21.0", "cdktf-privatelink": "file:../p.tgz" },
  });
  expect(notes).toEqual(["cdktf-privatelink: expected version 0.1.0"]);
});

test("conflicts are told, and stay as they are: scripts, and dependencies of any kind", () => {
  const found = { scripts: { start: "node ." }, devDependencies: { cdktf: "0.20.0" } };
  const { text, notes } = mergedPackage(JSON.stringify(found), WANTED);
  expect(JSON.parse(text)).toEqual({
    name: "shop",
    private: true,
    engines: { node: ">=20" },
    scripts: { start: "node .", plan: "privatelink plan" },
    devDependencies: { cdktf: "0.20.0" },
    dependencies: { "cdktf-privatelink": "0.1.0" },
  });
  expect(notes).toEqual(["scripts.start: expected `privatelink start`", "cdktf: expected version 0.21.0"]);
});

test("what npm install alone writes becomes a private project with a name", () => {
  const { text } = mergedPackage('{ "dependencies": { "cdktf-privatelink": "file:p.tgz" } }', WANTED);
  const { name, private: isPrivate, engines, dependencies } = JSON.parse(text);
  expect([name, isPrivate, engines]).toEqual(["shop", true, { node: ">=20" }]);
  expect(dependencies["cdktf-privatelink"]).toBe("file:p.tgz");
  expect(JSON.parse(mergedPackage(JSON.stringify(FRESH), WANTED).text).private).toBe(true);
});

test("a package that a team may publish is not made private, and its name and engines stay", () => {
  const found = { name: "@team/x", version: "2.0.0", engines: { node: ">=22" }, scripts: { build: "tsc" } };
  expect(JSON.parse(mergedPackage(JSON.stringify(found), WANTED).text)).toEqual({
    ...found,
    scripts: { ...found.scripts, ...WANTED.scripts },
    dependencies: WANTED.dependencies,
  });
});

test("a second time, nothing is added", () => {
  const { text } = mergedPackage(newPackage(WANTED), WANTED);
  expect(text).toBe(newPackage(WANTED));
});

test.each([
  ["what npm init writes", FRESH, true],
  ["what npm install writes", { dependencies: { "cdktf-privatelink": "file:p.tgz" } }, true],
  ["a script", { ...FRESH, scripts: { ...FRESH.scripts, build: "tsc" } }, false],
  ["another test", { ...FRESH, scripts: { test: "jest" } }, false],
  ["another dependency", { dependencies: { react: "1" } }, false],
  ["dependencies of development", { ...FRESH, devDependencies: { jest: "30" } }, false],
  ["workspaces", { ...FRESH, workspaces: ["a"] }, false],
])("npm's own, or not: %s", (_, content, expected) => {
  expect(isNpmsOwn(content, ["cdktf-privatelink"])).toBe(expected);
});

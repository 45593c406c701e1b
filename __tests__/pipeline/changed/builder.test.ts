import { readdirSync, readFileSync, renameSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { builderOf, SOURCES } from "../../../pipeline/changed/builder";
import { Repository } from "../../../pipeline/changed/repository";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { scratchRepository } from "../../support/repository";

const ASKING = { option: "--base", instead: "Do something else." };
const PROGRAM = {
  ...{ "tool/package.json": "{}", "tool/package-lock.json": "{}", "tool/cli/main.ts": "", "tool/docs/a.md": "" },
  ...{ "tool/engine/a.ts": "a", "tool/modules/README.md": "a", "tool/policies/a.rego": "a" },
};

/** A repository with environments and, in a folder, the program. */
function holding(files: Readonly<Record<string, string>> = PROGRAM) {
  const found = scratchRepository({ "data/environments/dev/environment.yaml": "a", ...files });
  const repository = () => Repository.of(join(found.root, "data/environments"), process.env, ASKING);
  const commit = found.git("rev-parse", "HEAD").trim();
  const builder = (project = join(found.root, "tool")) => builderOf(repository(), commit, ASKING.instead, project);
  return { ...found, builder };
}

describe("a repository that holds the program", () => {
  test("is built by this one where nothing of it differs that the bytes of stacks follow from", () => {
    const { write, builder } = holding();
    for (const path of ["tool/docs/a.md", "tool/modules/README.md", "tool/policies/a.rego", "tool/cli/main.ts"])
      write(path, "other");
    write("data/environments/dev/environment.yaml", "other");
    expect(builder()).toEqual({ program: "this" });
  });

  test.each([
    ["is changed", "tool/engine/a.ts", true],
    ["is new, and not yet committed", "tool/stacks/new.ts", true],
    ["needs other packages", "tool/package-lock.json", false],
  ])("is built by its own program where it %s", (_, path, linked) => {
    const { write, builder } = holding();
    write(path, "other");
    expect(builder()).toEqual({ program: "own", folder: "tool", linked });
  });

  test("fails where the program was not there yet", () => {
    const { write, commit, builder } = holding({ "README.md": "a" });
    for (const [path, text] of Object.entries(PROGRAM)) write(path, text);
    commit();
    expect(() => builder()).toThrow(/expected the program at \w{12}.*found none. Do something else\./);
  });
});

describe("a repository that does not hold the program", () => {
  test("is built by this one, and a note says so", () => {
    const { builder } = holding();
    expect(builder(PACKAGE_ROOT)).toMatchObject({ program: "this", note: expect.stringContaining("does not hold") });
  });

  test.each(["package-lock.json", "data/package-lock.json", "data/environments/yarn.lock"])(
    "fails where %s may name another version of it",
    (path) => {
      const { write, builder } = holding({ [path]: "{}" });
      write(path, '{"other": true}');
      expect(() => builder(PACKAGE_ROOT)).toThrow(`${path}: expected the program that built the stacks`);
    },
  );

  test("fails where the commit of its submodule is another", () => {
    const { root, git, commit } = holding({});
    const other = scratchRepository({ "package.json": "{}" });
    renameSync(other.root, join(root, "tool"));
    git("add", "tool");
    const before = commit();
    const repository = Repository.of(join(root, "data/environments"), process.env, ASKING);
    expect(builderOf(repository, before, ASKING.instead, join(root, "tool"))).toMatchObject({ program: "this" });
    git("-C", "tool", "commit", "--quiet", "--allow-empty", "-m", "b");
    expect(() => builderOf(repository, before, ASKING.instead, join(root, "tool"))).toThrow(
      "tool: expected the program",
    );
  });
});

/** Files of this project that a module imports, directly or through others, by paths from the project's folder. */
function importedBy(entries: readonly string[]): Set<string> {
  const seen = new Set<string>(entries);
  for (const path of seen) {
    const text = readFileSync(join(PACKAGE_ROOT, path), "utf8");
    for (const [, name = ""] of text.matchAll(/(?:from|require\(|import\()\s*"(\.[^"]+)"/g)) {
      const target = relative(PACKAGE_ROOT, join(PACKAGE_ROOT, dirname(path), name));
      const file = [`${target}.ts`, `${target}/index.ts`].find((each) => isFile(each));
      if (file !== undefined) seen.add(file);
    }
  }
  return seen;
}

function isFile(path: string): boolean {
  try {
    return readFileSync(join(PACKAGE_ROOT, path)).length >= 0;
  } catch {
    return false;
  }
}

test("whatever the bytes of stacks follow from is compared", () => {
  const kinds = readdirSync(join(PACKAGE_ROOT, "stacks")).filter((name) => name.endsWith(".ts"));
  const entries = ["config/load.ts", "config/estate/plan-estate.ts", "engine/build-jobs.ts", "acceptor/handler.ts"];
  const imported = importedBy([...entries, "engine/worker.ts", ...kinds.map((name) => `stacks/${name}`)]);
  expect(imported.size).toBeGreaterThan(150);
  const isCompared = (path: string) => SOURCES.some((source) => path === source || path.startsWith(`${source}/`));
  expect([...imported].filter((path) => !isCompared(path))).toEqual([]);
});

import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";

const TESTS = join(PACKAGE_ROOT, "__tests__");

/**
 * Runs the test files of a folder with the same modules: they are loaded once, and stay fast. Each file is a `describe`
 * by its path, which fails where it leaves behind what the next file would see. Files that replace modules or have
 * snapshots are named `*.alone.test.ts`, and are not among them.
 *
 * @param folder below `__tests__`, with the folders in it; "." is `__tests__` without them.
 */
export function together(folder: string): void {
  for (const file of filesTogether(folder)) describe(file, () => runFile(file));
}

function runFile(file: string): void {
  const before = surroundings();
  try {
    require(join(PACKAGE_ROOT, file));
  } catch (error) {
    test("can be loaded", () => {
      throw error;
    });
  }
  afterAll(() => expect(surroundings()).toEqual(before));
}

/** What all tests of a process share. */
function surroundings(): object {
  return { folder: process.cwd(), env: { ...process.env } };
}

/** The test files that `together` runs, by their paths in the project. */
export function filesTogether(folder: string): readonly string[] {
  return testFiles(folder).filter((file) => !isAlone(file));
}

/** Whether a test file needs modules of its own. */
export function isAlone(file: string): boolean {
  return file.endsWith(".alone.test.ts");
}

/** All test files of a folder, by their paths in the project. */
export function testFiles(folder: string): readonly string[] {
  return readdirSync(join(TESTS, folder), { recursive: folder !== ".", withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".test.ts"))
    .map(({ parentPath, name }) => relative(PACKAGE_ROOT, join(parentPath, name)))
    .sort();
}

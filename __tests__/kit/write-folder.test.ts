import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { writeKit } from "../../kit/write-folder";
import { CannotWrite } from "../../support/cannot-write";
import { temporaryFolder } from "../support/environments";

let parent: string;
let folder: string;

beforeEach(() => {
  parent = temporaryFolder();
  folder = join(parent, "kits/globex");
});

test("the folder and those above it are made, and others may read it", () => {
  writeKit(folder, { "README.md": "a\n", "terraform/main.tf": "b\n" });
  expect(readFileSync(join(folder, "terraform/main.tf"), "utf8")).toBe("b\n");
  expect(statSync(folder).mode & 0o777).toBe(0o777 & ~process.umask());
  expect(readdirSync(join(parent, "kits"))).toEqual(["globex"]);
});

test("an earlier kit is replaced as a whole", () => {
  writeKit(folder, { "README.md": "a\n", "old.md": "b\n" });
  writeKit(folder, { "README.md": "c\n" });
  expect(readdirSync(folder).sort()).toEqual([".kit.json", "README.md"]);
  expect(readFileSync(join(folder, "README.md"), "utf8")).toBe("c\n");
});

test("an empty folder is filled", () => {
  mkdirSync(folder, { recursive: true });
  writeKit(folder, { "README.md": "a\n" });
  expect(existsSync(join(folder, "README.md"))).toBe(true);
});

test.each([
  ["has other files", () => writeFileSync(join(folder, "terraform.tfstate"), "{}"), "terraform.tfstate"],
  ["has a file that was changed", () => writeFileSync(join(folder, "README.md"), "mine\n"), "README.md"],
  [
    "has a link in place of a file",
    () => {
      rmSync(join(folder, "README.md"));
      symlinkSync("/nowhere", join(folder, "README.md"));
    },
    "README.md",
  ],
])("fails where an earlier kit %s, and changes nothing", (_, change, name) => {
  writeKit(folder, { "README.md": "a\n" });
  change();
  const before = readdirSync(folder);
  expect(() => writeKit(folder, { "new.md": "b\n" })).toThrow(
    `found: files that the kit did not write, or that were changed: ${name}`,
  );
  expect(readdirSync(folder)).toEqual(before);
});

test("fails where the folder is somebody else's, or no folder", () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "notes.txt"), "");
  expect(() => writeKit(folder, {})).toThrow("found: notes.txt");
  writeFileSync(join(parent, "file"), "");
  expect(() => writeKit(join(parent, "file"), {})).toThrow("found: a file");
  symlinkSync(folder, join(parent, "link"));
  expect(() => writeKit(join(parent, "link"), {})).toThrow("found: a symbolic link");
});

test("fails where nothing can be written, and leaves nothing", () => {
  writeFileSync(join(parent, "kits"), "");
  expect(() => writeKit(folder, { "README.md": "a\n" })).toThrow(CannotWrite);
  chmodSync(parent, 0o755);
  expect(readdirSync(parent)).toEqual(["kits"]);
});

import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { loadEnvironments } from "../../config/load";
import type { EnvironmentError } from "../../config/problem";
import { CONSUMER, ENVIRONMENT, folderOf, temporaryFolder } from "../support/environments";
import { thrown } from "../support/synth";

/** What is wrong with an environment `dev` of which some files are made by hand: their names from the environment. */
function problemsOf(make: (environment: string) => void) {
  const folder = folderOf({ "dev/environment.yaml": ENVIRONMENT });
  make(join(folder, "dev"));
  const { problems } = thrown(() => loadEnvironments(folder)) as EnvironmentError;
  return problems.map(({ file, line, column, expected, found }) => [
    `${file.replace(/^.*\/dev\//, "")}:${line}:${column}`,
    expected,
    found,
  ]);
}

const consumer = (make: (path: string) => void) =>
  problemsOf((dev) => {
    mkdirSync(join(dev, "consumers"));
    make(join(dev, "consumers", "web.yaml"));
  });

describe("fails once on a file", () => {
  const READABLE = "a file that can be read";
  const LINK = "nothing: a symbolic link leads to a file that does not exist, or the file was deleted";

  test.each<[string, (path: string) => void, string]>([
    ["that is a folder", (path) => mkdirSync(path), "a folder"],
    ["that is a link to nothing", (path) => symlinkSync("nowhere", path), LINK],
    ["that is a link to itself", (path) => symlinkSync("web.yaml", path), "a symbolic link that leads back to itself"],
    ["that is a pipe, which would never end", (path) => execFileSync("mkfifo", [path]), "a pipe, a socket or a device"],
    ["that is a device", (path) => symlinkSync("/dev/zero", path), "a pipe, a socket or a device"],
  ])("%s", (_, make, found) => {
    expect(consumer(make)).toEqual([["consumers/web.yaml:1:1", READABLE, found]]);
  });

  test("that is too large", () => {
    expect(consumer((path) => writeFileSync(path, CONSUMER + "#".repeat(11 * 1024 * 1024)))).toEqual([
      ["consumers/web.yaml:1:1", "a file of at most 10 MB", "12 MB"],
    ]);
  });

  test.each([
    [
      "UTF-16 with a mark",
      Buffer.from(`\uFEFF${CONSUMER}`, "utf16le"),
      "another encoding (PowerShell's `>` writes UTF-16)",
    ],
    ["UTF-16 without a mark", Buffer.from(CONSUMER, "utf16le"), "another encoding (PowerShell's `>` writes UTF-16)"],
    [
      "big-endian UTF-16",
      Buffer.from(`\uFEFF${CONSUMER}`, "utf16le").swap16(),
      "another encoding (PowerShell's `>` writes UTF-16)",
    ],
    ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), "another encoding (UTF-32)"],
  ])("in %s", (_, content, found) => {
    expect(consumer((path) => writeFileSync(path, content))).toEqual([
      ["consumers/web.yaml:1:1", "text in UTF-8", found],
    ]);
  });

  test("in Latin-1, at the first letter that tells", () => {
    const content = Buffer.from(`# \u00e9\n${CONSUMER}`, "latin1");
    expect(consumer((path) => writeFileSync(path, content))).toEqual([
      [
        "consumers/web.yaml:1:3",
        "text in UTF-8",
        "bytes that are not UTF-8, as older encodings write letters with accents",
      ],
    ]);
    const later = Buffer.concat([Buffer.from("# \ufffd\u00e9\n# "), Buffer.from([0xe9])]);
    expect(consumer((path) => writeFileSync(path, later))[0]?.[0]).toBe("consumers/web.yaml:2:3");
  });
});

test.each([
  ["consumers", "nowhere", "nothing: a symbolic link leads to a file that does not exist, or the file was deleted"],
  ["cards", "cards", "a symbolic link that leads back to itself"],
])("fails on a folder %s that is a link to %s: nothing in it is left out unseen", (name, target, found) => {
  expect(problemsOf((dev) => symlinkSync(target, join(dev, name)))).toEqual([
    [`${name}:1:1`, "a folder that can be read", found],
  ]);
});

test("fails on an environment, and on an environment.yaml, that is a link to nothing", () => {
  const folder = temporaryFolder();
  symlinkSync("nowhere", join(folder, "dev"));
  mkdirSync(join(folder, "prod"));
  symlinkSync("nowhere", join(folder, "prod", "environment.yaml"));
  const { problems } = thrown(() => loadEnvironments(folder)) as EnvironmentError;
  expect(problems.map(({ file, expected }) => [relative(folder, file), expected])).toEqual([
    ["dev", "a folder that can be read"],
    ["prod/environment.yaml", "a file that can be read"],
  ]);
});

test("a byte order mark makes no difference", () => {
  const folder = folderOf({ "dev/environment.yaml": `\uFEFF${ENVIRONMENT}` });
  expect(loadEnvironments(folder)).toHaveLength(1);
});

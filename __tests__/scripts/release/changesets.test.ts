import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withAccepted } from "../../../scripts/release/accepted";
import { readBaseline } from "../../../scripts/release/baseline";
import { pendingBump, readChangesets } from "../../../scripts/release/changesets";
import type { Change } from "../../../scripts/release/compare/change";
import { judge } from "../../../scripts/release/report";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { temporaryFolder } from "../../support/environments";

function folderOf(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  mkdirSync(join(root, ".changeset"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, ".changeset", name), text);
  return root;
}

const changeset = (head: string, body = "Something is new.") => `---\n${head}\n---\n\n${body}\n`;

describe("changesets", () => {
  const read = (files: Readonly<Record<string, string>>) => readChangesets(folderOf(files), "pkg");

  test("are read without the README, and the greatest part of the version counts", () => {
    const found = read({
      "README.md": "# Changesets",
      "b.md": changeset('"pkg": minor'),
      "a.md": changeset("pkg: patch").replaceAll("\n", "\r\n"),
    });
    expect(found.map(({ file, bump }) => `${file} ${bump}`)).toEqual(["a.md patch", "b.md minor"]);
    expect(pendingBump(found)).toBe("minor");
    expect(pendingBump([])).toBe("none");
  });

  test.each<[string, string, string]>([
    ["no head", "Something is new.", "expected lines between `---`"],
    ["no YAML", changeset("pkg: [minor"), "expected YAML with the name of the package"],
    ["an empty head", changeset(""), "expected YAML with the name of the package"],
    ["another package", changeset("other: minor"), "expected only the package pkg; found: other"],
    ["another word", changeset("pkg: huge"), 'expected one of none, patch, minor, major for pkg; found: "huge"'],
    ["no text", changeset("pkg: minor", ""), "expected a text that users read"],
    ["a byte order mark", `\u{feff}${changeset("pkg: minor")}`, "expected UTF-8 without a byte order mark"],
    ["a version's heading", changeset("pkg: minor", "A.\n\n## 9.9.9\n\nB."), "expected a text without headings"],
    ["a title", changeset("pkg: minor", "# A"), "expected a text without headings of the changelog; found: # A."],
    ["a heading of a part", changeset("pkg: minor", "A.\n\n   ### Patch Changes"), "expected a text without headings"],
    ["an underlined heading", changeset("pkg: minor", "9.9.9\n-----\n\nB."), "expected a text without headings"],
    ["a heading after an open fence", changeset("pkg: minor", "```\n\n## 9.9.9"), "expected a text without headings"],
    ["an empty line", changeset("pkg: major", "A.\n\nWho is affected:\n\nWhat to do: nothing."), "expected lines that"],
    ["empty lines", changeset("pkg: major", "A.\n\nWho is affected:\nWhat to do: …"), "expected lines that begin with"],
    ["a major change without advice", changeset("pkg: major"), 'expected lines that begin with "Who is affected:"'],
  ])("fails at %s, and names the file", (_, text, message) => {
    expect(() => read({ "one.md": text })).toThrow(`.changeset/one.md: ${message}`);
  });

  test("fails with all that is wrong", () => {
    expect(() => read({ "a.md": "", "b.md": "" })).toThrow(/a\.md.*\n.*b\.md/);
  });

  test("takes a major change with advice", () => {
    const body =
      "Listeners have other ids.\n\nWho is affected: all providers.\n\nWhat to do: run `terraform state mv`.";
    expect(read({ "a.md": changeset("pkg: major", body) })).toMatchObject([{ bump: "major", text: body }]);
  });
});

test("code in a changeset may have comments, and advice may begin on the next line", () => {
  const body =
    "A.\n\n```sh\n# Once:\nterraform init\n```\n\n#### Details\n\nWho is affected:\nall.\nWhat to do:\n- run it.";
  expect(readChangesets(folderOf({ "a.md": changeset("pkg: major", body) }), "pkg")).toHaveLength(1);
});

const MAJOR: Change = { needs: "major", of: "export ./config A", what: "is gone" };
const MINOR: Change = { needs: "minor", of: "export ./config B", what: "is new" };

describe("the judgement", () => {
  test.each<[readonly Change[], "none" | "patch" | "minor" | "major", boolean]>([
    [[], "none", true],
    [[], "patch", true],
    [[MINOR], "none", false],
    [[MINOR], "patch", false],
    [[MINOR], "minor", true],
    [[MINOR, MAJOR], "minor", false],
    [[MINOR, MAJOR], "major", true],
  ])("of %j with a pending %s release: %s", (changes, pending, isEnough) => {
    expect(judge("1.2.3", changes, pending).isEnough).toBe(isEnough);
  });

  test("names the changes, and what to do", () => {
    const { text } = judge("1.2.3", [MINOR, MAJOR], "minor");
    expect(text).toContain("major  export ./config A is gone\nminor  export ./config B is new\n");
    expect(text).toContain("Since 1.2.3: 2 changes, which needs a major release.");
    expect(text).toContain("add a major changeset");
  });

  test("counts what is too much to show", () => {
    const many = Array.from({ length: 25 }, (_, index) => ({ ...MAJOR, of: `address ${index}` }));
    expect(judge("1.2.3", many, "none").text).toContain("major  and 5 more");
  });
});

describe("accepted changes", () => {
  const entry = (change: string) => `- change: ${change}\n  reason: Only the program makes values of this type.\n`;

  test("count as minor", () => {
    const root = folderOf({ "accepted.yaml": entry(MAJOR.of) });
    expect(withAccepted(root, [MAJOR, MINOR]).map(({ needs }) => needs)).toEqual(["minor", "minor"]);
  });

  test.each<[string, string, string]>([
    ["names nothing that changed", entry("export ./config C"), "these are none: export ./config C"],
    ["names a minor change", entry(MINOR.of), "these are none"],
    ["names a change twice", entry(MAJOR.of).repeat(2), "found twice"],
    ["gives no reason", `- change: ${MAJOR.of}\n  reason: ok\n`, "reason"],
  ])("fails where it %s", (_, text, message) => {
    expect(() => withAccepted(folderOf({ "accepted.yaml": text }), [MAJOR, MINOR])).toThrow(message);
  });
});

describe("the promises of the last release", () => {
  test("are whole", () => {
    const { stacks, api, commands, names } = readBaseline(PACKAGE_ROOT);
    expect(Object.keys(stacks)).toContain("environments/prod-service-orders");
    expect(Object.keys(api)).toContain("./modules/provider EndpointServiceProps");
    expect(Object.keys(commands)).toContain("privatelink apply");
    expect(Object.keys(names.rules)).toContain("no-internet-gateway");
  });

  test.each<[string, string]>([
    ["there are none", ""],
    ["they are damaged", '{"version": "1.0.0"}'],
  ])("fails where %s", (_, text) => {
    const root = folderOf(text === "" ? {} : { "contract.json": text });
    expect(() => readBaseline(root)).toThrow("expected what the last release promised");
  });
});

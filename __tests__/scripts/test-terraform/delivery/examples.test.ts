import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compareExample, withoutIds } from "../../../../scripts/test-terraform/delivery/examples";
import { PACKAGE_ROOT } from "../../../../support/package-root";

const FOLDER = join(PACKAGE_ROOT, "docs/delivery/examples");
const README = readFileSync(join(FOLDER, "README.md"), "utf8");
const EXAMPLES = readdirSync(FOLDER).filter((file) => file !== "README.md");

test("ids of commits and digests are replaced, and nothing else", () => {
  const [commit, digest] = ["0123456789abcdef0123456789abcdef01234567", "0123456789abcdef".repeat(4)];
  const text = `Commit \`${commit}\`, --digest ${digest} vpc_6776A399 ${commit}0`;
  expect(withoutIds(text)).toBe(`Commit \`<commit>\`, --digest <digest> vpc_6776A399 ${commit}0`);
});

test("a comment that differs from its example is told, with the first line that differs", () => {
  const text = readFileSync(join(FOLDER, "changes-readme.md"), "utf8");
  expect(() => compareExample("changes-readme", text)).not.toThrow();
  expect(() => compareExample("changes-readme", text.replace("no stack changes", "all is well"))).toThrow(
    /changes-readme\.md, line 2\n {2}expected: .*no stack changes\n {2}found: {4}.*all is well/,
  );
  expect(() => compareExample("changes-readme", `${text}more`)).toThrow(/expected: no line|found: {4}more/);
});

test.each(EXAMPLES)("%s is a comment, is listed, and names no commit", (file) => {
  const text = readFileSync(join(FOLDER, file), "utf8");
  expect(text).toMatch(/^<!-- privatelink-review -->\n## /);
  expect(text).toBe(withoutIds(text));
  expect(README).toContain(`(${file})`);
});

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { CheckFailed } from "../report";

/** Folder of the comments that are shown in the documentation. */
const EXAMPLES = "docs/delivery/examples";

/**
 * Compares a comment with its example, byte for byte once ids of commits and digests are replaced. With
 * `UPDATE_EXAMPLES=1` the example is written instead.
 *
 * @param name of the example, without `.md`.
 * @throws CheckFailed with the first line that differs.
 */
export function compareExample(name: string, comment: string): void {
  const path = join(PACKAGE_ROOT, EXAMPLES, `${name}.md`);
  const found = withoutIds(comment);
  if (process.env.UPDATE_EXAMPLES === "1") writeFileSync(path, found);
  const expected = existsSync(path) ? readFileSync(path, "utf8") : "";
  if (found === expected) return;
  const [was, is] = [expected.split("\n"), found.split("\n")];
  const line = is.findIndex((text, index) => text !== was[index]);
  const at = line === -1 ? is.length : line;
  throw new CheckFailed(
    `${EXAMPLES}/${name}.md, line ${at + 1}\n` +
      `  expected: ${was[at] ?? "no line"}\n  found:    ${is[at] ?? "no line"}\n` +
      "  fix:      if the comment is as it should be, write the examples: UPDATE_EXAMPLES=1",
  );
}

/** A comment without what differs from run to run. */
export function withoutIds(comment: string): string {
  return comment.replace(/\b[0-9a-f]{64}\b/g, "<digest>").replace(/\b[0-9a-f]{40}\b/g, "<commit>");
}

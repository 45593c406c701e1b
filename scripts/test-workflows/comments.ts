import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CheckFailed } from "../test-terraform/report";
import type { Scripts } from "./behaviour";

const MARK = "<!-- privatelink-review -->";
const REVIEW = `${MARK}\nThis change may be merged.\n`;

/** Jobs of a run: their results, and what they give. */
type Needs = Readonly<Record<string, { readonly result: string; readonly outputs?: Readonly<Record<string, string>> }>>;

const PASSED: Needs = {
  announce: { result: "success" },
  checks: { result: "success" },
  changed: { result: "success", outputs: { any: "true" } },
  plan: { result: "success" },
  review: { result: "success", outputs: { verdict: "pass" } },
};

/** The comment says no better than the run: a job that failed is named, with what it said. */
export async function comments({ report, steps, folder, bash }: Scripts): Promise<void> {
  const step = steps.ofPullRequest("comment", "Write the comment");
  const written = (needs: Needs, review?: string) => {
    rmSync(join(folder, "ci.out/received"), { recursive: true, force: true });
    rmSync(join(folder, "ci.out/comment.md"), { force: true });
    if (review !== undefined) {
      // As the action has it that opens the artifact of the review.
      mkdirSync(join(folder, "ci.out/received/1"), { recursive: true });
      writeFileSync(join(folder, "ci.out/received/1/comment.md"), review);
    }
    const { code, output } = bash(step, { NEEDS: JSON.stringify(needs), HEAD: "abc", RUN: "https://example.com/1" });
    if (code !== 0 || !existsSync(join(folder, "ci.out/comment.md"))) throw new CheckFailed(output);
    return readFileSync(join(folder, "ci.out/comment.md"), "utf8");
  };
  const must = (text: string, ...parts: readonly string[]) => {
    const missing = parts.filter((part) => !text.includes(part));
    if (missing.length > 0 || !text.startsWith(`${MARK}\n`)) throw new CheckFailed(`${missing}\n${text}`);
  };
  await report.section(async () => {
    await report.check("the comment of a run that passed is the review", () => {
      const text = written(PASSED, REVIEW);
      if (text.trimEnd() !== REVIEW.trimEnd()) throw new CheckFailed(text);
    });
    await report.check("it says what is not planned", () => {
      const checks = { result: "success", outputs: { unplanned: "`dev` (stacks that change: 2)" } };
      must(written({ ...PASSED, checks }, REVIEW), "may be merged", "Nothing is planned of `dev`");
    });
    await report.check("if a job fails before the review, it is named, and what it said is only code", () => {
      const said = "first\n```\n</details> @everyone\n<!-- end -->\u0007\n";
      const changed = { result: "failure", outputs: { said } };
      const skipped = { result: "skipped" };
      const text = written({ ...PASSED, changed, plan: skipped, review: skipped });
      must(text, "**Do not merge abc.**", "failed: `changed`", "\n    first\n    ```\n    </details> @everyone\n");
      if (text.includes("may be merged")) throw new CheckFailed(text);
    });
    await report.check("a review that passes is not shown if the checks fail", () => {
      const text = written({ ...PASSED, checks: { result: "failure", outputs: { said: "stale" } } }, REVIEW);
      must(text, "failed: `checks`", "    stale");
      if (text.includes("may be merged")) throw new CheckFailed(text);
    });
    await report.check("a review that fails is shown behind the names of the jobs", () => {
      const review = { result: "failure", outputs: { verdict: "fail" } };
      must(written({ ...PASSED, review }, `${MARK}\nFindings.\n`), "failed: `review`", "Findings.");
    });
    await report.check("a run without a review never looks as if it passed", () => {
      const skipped = { result: "skipped" };
      must(written({ ...PASSED, changed: skipped, plan: skipped, review: skipped }), "Do not merge", "no review");
    });
    await report.check("a comment never has more than GitHub takes", () => {
      const review = { result: "failure", outputs: { verdict: "fail" } };
      const text = written({ ...PASSED, review }, `${MARK}\n${"é".repeat(32_700)}`);
      must(text, "Do not merge abc.", "no room");
      if (Buffer.byteLength(text) > 65_536) throw new CheckFailed(`${text.length}`);
    });
  });
}

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CheckFailed } from "../test-terraform/report";
import type { Scripts } from "./behaviour";

const MARK = "<!-- privatelink-review -->";

/** What the jobs of a merge request leave behind, by their files in `ci.out`. */
type Left = Readonly<Record<string, string>>;

/** Each environment that CI deploys is planned by one job. */
const PLANNED: Left = { "passed-prod-1.txt": "pass\n", "passed-staging-1.txt": "pass\n" };

/** Stands in for GitLab: 100 notes of others, and behind them one of our own. */
const MANY_NOTES = `
api() {
  case "$*" in
    user) echo '{"id":1}' ;;
    *page=1) jq --null-input '[range(100) | {id: ., author: {id: 2}, body: "hello"}]' ;;
    *page=2) echo '[{"id":777,"author":{"id":1},"body":"<!-- privatelink-review -->"}]' ;;
    *) echo "$1 $3" >>asked.txt ;;
  esac
}
rm -f asked.txt
write_note note.md
cat asked.txt`;

const PASSED: Left = {
  "checks.txt": "pass\n",
  ...PLANNED,
  "review/verdict.txt": "pass\n",
  "review/comment.md": `${MARK}\nThis change may be merged.\n`,
};

/** The note on a merge request says no better than the pipeline. */
export async function notes({ report, gitlab, folder, bash }: Scripts): Promise<void> {
  const step = gitlab.ofJob("privatelink note", 'write_note() { cp "$1" written.md; }');
  const written = (left: Left) => {
    rmSync(join(folder, "ci.out"), { recursive: true, force: true });
    rmSync(join(folder, "written.md"), { force: true });
    bash({ run: "mkdir -p ci.out/review" }, {});
    for (const [name, text] of Object.entries(left)) writeFileSync(join(folder, "ci.out", name), text);
    const env = {
      CI_COMMIT_SHA: "abc",
      CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: "",
      CI_PIPELINE_URL: "https://example.com",
    };
    const { code, output } = bash(step, env);
    if (code !== 0) throw new CheckFailed(output);
    return readFileSync(join(folder, "written.md"), "utf8");
  };
  const must = (text: string, ...parts: readonly string[]) => {
    const missing = parts.filter((part) => !text.includes(part));
    if (missing.length > 0 || !text.startsWith(`${MARK}\n`)) throw new CheckFailed(`${missing}\n${text}`);
  };
  await report.section(async () => {
    await report.check("GitLab: the note of a pipeline that passed is the review", () => {
      must(written({ ...PASSED, "unplanned.txt": "`dev` (stacks that change: 1)\n" }), "may be merged", "of `dev` (");
    });
    await report.check("GitLab: if the checks fail, the note says why, and nothing of a merge", () => {
      const text = written({ ...PASSED, "checks.txt": "", "said.txt": "``` refused\n" });
      must(text, "**Do not merge abc.**", "`privatelink checks`", "\n    ``` refused\n");
      if (text.includes("may be merged")) throw new CheckFailed(text);
    });
    await report.check("GitLab: a job that ended before the review is no pass", () => {
      must(written({ "checks.txt": "pass\n", ...PLANNED }), "Do not merge abc.", "or a job before it");
      must(written({}), "Do not merge abc.", "`privatelink checks`; `privatelink plan`; `privatelink review`");
    });
    await report.check("GitLab: the note is found again behind a hundred others", () => {
      const env = { PRIVATELINK_GITLAB_TOKEN: "x", CI_PROJECT_ID: "1", CI_MERGE_REQUEST_IID: "2" };
      const { output, stdout } = bash(gitlab.withFunctions(MANY_NOTES), env);
      if (stdout !== "projects/1/merge_requests/2/notes/777 PUT\n") throw new CheckFailed(output);
    });
    await report.check("GitLab: a review is no pass where a plan failed, and it is shown", () => {
      const { "passed-prod-1.txt": _, ...left } = PASSED;
      must(written(left), "**Do not merge abc.** These jobs failed: `privatelink plan`. ");
      must(written({ ...left, "review/verdict.txt": "" }), "`privatelink plan`; `privatelink review`", "may be merged");
    });
  });
}

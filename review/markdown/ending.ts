import { code, fenced } from "../../support/markdown";
import type { Review } from "../review-file";

/** Folders of plans whose command is shown. A script takes the others from `--format json`. */
const SHOWN = 20;

/** Bytes that they take at most. */
const ROOM = 8_000;

const DIRTY = " **It has changes that are not committed**: `apply` refuses such plans.";

/** What was reviewed, by its digests, and how to apply exactly that. */
export function ending(review: Review): string {
  const { dirty, base, plans, stacks, exit_code, verdict } = review;
  const from = base === null ? "" : `, compared with ${code(base.from === "commit" ? base.commit : base.file)}`;
  const lines = [`\n---\n${commits(review)}${from}.${dirty ? DIRTY : ""}`];
  const commands = fitting(plans.flatMap(({ apply }) => apply ?? []));
  const digests = fitting(plans.map(({ folder, digest }) => `\n- plans in ${code(folder)}: SHA-256 ${code(digest)}`));
  if (exit_code === 0 && verdict !== "no-changes" && commands.length > 0)
    lines.push(
      "\n<details><summary>How to apply exactly this</summary>\n",
      `${fenced(commands.join("\n"), "sh")}${restOf(plans.length - commands.length)}`,
      "\n</details>",
    );
  else if (stacks.length > 0) lines.push(...digests, restOf(plans.length - digests.length));
  return `${lines.join("\n")}\n`;
}

/** As many lines as there is room for, the first ones. */
function fitting(lines: readonly string[]): string[] {
  let size = 0;
  const end = lines.findIndex((line, index) => {
    size += Buffer.byteLength(line) + 1;
    return size > ROOM || index === SHOWN;
  });
  return lines.slice(0, end === -1 ? lines.length : end);
}

function restOf(rest: number): string {
  return rest > 0 ? `\n\nand ${rest} more folders of plans: \`--format json\` has all.` : "";
}

/** The commit of the pull request, and the one that was planned where it is another. */
function commits({ head, commit }: Review): string {
  if (commit === null) return head === null ? "No commit is known" : `Commit ${code(head)}`;
  return head === null || head === commit
    ? `Commit ${code(commit)}`
    : `Commit ${code(head)}, planned as merged in ${code(commit)}`;
}

import { Comment, MAX_COMMENT } from "../support/comment";
import { fenced, prose } from "../support/markdown";
import { changeLists } from "./markdown/changes";
import { costGaps, costNote, costRows, unknownCosts } from "./markdown/costs";
import { customerParts, LOSSES } from "./markdown/customers";
import { ending } from "./markdown/ending";
import { elsewhere, findingParts } from "./markdown/findings";
import { head } from "./markdown/head";
import type { Section } from "./markdown/sections";
import { settingParts, settingsTitle } from "./markdown/settings";
import { deferredStacks, disturbedTables, failedStacks, goneStacks, stackTables } from "./markdown/stacks";
import { openVpcs, provenTitle, provenVpcs } from "./markdown/vpcs";
import type { Review } from "./review-file";

/** How far each section may go, in shares of the comment: what comes first leaves room for what follows. */
const SHARE = {
  problems: 0.1,
  failed: 0.18,
  findings: 0.36,
  vpcs: 0.42,
  settings: 0.45,
  disturbed: 0.55,
  losses: 0.65,
  stacks: 0.74,
  changes: 0.82,
  proven: 0.87,
  costs: 0.92,
};

/** Names in a list that are shown without unfolding. */
const OPEN = 12;

/**
 * A review as the one comment on a pull request: at most 65,536 characters, whatever the change. The verdict and what
 * is wrong come first, then what is destroyed and who loses something, then the rest. What is left out is counted.
 */
export function renderReview(review: Review): string {
  const comment = new Comment(head(review), "`privatelink review --format json` has all of it.");
  comment.end(ending(review));
  const failing = review.findings.filter(({ fails }) => fails);
  const others = review.findings.filter(({ fails, in_change }) => !fails && in_change);
  const remarks = (wanted: boolean) =>
    review.policies
      .filter(({ fails }) => fails === wanted)
      .map(({ text }) => `\n- ${wanted ? "❌ " : ""}${prose(text)}`);
  comment.add(
    review.problems.map((problem) => `\n- ${prose(problem)}`),
    "problem",
    list("Could not be judged", SHARE.problems),
  );
  comment.add(failedStacks(review), "failed plan", titled("Plans that failed", SHARE.failed));
  comment.add(remarks(true), "remark", list("What else fails", SHARE.failed));
  comment.add(findingParts(failing), "failing finding", { ...titled("Findings", SHARE.findings), alone: true });
  comment.add(openVpcs(review), "unproven VPC", titled("VPCs that are not proven", SHARE.vpcs));
  comment.add(settingParts(review), "policy setting", {
    before: `\n### Policy settings\n\n<details><summary>${settingsTitle(review)}</summary>\n`,
    ...{ after: "\n\n</details>\n", alone: true, limit: SHARE.settings * MAX_COMMENT },
  });
  addSections(comment, disturbedTables(review), "resource", "Replaced and destroyed", SHARE.disturbed);
  addCustomers(comment, review);
  addSections(comment, stackTables(review), "stack", "Stacks", SHARE.stacks);
  comment.add(goneStacks(review), "gone stack", list("No longer declared, and destroyed", SHARE.stacks));
  comment.add(deferredStacks(review), "waiting stack", titled("Planned again during the deployment", SHARE.stacks));
  addSections(comment, changeLists(review), "added or changed resource", "Added and changed", SHARE.changes);
  const proven = provenVpcs(review);
  comment.add(proven, "proven VPC", folded(provenTitle(review), proven.length, SHARE.proven));
  comment.add(costRows(review), "cost row", {
    ...{ before: `\n### Cost\n${costGaps(review)}`, after: costNote(review), limit: SHARE.costs * MAX_COMMENT },
  });
  comment.add(unknownCosts(review), "cost row", titled("Cost", SHARE.costs));
  if (review.picture !== null)
    comment.add([`\n${fenced(review.picture.trimEnd(), "mermaid")}\n`], "picture", { before: "\n### Picture\n" });
  comment.add(findingParts(others), "other finding", {
    ...{ before: "\n### Warnings and waived findings\n", alone: true },
  });
  comment.add(elsewhere(review), "remark");
  comment.add(remarks(false), "remark", list("Remarks of the policies", 1));
  return comment.text;
}

function addCustomers(comment: Comment, { customers, unknown_customers }: Review): void {
  const losing = customers.filter(({ effect }) => LOSSES.includes(effect));
  const others = customers.filter(({ effect }) => !LOSSES.includes(effect));
  const unknown = unknown_customers.map((each) => `\n- ⚠️ ${prose(each)}`);
  comment.add(
    [...unknown, ...customerParts(losing)],
    "customer item",
    list("Customers who lose something", SHARE.losses),
  );
  comment.add(customerParts(others), "customer item", list("Customers who gain something", SHARE.stacks));
}

function addSections(comment: Comment, sections: readonly Section[], noun: string, title: string, share: number): void {
  let heading = `\n### ${title}\n`;
  for (const { parts, before, after } of sections)
    if (comment.add(parts, noun, { before: `${heading}${before}`, after, limit: share * MAX_COMMENT })) heading = "";
}

function titled(title: string, share: number) {
  return { before: `\n### ${title}\n`, limit: share * MAX_COMMENT };
}

function list(title: string, share: number) {
  return { ...titled(title, share), after: "\n", alone: true };
}

function folded(title: string, count: number, share: number) {
  const open = count <= OPEN ? " open" : "";
  return {
    before: `\n### VPCs that are proven\n\n<details${open}><summary>${title}</summary>\n`,
    after: "\n\n</details>\n",
    limit: share * MAX_COMMENT,
  };
}

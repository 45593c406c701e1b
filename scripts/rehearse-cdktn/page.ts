import { evenTable } from "../../support/markdown";
import { UserError } from "../../support/user-error";
import type { Outcome } from "./rehearsal";

/** Where the facts stand in the page. What is around them is written by hand, and stays. */
const BEGIN = "<!-- What follows is written by `npm run rehearse:cdktn -- --write`. -->";
const END = "<!-- What precedes is written by `npm run rehearse:cdktn -- --write`. -->";

/** The facts of a rehearsal, as Markdown. @param day its date, such as `2026-11-30`. */
export function renderFacts(outcomes: readonly Outcome[], day: string): string {
  const rows = outcomes.map(({ name, seconds, isGood, isSkipped, summary }) => [
    name,
    isGood ? "yes" : isSkipped ? "skipped" : "no",
    String(seconds),
    summary.replaceAll("|", "\\|").split("\n").join(" "),
  ]);
  const details = outcomes
    .filter((each) => (each.details ?? []).length > 0)
    .flatMap(({ name, details = [] }) => ["", `### Step: ${name}`, "", ...details]);
  const all = outcomes.reduce((sum, { seconds }) => sum + seconds, 0);
  return [
    `Rehearsed on ${day}, in ${all} seconds.`,
    "",
    ...evenTable(["step", "good", "seconds", "result"], rows),
    ...details,
  ]
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** A page with other facts in it. @throws UserError for a page that has no place for them. */
export function withFacts(page: string, facts: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin === -1 || end < begin)
    throw new UserError(
      `The page has no place for the facts. Expected these two lines, in this order:\n${BEGIN}\n${END}`,
    );
  return `${page.slice(0, begin + BEGIN.length)}\n\n${facts}\n\n${page.slice(end)}`;
}

import { counted } from "../../support/counted";
import type { Review } from "../review-file";
import { isTouched } from "../touched";
import { money } from "./money";

/** First line of the comment: CI finds the comment by it, and updates it. */
export const MARKER = "<!-- privatelink-review -->";

/** The verdict in a line, and the counts. */
export function head(review: Review): string {
  const counts = [stackCounts(review), actionCounts(review), vpcCounts(review), costOf(review)].filter(
    (each) => each !== "",
  );
  return `${MARKER}\n## ${verdictLine(review)}\n${counts.length === 0 ? "" : `\n${counts.join(" · ")}\n`}`;
}

/** The verdict in a line. */
export function verdictLine(review: Review): string {
  const count = (wanted: string) => review.stacks.filter(({ result }) => result === wanted).length;
  const [failed, deferred] = [count("failed"), count("deferred")];
  const violations = review.findings.filter(({ fails }) => fails).length;
  const broken = [
    ...(violations === 0 ? [] : [counted(violations, "finding")]),
    ...(review.policies.some(({ fails }) => fails) ? ["the policies fail"] : []),
    ...(failed === 0 ? [] : [`${counted(failed, "plan")} failed`]),
  ].join(", ");
  const losses = lossesOf(review)
    .map((each) => `; ${each}`)
    .join("");
  const known = [
    ...(deferred === 0 ? [] : [`${counted(deferred, "stack")} wait${deferred === 1 ? "s" : ""} for others`]),
  ].map((each) => `; ${each}`);
  switch (review.verdict) {
    case "not-judged":
      return `⚠️ PrivateLink: could not be judged${broken === "" ? "" : `; ${broken}`}`;
    case "violations":
      return `❌ PrivateLink: violates the policies: ${broken === "" ? "see below" : broken}${losses}`;
    case "failed":
      return `❌ PrivateLink: ${broken}`;
    case "no-changes":
      return `✅ PrivateLink: no stack changes${scopeWords(review)}`;
    default: {
      const may = review.verdict === "may-be-applied" ? "may be applied" : "may be merged";
      return `✅ PrivateLink: ${may}${losses}${known.join("")}${scopeWords(review)}`;
    }
  }
}

function scopeWords({ scope }: Review): string {
  return scope === "all" ? "" : "; only the planned stacks were reviewed";
}

/** How many customers lose a connection, or may lose one. */
function lossesOf({ customers }: Review): string[] {
  const names = new Set(
    customers
      .filter(({ effect }) => effect === "loses" || effect === "interrupted")
      .flatMap(({ environment, customers }) => customers.map((name) => JSON.stringify([environment, name]))),
  );
  if (names.size === 0) return [];
  return [names.size === 1 ? "1 customer loses a connection" : `${names.size} customers lose a connection`];
}

function stackCounts({ stacks, unchanged }: Review): string {
  const touched = stacks.filter(isTouched).length;
  const rest = (unchanged ?? 0) + stacks.length - touched;
  return [
    ...(touched === 0 ? [] : [`**${counted(touched, "stack")}**`]),
    ...(rest === 0 ? [] : [`${counted(rest, "stack")} unchanged`]),
  ].join(", ");
}

/** What is done with resources, in the words of tables. */
export const ACTIONS = {
  create: "added",
  update: "changed",
  replace: "replaced",
  destroy: "destroyed",
  forget: "forgotten",
  import: "imported",
} as const;

function actionCounts({ actions }: Review): string {
  return (Object.keys(ACTIONS) as (keyof typeof ACTIONS)[])
    .filter((action) => actions[action] > 0)
    .map((action) => {
      const text = `${actions[action]} ${ACTIONS[action]}`;
      return action === "replace" || action === "destroy" ? `**${text}**` : text;
    })
    .join(", ");
}

function vpcCounts({ vpcs }: Review): string {
  if (vpcs.length === 0) return "";
  const results = (["VIOLATED", "UNPROVEN", "PROVEN"] as const).flatMap((result) => {
    const count = vpcs.filter((vpc) => vpc.result === result).length;
    return count === 0 ? [] : [`${count} ${result}`];
  });
  return `consumer VPCs: ${results.join(", ")}`;
}

function costOf({ costs }: Review): string {
  if (costs.lines.length === 0) return "";
  const { length } = costs.without_plan;
  const missing =
    length > 0 ? `, without ${counted(length, "stack")} that ${length === 1 ? "has" : "have"} no plan yet` : "";
  const open = costs.incomplete && length === 0 ? ", without what is not priced" : "";
  return `${money(costs.monthly, costs.currency)} a month${missing}${open}`;
}

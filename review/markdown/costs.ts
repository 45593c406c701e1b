import { listed } from "../../support/listed";
import { code, plain, tableParts } from "../../support/markdown";
import type { CostLine, Review } from "../review-file";
import { money } from "./money";
import { names } from "./stacks";

/** What the change costs a month, line by line. */
export function costRows({ costs }: Review): string[] {
  return tableParts(
    ["cost", "region", "more", "less", "an hour", "a month"],
    costs.lines.map((line) => [
      plain(line.item),
      code(line.region),
      counts(line.added),
      counts(line.removed),
      line.hourly === null ? "not in the price table" : String(line.hourly),
      monthly(line, costs.currency),
    ]),
  );
}

function counts(count: number | null): string {
  return count === null ? "not known yet" : count === 0 ? "" : String(count);
}

function monthly({ monthly, hourly }: CostLine, currency: string): string {
  if (monthly !== null) return money(monthly, currency);
  return hourly === null ? "?" : "known after the apply";
}

/** Before the table: what is not from a plan, and what the sum does not have. Nothing where plans have all. */
export function costGaps({ costs }: Review): string {
  const { incomplete, without_plan, from_configuration, lines } = costs;
  const declared =
    from_configuration.length === 0
      ? ""
      : `\nWithout a plan yet, and priced as their configuration declares them: ${names(from_configuration)}.\n`;
  if (!incomplete) return declared;
  const unknown = new Set(
    lines.flatMap(({ item, region, monthly }) => (monthly === null ? [`${plain(item)} in ${code(region)}`] : [])),
  );
  const missing = [
    ...(without_plan.length === 0 ? [] : [`stacks without a plan yet: ${names(without_plan)}`]),
    ...(unknown.size === 0 ? [] : [`what has no known cost: ${listed([...unknown])}`]),
  ];
  return `${declared}\nNot in the sum: ${missing.join("; ")}.\n`;
}

/** What is said of costs where nothing that is planned changes them. */
export function unknownCosts(review: Review): string[] {
  return review.costs.lines.length === 0 && review.costs.incomplete ? [costGaps(review)] : [];
}

/** What the sum is. */
export function costNote({ costs }: Review): string {
  return [
    `\n**${money(costs.monthly, costs.currency)} a month** (${costs.hours} hours)`,
    "for endpoint zones and load balancers.",
    "Usage (GB, LCU), discounts and taxes are not in it.",
    ...(costs.sources.length === 0 ? [] : [`Prices: ${costs.sources.slice(0, 8).map(code).join(", ")}.`]),
  ]
    .join(" ")
    .concat("\n");
}

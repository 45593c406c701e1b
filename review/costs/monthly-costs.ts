import { grouped } from "../../policies/checker/report/plan-of-stack";
import { compare } from "../../support/compare";
import type { PlanFacts } from "../read/read-plans";
import type { CostLine, Review } from "../review-file";
import { type CostTable, PRICED, type Price, type Priced } from "./cost-table";
import type { PricedChange } from "./priced-changes";

/**
 * What a change adds to the cost of a month: hours only, by item and region.
 *
 * @param withoutPlan stacks that are not planned yet: those that are priced by their configuration, and the others.
 */
export function monthlyCosts(
  changes: readonly PricedChange[],
  table: CostTable,
  withoutPlan: Pick<PlanFacts, "declared" | "unpriced">,
): Review["costs"] {
  const prices = new Map(
    table.prices.flatMap((price) => price.regions.map((region) => [keyOf(price.item, region), price] as const)),
  );
  const groups = grouped(changes, ({ item, region }) => keyOf(item, region));
  const lines = [...groups]
    .sort(([a], [b]) => compare(a, b))
    .map(([key, alike]) => lineOf(alike, prices.get(key), table.hours))
    .filter(({ added, removed }) => added !== 0 || removed !== 0);
  const used = [...groups.keys()].flatMap((key) => prices.get(key) ?? []);
  return {
    currency: table.currency,
    hours: table.hours,
    monthly: cents(lines.reduce((sum, { monthly }) => sum + (monthly ?? 0), 0)),
    lines,
    sources: [
      ...new Set(used.map(({ source, date, quoted }) => `${source} (${date}${quoted ? ", as others quote it" : ""})`)),
    ].sort(),
    from_configuration: [...withoutPlan.declared].sort(),
    without_plan: [...withoutPlan.unpriced].sort(),
    incomplete: withoutPlan.unpriced.length > 0 || lines.some(({ monthly }) => monthly === null),
  };
}

function keyOf(item: Priced, region: string): string {
  return `${item} ${region}`;
}

function lineOf(changes: readonly PricedChange[], price: Price | undefined, hours: number): CostLine {
  const [{ item, region }] = changes as [PricedChange];
  const isKnown = changes.every(({ before, after }) => before !== null && after !== null);
  const differences = changes.map(({ before, after }) => (after ?? 0) - (before ?? 0));
  const sum = (wanted: (difference: number) => boolean) =>
    differences.filter(wanted).reduce((total, difference) => total + difference, 0);
  const [added, removed] = [sum((each) => each > 0), -sum((each) => each < 0) + 0];
  return {
    ...{ item: PRICED[item], region },
    ...(isKnown ? { added, removed } : { added: null, removed: null }),
    hourly: price?.hourly ?? null,
    monthly: price === undefined || !isKnown ? null : cents((added - removed) * price.hourly * hours),
  };
}

/** Rounded to cents; never -0. */
function cents(amount: number): number {
  // What is added and what is removed round to the same amount.
  return (Math.sign(amount) * Math.round((Math.abs(amount) + Number.EPSILON) * 100)) / 100 + 0;
}

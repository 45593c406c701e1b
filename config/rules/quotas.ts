import { increaseCommand, QUOTAS } from "../../modules/aws/quotas";
import { listed } from "../../support/listed";
import type { EnvironmentDraft } from "../draft";
import { writeNearest } from "../nearest";
import type { Problem } from "../problem";
import { EVERY_ACCOUNT, limitOf } from "../quotas";
import { type Demand, demandsOf } from "./quota-demands";
import type { Rule } from "./rule";

/** Environments that a report names before it counts the rest. */
const LISTED = 20;

/** What an environment asks for stays within the quotas of its accounts. */
export const quotaRule: Rule = (environment) => {
  const beyondLimit = [...totalsOf(environment)].filter(([, { total, limit }]) => total > limit).map(([key]) => key);
  return [...countsOf(environment, beyondLimit).values()].map((count) => beyond([count]));
};

/** Quotas are declared for accounts that the environment deploys into. */
export const quotaAccountRule: Rule = ({ file, quotas, services, resources, appliances, records }) => {
  const managed = records.filter(({ external }) => !external);
  const offered = [services, resources, appliances];
  const accounts = [...offered.flatMap((all) => [...(all?.values() ?? [])]), ...managed].map(({ account }) => account);
  // An account that could not be read may be the one that is meant.
  if (offered.includes(undefined) || accounts.includes(undefined)) return [];
  const known = new Set(accounts.flatMap((account) => account ?? []));
  return Object.keys(quotas ?? {}).flatMap((account) =>
    account === EVERY_ACCOUNT || known.has(account)
      ? []
      : [
          file.problemAtKey(
            ["quotas", account],
            `an account that this environment deploys into, or \`${EVERY_ACCOUNT}\` for all`,
            writeNearest(account, [...known]) ?? "take it out",
          ),
        ],
  );
};

/** Environments that share an account and a region stay within its quotas together, where each by itself does. */
export function sharedQuotaProblems(environments: readonly EnvironmentDraft[]): Problem[] {
  if (environments.length < 2) return [];
  const shared = new Map<string, Total[]>();
  for (const environment of environments)
    for (const [key, count] of totalsOf(environment)) {
      const others = shared.get(key);
      if (others) others.push(count);
      else shared.set(key, [count]);
    }
  const beyondLimit = [...shared].flatMap(([key, counts]) =>
    counts.length > 1 && totalOf(counts) > limitOfAll(counts) && counts.every(({ total, limit }) => total <= limit)
      ? [key]
      : [],
  );
  const counts = environments.map((environment) => countsOf(environment, beyondLimit));
  return beyondLimit.map((key) => beyond(counts.flatMap((each) => each.get(key) ?? [])));
}

/** How much an environment asks for that is counted together against one quota. */
interface Total {
  readonly limit: number;
  total: number;
}

/** What an environment asks for that is counted together against one quota. */
interface Count extends Total {
  readonly environment: EnvironmentDraft;
  readonly region: string;
  /** At least one. */
  readonly demands: Demand[];
}

/** See {@link totalsOf}. It is worked out once: the demands of thousands of consumers are many. */
const totals = new WeakMap<EnvironmentDraft, ReadonlyMap<string, Total>>();

/** How much an environment asks for, by what {@link countKey} says. */
function totalsOf(environment: EnvironmentDraft): ReadonlyMap<string, Total> {
  const known = totals.get(environment);
  if (known) return known;
  const { region: own, quotas } = environment;
  const counted = new Map<string, Total>();
  totals.set(environment, counted);
  if (own === undefined || quotas === undefined) return counted;
  for (const demand of demandsOf(environment)) {
    const { quota, account, amount, region = own } = demand;
    const key = countKey(demand, own);
    const count = counted.get(key);
    if (count) count.total += amount;
    else counted.set(key, { limit: limitOf(quotas, account, region, quota), total: amount });
  }
  return counted;
}

/** The counts with some keys, by key, each with all that is counted in it. */
function countsOf(environment: EnvironmentDraft, keys: readonly string[]): Map<string, Count> {
  const { region: own } = environment;
  const counts = new Map<string, Count>();
  if (keys.length === 0 || own === undefined) return counts;
  const [of, wanted] = [totalsOf(environment), new Set(keys)];
  for (const demand of demandsOf(environment)) {
    const key = countKey(demand, own);
    const total = wanted.has(key) ? of.get(key) : undefined;
    const count = counts.get(key);
    if (count) count.demands.push(demand);
    else if (total) counts.set(key, { ...total, environment, region: demand.region ?? own, demands: [demand] });
  }
  return counts;
}

/** What a demand is counted by: quota, region, account, and what else it is counted in. */
function countKey({ quota, account, within = "", noun = "", region }: Demand, own: string): string {
  return [quota, region ?? own, account, within, noun].join(" ");
}

/** The problem of counts that are beyond their quota together, at the place that goes over it. */
function beyond(counts: readonly Count[]): Problem {
  const [limit, total] = [limitOfAll(counts), totalOf(counts)];
  const { demand, count } = firstBeyond(counts, limit);
  const { quota, account, within, instead } = demand;
  const { name, ...of } = QUOTAS[quota];
  const noun = demand.noun ?? of.noun;
  const { region, environment } = count;
  const others =
    counts.length > 1
      ? `, of ${listed(
          counts.map((each) => each.environment.name),
          LISTED,
        )}`
      : "";
  return demand.file.problemAt(
    demand.path,
    `at most ${limit} ${noun} in ${within ?? `account ${account} and ${region}`} (quota "${name}")`,
    `${instead === undefined ? "" : `${instead}; or, `}as account ${account}: ${increaseCommand(quota, region, total)}; when AWS has granted it, write \`quotas: { "${account}": { ${quota}: ${total} } }\` in ${environment.file.name}`,
    `${total} in all${others}; from here on there are too many`,
  );
}

function firstBeyond(counts: readonly Count[], limit: number): { demand: Demand; count: Count } {
  const all = counts.flatMap((count) => count.demands.map((demand) => ({ demand, count })));
  let sum = 0;
  const found = all.find(({ demand }) => {
    sum += demand.amount;
    return sum > limit;
  });
  if (!found) throw new Error("the counts are within their limit");
  return found;
}

function totalOf(counts: readonly Total[]): number {
  return counts.reduce((sum, { total }) => sum + total, 0);
}

/** Each environment declares what it knows of: the largest holds. */
function limitOfAll(counts: readonly Total[]): number {
  return Math.max(...counts.map(({ limit }) => limit));
}

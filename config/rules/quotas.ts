import { increaseCommand, QUOTAS } from "../../modules/aws/quotas";
import type { EnvironmentDraft } from "../draft";
import { writeNearest } from "../nearest";
import type { Problem } from "../problem";
import { EVERY_ACCOUNT, limitOf } from "../quotas";
import { type Demand, demandsOf } from "./quota-demands";
import type { Rule } from "./rule";

/** What an environment asks for stays within the quotas of its accounts. */
export const quotaRule: Rule = (environment) =>
  [...countsOf(environment).values()].flatMap((count) => (count.total > count.limit ? [beyond([count])] : []));

/** Quotas are declared for accounts that the environment deploys into. */
export const quotaAccountRule: Rule = ({ file, quotas, services, resources, appliances, consumers }) => {
  const managed = consumers.filter(({ external }) => !external);
  const offered = [services, resources, appliances];
  const accounts = [...offered.flatMap((all) => [...(all?.values() ?? [])]), ...managed].map(({ account }) => account);
  // An account that could not be read may be the one that is meant.
  if (offered.includes(undefined) || accounts.includes(undefined)) return [];
  const known = [...new Set(accounts.flatMap((account) => account ?? []))];
  return Object.keys(quotas ?? {}).flatMap((account) =>
    account === EVERY_ACCOUNT || known.includes(account)
      ? []
      : [
          file.problemAtKey(
            ["quotas", account],
            `an account that this environment deploys into, or \`${EVERY_ACCOUNT}\` for all`,
            writeNearest(account, known) ?? "take it out",
          ),
        ],
  );
};

/** Environments that share an account and a region stay within its quotas together, where each by itself does. */
export function sharedQuotaProblems(environments: readonly EnvironmentDraft[]): Problem[] {
  const shared = new Map<string, Count[]>();
  for (const environment of environments)
    for (const [key, count] of countsOf(environment)) shared.set(key, [...(shared.get(key) ?? []), count]);
  return [...shared.values()].flatMap((counts) =>
    counts.length > 1 && totalOf(counts) > limitOfAll(counts) && counts.every(({ total, limit }) => total <= limit)
      ? [beyond(counts)]
      : [],
  );
}

/** What an environment asks for that is counted together against one quota. */
interface Count {
  readonly environment: EnvironmentDraft;
  readonly region: string;
  readonly limit: number;
  /** At least one. */
  readonly demands: Demand[];
  total: number;
}

/** What an environment asks for, by quota, region, account, and what else it is counted in. */
function countsOf(environment: EnvironmentDraft): Map<string, Count> {
  const { region: own, quotas } = environment;
  const counts = new Map<string, Count>();
  if (own === undefined || quotas === undefined) return counts;
  for (const demand of demandsOf(environment)) {
    const { quota, account, within = "", noun = "", amount, region = own } = demand;
    const key = [quota, region, account, within, noun].join(" ");
    const count = counts.get(key);
    if (count) {
      count.demands.push(demand);
      count.total += amount;
    } else {
      const limit = limitOf(quotas, account, region, quota);
      counts.set(key, { environment, region, limit, demands: [demand], total: amount });
    }
  }
  return counts;
}

/** The problem of counts that are beyond their quota together, at the place that goes over it. */
function beyond(counts: readonly Count[]): Problem {
  const [limit, total] = [limitOfAll(counts), totalOf(counts)];
  const { demand, count } = firstBeyond(counts, limit);
  const { quota, account, within, instead } = demand;
  const { name, ...of } = QUOTAS[quota];
  const noun = demand.noun ?? of.noun;
  const { region, environment } = count;
  const others = counts.length > 1 ? `, of ${counts.map((each) => each.environment.name).join(", ")}` : "";
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

function totalOf(counts: readonly Count[]): number {
  return counts.reduce((sum, { total }) => sum + total, 0);
}

/** Each environment declares what it knows of: the largest holds. */
function limitOfAll(counts: readonly Count[]): number {
  return Math.max(...counts.map(({ limit }) => limit));
}

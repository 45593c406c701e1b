import { type ConnectionDraft, type ConsumerDraft, type EnvironmentDraft, regionOf } from "../draft";
import type { Problem } from "../problem";
import { lineOf } from "../twice";
import type { Rule } from "./rule";

/** A consumer to whom any endpoint of an account belongs, in a service or appliances. */
interface Claim {
  readonly consumer: ConsumerDraft;
  readonly connection: string;
  /** Regions of the endpoints. @default - all */
  readonly regions: readonly (string | undefined)[] | undefined;
  /** What is declared of the consumer: the state, and when the access ends. */
  readonly declared: string;
}

/**
 * Where two consumers have an account in common and name no endpoints, each endpoint of the account is of both. So
 * one of them must not allow what the other forbids. Endpoints of consumers that are built here are known by their
 * states.
 */
export const claimRule: Rule = (environment) => {
  // Of claims that are alike, one stands for all: thousands of consumers may have one account.
  const byAccount = new Map<string, Map<string, Claim>>();
  return environment.records.flatMap((consumer) =>
    [...consumer.connections].flatMap(([connection, to]) => {
      const key = to?.service ?? to?.appliance;
      if (to === undefined || key === undefined || to.endpointId !== undefined || to.endpointIds !== undefined)
        return [];
      const claim = claimOf(environment, consumer, connection, to);
      // One problem is enough, however many accounts two consumers have in common.
      const clashes = (consumer.accounts ?? []).flatMap((account): Problem[] => {
        const place = `${key} ${account}`;
        const others = byAccount.get(place) ?? new Map<string, Claim>();
        const other = [...others.values()].find((each) => isClash(each, claim));
        const alike = `${consumer.external} ${claim.declared} ${claim.regions?.join()}`;
        if (!others.has(alike)) byAccount.set(place, others.set(alike, claim));
        return other === undefined ? [] : [clashProblem(other, claim, key, account)];
      });
      return clashes.slice(0, 1);
    }),
  );
};

function claimOf(
  environment: EnvironmentDraft,
  consumer: ConsumerDraft,
  connection: string,
  { regions }: ConnectionDraft,
): Claim {
  const until = consumer.file.valueAt(["until"]);
  return {
    ...{ consumer, connection },
    regions: consumer.external ? regions : [regionOf(environment, consumer)],
    declared: `\`${consumer.state}\`${until === undefined ? "" : ` until ${until}`}`,
  };
}

function isClash(a: Claim, b: Claim): boolean {
  if (!a.consumer.external && !b.consumer.external) return false;
  // Of what was refused, something is said already.
  if (a.consumer.state === undefined || b.consumer.state === undefined) return false;
  const overlap =
    a.regions === undefined || b.regions === undefined || a.regions.some((each) => b.regions?.includes(each));
  return overlap && a.declared !== b.declared;
}

function clashProblem(other: Claim, { consumer, connection, declared }: Claim, key: string, account: string): Problem {
  const { name, file } = other.consumer;
  return consumer.file.problemAt(
    ["connections", connection],
    `what is declared of ${name} (${lineOf({ file, path: ["state"] })}), ${other.declared}: any endpoint of account ${account} in ${key} belongs to both`,
    "name the endpoints of one of them with `endpointIds`, or the regions of each with `regions`; or declare the same of both; or delete the record of one that is revoked",
    declared,
  );
}

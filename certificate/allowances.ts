import { looseningsOf } from "../policies/checker/loosening";
import type { PolicyConfig } from "../policies/checker/policy-data-schema";
import type { Rule } from "../policies/checker/rules";
import { listed } from "../support/listed";
import type { Network } from "./basis-schema";
import type { JudgedVpc } from "./judged-vpc";
import type { Allowance } from "./rule-schema";

/**
 * What the policy data makes rules accept for a VPC that they refuse or doubt by default. An entry of a list of names
 * counts only where it matches something in the documents of the VPC; ranges and types of endpoint always count.
 *
 */
export function allowancesFor(
  { judged }: Pick<JudgedVpc, "judged">,
  { address, id, region }: Pick<Network, "address" | "id" | "region">,
  config: PolicyConfig,
  rules: readonly Rule[],
): Allowance[] {
  const used = judged.flatMap(({ document: { verdict } }) =>
    verdict.verdict === "unjudgeable" ? [] : [verdict.names.used],
  );
  const isUsed = (list: string, index: number) => used.some((names) => names[list]?.includes(index) === true);
  return looseningsOf(config, { region, names: [address, ...(id === null ? [] : [id])], isUsed }).map(
    ({ setting, allows }) => ({
      setting,
      allows: [...allows],
      rules: rules.filter(({ loosenedBy }) => loosenedBy.includes(setting)).map(({ id }) => id),
    }),
  );
}

/** What the policy data allows some rules, in words: `allowed_ranges: 0.0.0.0/0`. */
export function allowedWords(allowances: readonly Allowance[], loosened: readonly string[]): string {
  const own = allowances.filter(({ rules }) => rules.some((rule) => loosened.includes(rule)));
  return own.map(({ setting, allows }) => `${setting}: ${listed(allows)}`).join("; ");
}

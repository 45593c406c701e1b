import { loadPolicy, type Policy } from "../../policies/checker/policy";
import { readPolicyData } from "../../policies/checker/policy-data";
import { policyDataSchema } from "../../policies/checker/policy-data-schema";
import { CheckFailed } from "./report";

/** The policies with policy data of a user. @param config the key `config` of the policy data. */
export function policyWith(config: object): Promise<Policy> {
  return loadPolicy({ ...readPolicyData([]), config: policyDataSchema.parse({ config }).config });
}

/** Fails unless the policies find nothing in a document. */
export function mustBeClean(policy: Policy, document: unknown): void {
  const verdict = policy.judge(document);
  if (verdict.verdict !== "clean") throw new CheckFailed(JSON.stringify(verdict, undefined, 2));
}

/** Fails unless the policies object to a resource of a type. */
export function mustViolate(policy: Policy, document: unknown, type: string): void {
  const verdict = policy.judge(document);
  if (verdict.verdict !== "violations" || !verdict.findings.some(({ address }) => address.includes(type)))
    throw new CheckFailed(`expected a violation by ${type}, got: ${JSON.stringify(verdict, undefined, 2)}`);
}

/** Fails unless a rule objects to a resource. @param where its type, or what its address begins with, up to `_`. */
export function mustBreak(policy: Policy, document: unknown, rule: string, where: string): void {
  const verdict = policy.judge(document);
  const found = verdict.verdict === "violations" ? verdict.findings.filter((finding) => finding.rule === rule) : [];
  if (
    !found.some(
      ({ address, outcome }) => address.startsWith(where.includes(".") ? where : `${where}.`) && outcome === "violated",
    )
  )
    throw new CheckFailed(`expected ${rule} of ${where}, got: ${JSON.stringify(verdict, undefined, 2)}`);
}

/** Fails unless a rule warns of a resource, and of no other. @param where what its address begins with. */
export function mustWarnOnlyOf(policy: Policy, document: unknown, rule: string, where: string): void {
  const verdict = policy.judge(document);
  const findings = verdict.verdict === "unjudgeable" ? [] : verdict.findings;
  const warned = findings.filter((finding) => finding.rule === rule && finding.outcome === "warning");
  if (warned.length !== 1 || !warned[0]?.address.startsWith(where))
    throw new CheckFailed(`expected ${rule} to warn only of ${where}, got: ${JSON.stringify(verdict, undefined, 2)}`);
}

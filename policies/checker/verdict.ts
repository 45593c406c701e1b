import type { z } from "zod";
import type { ConsumerVpc, Finding, JudgedVerdict, Verdict } from "../verdict-types";
import { CouldNotJudge } from "./could-not-judge";
import { judgedSchema, unjudgeableSchema } from "./verdict-schema";

export type { ConsumerVpc, Finding, JudgedVerdict, UnjudgeableVerdict, Verdict } from "../verdict-types";

/** Whether a finding makes a document fail. */
export function fails({ outcome, waiver }: Pick<Finding, "outcome" | "waiver">): boolean {
  return outcome !== "warning" && waiver === null;
}

/**
 * The verdict in an answer of the WebAssembly module.
 *
 * @throws CouldNotJudge on an answer that is empty, has not the shape of a verdict, or contradicts itself.
 */
export function verdictOf(answer: unknown): Verdict {
  const result: unknown = Array.isArray(answer) && answer.length === 1 ? answer[0]?.result : undefined;
  const unjudgeable = unjudgeableSchema.safeParse(result);
  if (unjudgeable.success) return unjudgeable.data;
  const judged = judgedSchema.safeParse(result);
  const contradiction = judged.success ? contradictionIn(judged.data) : judged.error.issues.map(placed)[0];
  if (!judged.success || contradiction !== undefined)
    throw new CouldNotJudge(
      `the policy must answer with one verdict that says what it examined; got another answer (${contradiction}). ` +
        "Nothing can be said of this document; please report it as a defect of the policies.",
    );
  const { consumer_vpcs, findings, relied_on, ...rest } = judged.data;
  return {
    ...rest,
    relied_on: sortedBy(relied_on, ({ address, rule, message }) => [address, rule, message].join("\0")),
    consumer_vpcs: sortedBy(consumer_vpcs.map(withSortedEndpoints), ({ address }) => address),
    findings: sortedBy(distinct(findings), ({ address, rule, message }) => [address, rule, message].join("\0")),
  };
}

/** The order of resources in a document means nothing. */
function withSortedEndpoints(vpc: ConsumerVpc): ConsumerVpc {
  return { ...vpc, endpoints: sortedBy(vpc.endpoints, ({ address }) => address) };
}

/** Each finding once, about the VPCs of all that say the same. One path is enough. */
function distinct(findings: readonly Finding[]): Finding[] {
  const known = new Map<string, Finding>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.rule, finding.address, finding.outcome, finding.message]);
    const same = known.get(key);
    known.set(key, same === undefined ? finding : joined(same, finding));
  }
  return [...known.values()];
}

function joined(one: Finding, other: Finding): Finding {
  // Which is the first must not hang on the order that they come in: OPA and the module have different ones.
  const rank = (finding: Finding) => `${finding.witness.length === 0 ? 1 : 0}${JSON.stringify(finding)}`;
  const first = rank(one) <= rank(other) ? one : other;
  const joinedList = (name: "vpcs" | "about") => [...new Set([...one[name], ...other[name]])].sort();
  return { ...first, vpcs: joinedList("vpcs"), about: joinedList("about") };
}

/** In what a verdict contradicts itself; undefined if in nothing. */
function contradictionIn({ verdict, findings, consumer_vpcs }: JudgedVerdict): string | undefined {
  if (verdict !== (findings.some(fails) ? "violations" : "clean")) return `${verdict}, against its findings`;
  for (const { address, result } of consumer_vpcs) {
    const about = findings.filter((finding) => fails(finding) && finding.vpcs.includes(address));
    const outcomes = about.map(({ outcome }) => outcome);
    const expected = outcomes.includes("violated") ? "VIOLATED" : outcomes.length > 0 ? "UNPROVEN" : "PROVEN";
    if (result !== expected) return `a VPC that is ${result}, against its findings`;
  }
  return undefined;
}

/** What is wrong with the shape of an answer: only names, for values may be sensitive. */
function placed({ path, code }: z.core.$ZodIssue): string {
  return `${code} at ${path.map(String).join(".") || "its top"}`;
}

/** By code units, so that it is the same everywhere. */
function sortedBy<T>(list: readonly T[], key: (item: T) => string): T[] {
  return list
    .map((item) => [key(item), item] as const)
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([, item]) => item);
}

import { CouldNotJudge } from "./could-not-judge";

/** What the policy says of one document; the names are those of the Rego, so that `opa eval` prints the same. */
export type Verdict = JudgedVerdict | UnjudgeableVerdict;

/** The document was judged. */
export interface JudgedVerdict {
  readonly verdict: "clean" | "violations";
  /** Which form the document is in. */
  readonly form: "cdk.tf.json" | "plan";
  /** The role that the stack says it has; null in a configuration that is not of this project. */
  readonly role: "consumer" | "service" | "acceptance" | null;
  /** Name of the stack, where the document says it. */
  readonly stack: string | null;
  readonly examined: Examined;
  /** The consumers' VPCs, and whether each is proven isolated. */
  readonly consumer_vpcs: readonly ConsumerVpc[];
  /** Sorted. */
  readonly findings: readonly Finding[];
  /** Indexes of the waivers that the document's findings meet, and of those that they do not. */
  readonly waivers: Readonly<Record<"used" | "unused" | "expired", readonly number[]>>;
}

/** The document cannot be judged, and why. */
export interface UnjudgeableVerdict {
  readonly verdict: "unjudgeable";
  readonly form: string;
  /** Never empty. */
  readonly why: readonly string[];
}

/** What the policy saw, so that a pass is told from not having looked. */
export interface Examined {
  readonly resources: number;
  readonly types: number;
  readonly vpcs: number;
  readonly rules: readonly string[];
}

/** What is shown of a consumer's VPC. */
export interface ConsumerVpc {
  readonly address: string;
  readonly result: "PROVEN" | "VIOLATED" | "UNPROVEN";
}

/** One thing that a rule found. */
export interface Finding {
  readonly rule: string;
  readonly title: string;
  readonly severity: string;
  readonly outcome: "violated" | "unproven" | "warning";
  /** Terraform's address, with indexes in a plan. */
  readonly address: string;
  /** Path of the CDKTF construct, where the document has it. */
  readonly construct_path: string | null;
  /**
   * Why the resource is judged. As in a consumer VPC: the stack's `role`, a reference (`resolved`), one that could not be
   * followed (`unresolved`), or that it stands `beside` one. Or what the `plan` does with it, or what the `document` is.
   */
  readonly basis: string;
  readonly message: string;
  readonly remediation: string;
  readonly waiver: object | null;
}

/**
 * The verdict in an answer of the WebAssembly module. An answer that is empty or has not the shape of a verdict is a
 * failure.
 */
export function verdictOf(answer: unknown): Verdict {
  const verdict = Array.isArray(answer) && answer.length === 1 ? answer[0]?.result : undefined;
  if (isUnjudgeable(verdict)) return verdict;
  if (isJudged(verdict)) return { ...verdict, findings: verdict.findings.toSorted(inOrder) };
  throw new CouldNotJudge(
    `the policy must answer with one verdict that says what it examined, got: ${shown(answer)}. ` +
      "Nothing can be said of this document; please report it as a defect of the policies.",
  );
}

/** By address, then by rule and message; by code units, so that it is the same everywhere. */
function inOrder(one: Finding, other: Finding): number {
  const [a, b] = [one, other].map(({ address, rule, message }) => [address, rule, message].join("\0")) as [
    string,
    string,
  ];
  return a < b ? -1 : Number(a > b);
}

function isUnjudgeable(value: unknown): value is UnjudgeableVerdict {
  return isObject(value) && value.verdict === "unjudgeable" && Array.isArray(value.why) && value.why.length > 0;
}

function isJudged(value: unknown): value is JudgedVerdict {
  if (!isObject(value) || !isObject(value.examined) || !Array.isArray(value.findings)) return false;
  const { resources, vpcs, rules } = value.examined;
  const fails = value.findings.some(({ outcome, waiver }) => outcome !== "warning" && waiver === null);
  return (
    value.verdict === (fails ? "violations" : "clean") &&
    Number.isInteger(resources) &&
    Number.isInteger(vpcs) &&
    Array.isArray(value.consumer_vpcs) &&
    Array.isArray(rules) &&
    rules.length > 0
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(answer: unknown): string {
  const text = JSON.stringify(answer) ?? "nothing";
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

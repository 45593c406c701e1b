import type { StackRole } from "../modules/aws/marks";
import type { DeclaredStack } from "./declared-stacks";
import type { Judgement } from "./judge";

/** A consumer's stack that was judged, and in which no VPC counts as a consumer's. */
export interface StackWithoutVpc {
  readonly stack: string;
  readonly consumer: string;
  /** Why there is no certificate, to follow "no certificate for STACK: ". */
  readonly why: string;
}

/** What the stack of a consumer says that it is for where its VPC has a path to a hub (`hubPath`). */
const OF_HUB: StackRole = "hub";

/**
 * The consumers' stacks of which nothing is certified, because none of their VPCs was judged as a consumer's. What
 * could not be judged is not among them: {@link Judgement} names it.
 */
export function stacksWithoutVpc(
  stacks: readonly DeclaredStack[],
  { report, vpcs, notJudged }: Pick<Judgement, "report" | "vpcs" | "notJudged">,
): StackWithoutVpc[] {
  const verdicts = new Map(report.documents.map(({ source, verdict }) => [source, verdict]));
  const told = new Set([...vpcs.map(({ stack }) => stack?.source), ...notJudged.map(({ file }) => file)]);
  return stacks.flatMap(({ source, stack, consumer }) => {
    const verdict = verdicts.get(source);
    if (consumer === undefined || verdict === undefined || told.has(source)) return [];
    const isOfHub = verdict.verdict !== "unjudgeable" && verdict.role === OF_HUB;
    const why = isOfHub
      ? "a VPC with a path to a hub (`hubPath`) is not isolated"
      : "no VPC of the stack counts as a consumer's";
    return [{ stack, consumer, why }];
  });
}

import { judgePaths } from "../../policies/checker/judge-paths";
import type { PolicyData } from "../../policies/checker/policy-data";
import { placeOf } from "../../policies/checker/report/words";
import { fails } from "../../policies/checker/verdict";
import type { DriftedStack, DriftFile } from "../drift-file";

/** What the policies say of what is there. */
export type Judged = Pick<DriftFile, "findings" | "not_judged">;

/** What plans are judged by. */
export interface JudgeFoundOptions {
  readonly data: PolicyData;
  /** Folder of the environments, where findings come from. */
  readonly environments: string;
  /** Output folder of the synthesis. */
  readonly stacks: string;
  readonly signal: AbortSignal;
}

/**
 * Judges stacks as Terraform found them: a plan has what AWS has, where nothing declares it otherwise. A finding about a
 * resource that Terraform would create is left out if its stack waits for a deployment: the resource is not there yet.
 * A change that waits for a deployment does not excuse what is there.
 *
 * @param plans paths of plans as JSON, by the names of their stacks.
 */
export async function judgeFound(
  plans: ReadonlyMap<string, string>,
  stacks: readonly DriftedStack[],
  { data, environments, stacks: output, signal }: JudgeFoundOptions,
): Promise<Judged> {
  if (plans.size === 0) return { findings: [], not_judged: [] };
  const names = new Map([...plans].map(([name, path]) => [path, name]));
  const options = { data, environments, stacks: [output], signal, isSelection: true };
  const { documents } = await judgePaths([...plans.values()], options);
  const byName = new Map(stacks.map((stack) => [stack.name, stack]));
  const seen = new Set(documents.map(({ source }) => source));
  const missing = [...names].filter(([path]) => !seen.has(path)).map(([, stack]) => ({ stack, why: "no verdict" }));
  const waits = (stack: string, address: string) =>
    byName
      .get(stack)
      ?.resources.some(
        (each) => each.address === address && each.action === "create" && each.cause === "not-applied",
      ) === true;
  const judged = documents.map(({ source, verdict }): Judged => {
    const stack = names.get(source) ?? source;
    if (verdict.verdict === "unjudgeable")
      return { findings: [], not_judged: [{ stack, why: verdict.why.join("; ") }] };
    const findings = verdict.findings
      .filter((finding) => fails(finding) && !waits(stack, finding.address))
      .map(({ rule, title, severity, outcome, address, message, remediation, origin }) => ({
        ...{ stack, rule, title, severity, outcome, address, message, remediation },
        place: origin === null ? null : placeOf(origin),
      }));
    return { findings, not_judged: [] };
  });
  return {
    findings: judged.flatMap(({ findings }) => findings),
    not_judged: [...missing, ...judged.flatMap(({ not_judged }) => not_judged)],
  };
}

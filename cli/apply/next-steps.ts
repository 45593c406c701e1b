import { join } from "node:path";
import type { Applied } from "../../pipeline/apply/request";
import { PLANS_FILE } from "../../pipeline/plans-file";
import { shown } from "../../support/shown";
import type { Invocation } from "../invocation";
import { pastedPath } from "../pasted";
import { reviewCommands } from "../review-commands";
import type { Called } from "../start/options";
import { type ApplyOptions, DEFAULT_NEXT } from "./options";
import { planAgain, sharedWords } from "./plan-again";

/** What to do after a run; empty where nothing is left. */
export function nextSteps(applied: Applied, options: ApplyOptions, called: Called): string {
  const { endings, planned, next, interrupted, problem } = applied;
  const has = (kind: string) => endings.some(({ fate }) => fate.kind === kind);
  const again = () => planAgain(planned, options, called);
  if (has("failed"))
    return [
      "A stack that failed may be changed in part, and its plan is out of date. Remove the cause. Then plan again, as",
      `these plans were made, and review the new ones:\n\n${again()}`,
    ].join("\n");
  if (interrupted || problem !== undefined)
    return has("left") ? `To go on, plan what is left again, and review the new plans:\n\n${again()}` : "";
  return next === undefined ? "" : reviewNext(has("waiting"), next, options, called);
}

/** How the plans that wait are reviewed and applied: with the same options as this run. */
function reviewNext(isPlanned: boolean, digest: string, options: ApplyOptions, called: Called): string {
  const { out, environments, stacks, data, status, now, deployed } = options;
  const what = isPlanned ? "Plans that wait for approval are" : "What cannot be planned yet is";
  const apply = onlyOfApply(options, called.invocation);
  return [
    `${what} in ${shown(out)} (SHA-256 of ${shown(join(out, PLANS_FILE))}: ${digest}).`,
    "Review them, then apply them:\n",
    reviewCommands({ plans: out, digest, environments, stacks, data, status, now, deployed, apply }, called),
  ].join("\n");
}

/** Words of the options that only `apply` has. */
function onlyOfApply(options: ApplyOptions, invocation: Invocation): string[] {
  const { env, out, uncommitted } = options;
  return [
    ...(env === undefined ? [] : ["--env", ...env]),
    ...(out === DEFAULT_NEXT ? [] : ["--out", pastedPath(out, invocation)]),
    ...sharedWords(options, invocation),
    ...(uncommitted ? ["--uncommitted"] : []),
  ];
}

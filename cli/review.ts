import { resolve, sep } from "node:path";
import { jsonText } from "../policies/checker/report/json";
import { buildReview } from "../review/build-review";
import { renderReview } from "../review/markdown";
import { verdictLine } from "../review/markdown/head";
import { type InputPaths, readInputs } from "../review/read/read-inputs";
import { CannotWrite } from "../support/cannot-write";
import { today } from "../support/date";
import { shown } from "../support/shown";
import { writeReport } from "../support/write-report";
import { orInterrupted } from "./interrupt";
import { commandText } from "./invocation";
import type { ReviewOptions } from "./review/options";
import type { Work } from "./run";
import type { Called } from "./start/options";
import type { Streams } from "./streams";

/**
 * Writes the comment on a change.
 *
 * @returns the exit code: 0 it may be merged or applied, 1 the policies fail or a plan failed, 2 something was not
 *   judged.
 */
export async function reviewCommand(
  options: ReviewOptions,
  { out, error }: Streams,
  { invocation }: Pick<Called, "invocation">,
  { signal, onProgress }: Work,
): Promise<number> {
  const { format, output, apply, head, plans = [], ...files } = options;
  const paths = { ...files, plans };
  if (output !== undefined) keepInputs(output, paths);
  const inputs = await orInterrupted(signal, "Interrupted. No review was written.", () =>
    readInputs(
      { ...paths, today: today() },
      { signal, onProgress: (done, total) => onProgress("reading plans", done, total) },
    ),
  );
  const review = buildReview({ ...inputs, head, apply: apply ? commandText(invocation, "apply") : undefined });
  const text = format === "json" ? jsonText(review) : renderReview(review);
  if (output === undefined) out(text);
  else {
    writeReport(output, text);
    error(`${verdictLine(review)}; written to ${shown(output)}\n`);
  }
  return review.exit_code;
}

/** Refuses a review that would be written over what it is made of. */
function keepInputs(output: string, { plans, changed, policy, status = [], costs }: Omit<InputPaths, "today">): void {
  const inputs = [changed, policy, costs, ...status].flatMap((each) => (each === undefined ? [] : [resolve(each)]));
  const inPlans = plans.some((folder) => resolve(output).startsWith(`${resolve(folder)}${sep}`));
  if (inPlans || inputs.includes(resolve(output)))
    throw new CannotWrite(
      `${shown(output)}: expected a file for the review; found one of its inputs, or a file in a folder of plans. ` +
        "Name another.",
    );
}

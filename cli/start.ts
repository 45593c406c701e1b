import { join } from "node:path";
import { stackIsOf } from "../config/estate/stack-names";
import { leftoversOfMissingFiles } from "../engine/leftovers";
import { judgePaths } from "../policies/checker/judge-paths";
import { readPolicyData } from "../policies/checker/policy-data";
import { recordsFile } from "../support/records";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";
import { orInterrupted } from "./interrupt";
import type { Work } from "./run";
import { describe } from "./start/describe";
import { leftoversText } from "./start/leftovers";
import { nextSteps } from "./start/next-steps";
import type { Called, StartOptions } from "./start/options";
import { verdictText } from "./start/verdict";
import type { Streams } from "./streams";
import { summaryOf, synthesizeSelected } from "./synth";

/**
 * The main job: reads and checks the environments, synthesizes their stacks, judges these by the policies, and says what
 * was built and what to do next.
 *
 * @returns exit code: 0 only if all is well; 1 when a policy is violated; 2 when a stack could not be judged.
 */
export async function startCommand(
  options: StartOptions,
  { out, error }: Streams,
  called: Called,
  work: Work,
): Promise<number> {
  const data = readPolicyData(options.data);
  const { environments, result } = await synthesizeOr(() => out(goneText(options)), options, error, work);
  const { stacks } = result;
  const paths = stacks.map((stack) => join(options.out, "stacks", stack, "cdk.tf.json"));
  const isSelection = options.env !== undefined || options.consumer !== undefined;
  const report = await orInterrupted(
    work.signal,
    `Interrupted. The stacks in ${shown(options.out)} are written, but not judged.`,
    () =>
      judgePaths(paths, {
        data,
        environments: options.environments,
        isSelection,
        records: recordsFile(options.out, "verdicts"),
        force: options.force ?? false,
        signal: work.signal,
        onProgress: (done, total) => work.onProgress("judging stacks", done, total),
      }),
  );
  const built = environments.filter(({ name }) => stacks.some((stack) => stackIsOf(stack, name)));
  out(describe(built, stacks, options.consumer));
  out(`\n${summaryOf(result)} in ${shown(options.out)}/\n`);
  out(verdictText(report));
  if (options.consumer === undefined) out(leftoversText(result, options.out, environments));
  const isWhole = !report.waivers.some(({ state }) => state === "unknown");
  if (report.verdict === "clean") out(nextSteps({ environments: built, stacks, isWhole }, options, called));
  return report.exit_code;
}

/** Synthesizes. Where the environments cannot be read, it tells first what certainly is no longer declared. */
async function synthesizeOr(
  tell: () => void,
  ...[options, error, work]: Parameters<typeof synthesizeSelected>
): ReturnType<typeof synthesizeSelected> {
  try {
    return await synthesizeSelected(options, error, work);
  } catch (problem) {
    if (problem instanceof UserError) tell();
    throw problem;
  }
}

/** What is left of environments and consumers whose files are gone, whatever is wrong with the others. */
function goneText({ environments, env, consumer, out }: StartOptions): string {
  if (consumer !== undefined) return "";
  const leftovers = leftoversOfMissingFiles(out, environments, env);
  return leftoversText({ leftovers, stacks: [] }, out, []);
}

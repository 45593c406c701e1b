import { join } from "node:path";
import { judgePaths } from "../policies/checker/judge-paths";
import { readPolicyData } from "../policies/checker/policy-data";
import { leftoversOfMissingFiles } from "../stacks/leftovers";
import { stackIsOf } from "../stacks/stack-names";
import type { SynthesisResult } from "../stacks/synthesize";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";
import { describe } from "./start/describe";
import { leftoversText } from "./start/leftovers";
import { nextSteps } from "./start/next-steps";
import type { Called, StartOptions } from "./start/options";
import { verdictText } from "./start/verdict";
import { synthesizeSelected } from "./synth";

/**
 * The main job: reads and checks the environments, synthesizes their stacks, judges these by the policies, and says what
 * was built and what to do next.
 *
 * @returns exit code: 0 only if all is well; 1 when a policy is violated; 2 when a stack could not be judged.
 */
export async function startCommand(
  options: StartOptions,
  out: (text: string) => void,
  called: Called,
): Promise<number> {
  const data = readPolicyData(options.data);
  const { environments, result } = synthesizeOr(() => out(goneText(options)), options);
  const { stacks } = result;
  const paths = stacks.map((stack) => join(options.out, "stacks", stack, "cdk.tf.json"));
  const isSelection = options.env !== undefined || options.consumer !== undefined;
  const report = await judgePaths(paths, { data, environments: options.environments, isSelection });
  const built = environments.filter(({ name }) => stacks.some((stack) => stackIsOf(stack, name)));
  out(describe(built, stacks, options.consumer));
  out(`\n${written(result)} written to ${shown(options.out)}/\n`);
  out(verdictText(report));
  if (options.consumer === undefined) out(leftoversText(result, options.out, environments));
  const isWhole = !report.waivers.some(({ state }) => state === "unknown");
  if (report.verdict === "clean") out(nextSteps({ environments: built, stacks, isWhole }, options, called));
  return report.exit_code;
}

/** Synthesizes. Where the environments cannot be read, it tells first what certainly is no longer declared. */
function synthesizeOr(tell: () => void, options: StartOptions): ReturnType<typeof synthesizeSelected> {
  try {
    return synthesizeSelected(options);
  } catch (error) {
    if (error instanceof UserError) tell();
    throw error;
  }
}

/** What is left of environments and consumers whose files are gone, whatever is wrong with the others. */
function goneText({ environments, env, consumer, out }: StartOptions): string {
  if (consumer !== undefined) return "";
  const leftovers = leftoversOfMissingFiles(out, environments, env);
  return leftoversText({ leftovers, stacks: [] }, out, []);
}

function written({ stacks, cards }: SynthesisResult): string {
  const some = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
  return cards.length === 0
    ? some(stacks.length, "stack")
    : `${some(stacks.length, "stack")} and ${some(cards.length, "service card")}`;
}

import { join } from "node:path";
import { type Environment, isManaged } from "../config/environment";
import { judgePaths } from "../policies/checker/judge-paths";
import { readPolicyData } from "../policies/checker/policy-data";
import type { Report } from "../policies/checker/report/report-schema";
import { renderText } from "../policies/checker/report/text";
import { isWrong } from "../policies/checker/waivers";
import { stackIsOf } from "../stacks/stack-names";
import type { SynthesisResult } from "../stacks/synthesize";
import { printable } from "../support/printable";
import { shown } from "../support/shown";
import { colours, isColoured } from "./colours";
import { leftoversText } from "./start/leftovers";
import { DEFAULT_ENVIRONMENTS, DEFAULT_OUT, type SynthOptions, synthesizeSelected } from "./synth";

/** Names that a line lists before it counts the rest. */
const LISTED_NAMES = 6;

/** Consumer VPCs that are listed before the rest is counted. */
const LISTED_VPCS = 12;

/** What to synthesize, and what to tell the policies. */
export interface StartOptions extends SynthOptions {
  /** Files of policy data. @default - `policy.yaml` in the working folder, where it exists */
  readonly data?: readonly string[];
}

/**
 * The main job: reads and checks the environments, synthesizes their stacks, judges these by the policies, and says what
 * was built and what to do next.
 *
 * @returns exit code: 0 only if all is well; 1 when a policy is violated; 2 when a stack could not be judged.
 */
export async function startCommand(options: StartOptions, out: (text: string) => void): Promise<number> {
  const data = readPolicyData(options.data);
  const { environments, result } = synthesizeSelected(options);
  const { stacks } = result;
  const paths = stacks.map((stack) => join(options.out, "stacks", stack, "cdk.tf.json"));
  const isSelection = options.env !== undefined || options.consumer !== undefined;
  const report = await judgePaths(paths, { data, environments: options.environments, isSelection });
  const built = environments.filter(({ name }) => stacks.some((stack) => stackIsOf(stack, name)));
  for (const environment of built) out(describe(environment, stacks, options.consumer));
  out(`\n${written(result)} written to ${shown(options.out)}/\n`);
  out(verdict(report));
  if (!isSelection) out(leftoversText(result, options.out));
  if (report.verdict === "clean") out(nextSteps(stacks, built, options));
  return report.exit_code;
}

function written({ stacks, cards }: SynthesisResult): string {
  const some = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
  return cards.length === 0
    ? some(stacks.length, "stack")
    : `${some(stacks.length, "stack")} and ${some(cards.length, "service card")}`;
}

function describe(environment: Environment, stacks: readonly string[], selected?: readonly string[]): string {
  const { name, region, services, resources, appliances, consumers, backend } = environment;
  const own = stacks.filter((stack) => stackIsOf(stack, name));
  const shownConsumers = Object.entries(consumers).filter(([key]) => selected?.includes(key) ?? true);
  const consumerNames = shownConsumers.map(([key, spec]) => (isManaged(spec) ? key : `${key} (external)`));
  return [
    `\n${colours.bold(name)}  ${region}, state ${backend.type === "s3" ? `in s3://${backend.bucket}` : "on this machine"}`,
    `  services   ${list(Object.keys(services))}`,
    ...(Object.keys(resources).length === 0 ? [] : [`  resources  ${list(Object.keys(resources))}`]),
    ...(Object.keys(appliances).length === 0 ? [] : [`  appliances ${list(Object.keys(appliances))}`]),
    `  consumers  ${list(consumerNames)}`,
    `  stacks     ${own.length}`,
    ...[...waiting(environment), ...onAPath(environment)].map((line) => `  ${colours.yellow("note")}       ${line}`),
    "",
  ].join("\n");
}

/** Consumers that a hub can be reached from: the policies prove nothing of their VPCs. */
function onAPath({ consumers }: Environment): string[] {
  return Object.entries(consumers).flatMap(([name, spec]) =>
    isManaged(spec) && spec.hubPath !== undefined
      ? [`the VPC of ${name} has a path to a hub (${spec.hubPath}), and is not judged as isolated`]
      : [],
  );
}

/** External consumers whose endpoint nobody has told yet. */
function waiting({ consumers }: Environment): string[] {
  return Object.entries(consumers).flatMap(([name, spec]) =>
    isManaged(spec)
      ? []
      : Object.values(spec.connections)
          .filter(({ resource, endpointId }) => resource === undefined && endpointId === undefined)
          .map(
            ({ service, appliance }) =>
              `${name} may connect to ${service ?? appliance}; their endpoint is accepted once its endpointId is in the file`,
          ),
  );
}

function verdict(report: Report): string {
  const { documents, clean } = report.counts;
  if (report.verdict !== "clean") {
    const wrong = report.documents.filter((one) => one.verdict.verdict !== "clean");
    return `\n${renderText({ ...report, documents: wrong, waivers: report.waivers.filter(isWrong) }, isColoured)}`;
  }
  return [
    `${colours.green("policies: clean")}  ${clean} of ${documents} stacks judged`,
    ...isolation(report),
    ...report.waivers
      .filter(({ state }) => state === "used")
      .map(
        ({ rule, address, expires }) =>
          `  ${colours.yellow("waived")}  ${printable(`${rule} at ${address}, until ${expires}`)}`,
      ),
    "",
  ].join("\n");
}

/** The consumer VPCs, each with what was shown of it. */
function isolation({ documents }: Report): string[] {
  const vpcs = documents.flatMap(({ stack, verdict }) =>
    verdict.verdict === "unjudgeable" ? [] : verdict.consumer_vpcs.map((vpc) => ({ stack: stack ?? "", ...vpc })),
  );
  const lines = vpcs.slice(0, LISTED_VPCS).map(({ stack, address, result, assumptions }) => {
    const assumed = assumptions.map((assumption) => `\n            assumed: ${printable(assumption)}`).join("");
    return `  ${colours.green(result)}  ${printable(`${stack}  ${address}`)}${assumed}`;
  });
  const rest = vpcs.length - lines.length;
  return rest > 0 ? [...lines, `  and ${rest} more consumer VPCs, all PROVEN`] : lines;
}

function nextSteps(stacks: readonly string[], environments: readonly Environment[], options: SynthOptions): string {
  const name = environments[0]?.name ?? "";
  const folder =
    options.environments === DEFAULT_ENVIRONMENTS ? "" : `PRIVATELINK_ENVIRONMENTS_DIR=${options.environments} `;
  const output = options.out === DEFAULT_OUT ? "" : ` --output ${options.out}`;
  const cdktf = (command: string) => `${folder}PRIVATELINK_ENVIRONMENTS=${name} npx cdktf ${command}${output}`;
  return `
Next (to diff and deploy, Terraform 1.10 or newer and credentials are needed)
  see what a deploy would do   ${cdktf(`diff ${stacks[0]}`)}
  deploy, in order             ${cdktf(`deploy '${name}-*'`)}
  judge a Terraform plan       terraform show -json plan.tfplan > plan.json && npm run policy -- plan.json
  judge these stacks again     npm run policy -- ${shown(options.out)}
`;
}

function list(names: readonly string[]): string {
  if (names.length === 0) return "none";
  const rest = names.length - LISTED_NAMES;
  return rest > 0 ? `${names.slice(0, LISTED_NAMES).join(", ")} and ${rest} more` : names.join(", ");
}

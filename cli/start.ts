import { join } from "node:path";
import pc from "picocolors";
import { type Environment, isManaged } from "../config/environment";
import { loadEnvironments } from "../config/load";
import { judgePaths, type Report } from "../policies/checker/judge-paths";
import { renderText } from "../policies/checker/report";
import { shown, synthesize } from "../stacks/synthesize";
import type { SynthOptions } from "./synth";

const EXIT_CODES: Readonly<Record<Report["verdict"], number>> = { clean: 0, violations: 1, unjudgeable: 2 };

/** Names that a line lists before it counts the rest. */
const LISTED_NAMES = 6;

/**
 * The main job: reads and checks the environments, synthesizes their stacks, judges these by the policies, and says what
 * was built and what to do next.
 *
 * @returns exit code: 0 only if all is well; 1 when a policy is violated; 2 when a stack could not be judged.
 */
export async function startCommand(options: SynthOptions, out: (text: string) => void): Promise<number> {
  const environments = loadEnvironments(options.environments, options.env);
  const { stacks } = synthesize({
    environments,
    outdir: options.out,
    ...(options.consumer ? { consumers: options.consumer } : {}),
  });
  const report = await judgePaths(stacks.map((stack) => join(options.out, "stacks", stack, "cdk.tf.json")));
  for (const environment of environments) out(describe(environment, stacks));
  out(`\n${stacks.length} stacks written to ${shown(options.out)}/\n`);
  out(verdict(report));
  if (report.verdict === "clean") out(nextSteps(stacks, environments, options.out));
  return EXIT_CODES[report.verdict];
}

function describe(environment: Environment, stacks: readonly string[]): string {
  const { name, region, services, consumers, backend } = environment;
  const own = stacks.filter((stack) => stack.startsWith(`${name}-`));
  const consumerNames = Object.entries(consumers).map(([key, spec]) => (isManaged(spec) ? key : `${key} (external)`));
  return [
    `\n${pc.bold(name)}  ${region}, state ${backend.type === "s3" ? `in s3://${backend.bucket}` : "on this machine"}`,
    `  services   ${list(Object.keys(services))}`,
    `  consumers  ${list(consumerNames)}`,
    `  stacks     ${own.length}`,
    ...waiting(environment).map((line) => `  ${pc.yellow("note")}       ${line}`),
    "",
  ].join("\n");
}

/** External consumers whose endpoint nobody has told yet. */
function waiting({ consumers }: Environment): string[] {
  return Object.entries(consumers).flatMap(([name, spec]) =>
    isManaged(spec)
      ? []
      : Object.values(spec.connections)
          .filter((connection) => connection.endpointId === undefined)
          .map(
            ({ service }) =>
              `${name} may connect to ${service}; their endpoint is accepted once its endpointId is in the file`,
          ),
  );
}

function verdict(report: Report): string {
  const { documents, clean } = report.counts;
  if (report.verdict !== "clean") {
    const wrong = { ...report, documents: report.documents.filter((one) => one.verdict.verdict !== "clean") };
    return `\n${renderText(wrong)}`;
  }
  const vpcs = report.documents.flatMap((one) =>
    one.verdict.verdict === "clean" ? one.verdict.examined.consumer_vpcs : [],
  );
  return `${pc.green("policies: clean")}  ${clean} of ${documents} stacks judged; ${vpcs.length} consumer VPCs without internet gateway, NAT gateway or peering\n`;
}

function nextSteps(stacks: readonly string[], environments: readonly Environment[], out: string): string {
  const name = environments[0]?.name ?? "dev";
  return `
Next (to diff and deploy, Terraform 1.10 or newer and credentials are needed)
  see what a deploy would do   PRIVATELINK_ENVIRONMENTS=${name} npx cdktf diff ${stacks[0]}
  deploy, in order             PRIVATELINK_ENVIRONMENTS=${name} npx cdktf deploy '${name}-*'
  judge a Terraform plan       terraform show -json plan.tfplan > plan.json && npm run policy -- plan.json
  judge these stacks again     npm run policy -- ${shown(out)}
`;
}

function list(names: readonly string[]): string {
  if (names.length === 0) return "none";
  const rest = names.length - LISTED_NAMES;
  return rest > 0 ? `${names.slice(0, LISTED_NAMES).join(", ")} and ${rest} more` : names.join(", ");
}

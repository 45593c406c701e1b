import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { consumerName, generateEnvironment } from "../../benchmarks/generate-environment";
import { PACKAGE_ROOT } from "../../support/package-root";
import type { Processes } from "../test-terraform/processes";
import { CheckFailed } from "../test-terraform/report";

type Json = Record<string, unknown>;

/** Consumers that are synthesized and judged. The others are copies of the last one. */
const REAL = 3;

/** An output folder of a synthesis, and what the policies say of it. */
export interface JudgedOutput {
  readonly out: string;
  readonly policy: string;
}

/**
 * Synthesizes and judges an environment of three consumers. The first one has a way out by a NAT gateway.
 *
 * @param folder to write it into.
 */
export async function judgedConsumers(processes: Processes, folder: string): Promise<JudgedOutput> {
  const environments = join(folder, "environments");
  const out = join(folder, "cdktf.out");
  const policy = join(folder, "policy.json");
  generateEnvironment(environments, REAL);
  await run(processes, folder, 0, ["synth", "--environments", environments, "--out", out]);
  addWayOut(join(out, "stacks", stackOf(0), "cdk.tf.json"));
  await run(processes, folder, 1, ["policy", out, "--environments", environments, "--format", `json=${policy}`]);
  return { out, policy };
}

/** The same with more consumers, which are copies: thousands would take minutes to synthesize and to judge. */
export function withConsumers({ out, policy }: JudgedOutput, folder: string, count: number): JudgedOutput {
  const more = { out: join(folder, "cdktf.out"), policy: join(folder, "policy.json") };
  cpSync(out, more.out, { recursive: true });
  const last = REAL - 1;
  const stack = readFileSync(join(out, "stacks", stackOf(last), "cdk.tf.json"), "utf8");
  const manifest = readJson(join(out, "manifest.json"));
  const report = readJson(policy);
  const documents = report.documents as readonly Json[];
  const entry = JSON.stringify((manifest.stacks as Json)[stackOf(last)]);
  const judged = JSON.stringify(documents.find((each) => each.stack === stackOf(last)));
  const copies = Array.from({ length: count - REAL }, (_, index) => index + REAL);
  const stacks = copies.map((number): [string, unknown] => [stackOf(number), JSON.parse(copied(entry, number))]);
  for (const number of copies) {
    const own = join(more.out, "stacks", stackOf(number));
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, "cdk.tf.json"), copied(stack, number));
  }
  const all = { ...(manifest.stacks as Json), ...Object.fromEntries(stacks) };
  writeFileSync(join(more.out, "manifest.json"), JSON.stringify({ ...manifest, stacks: all }));
  const others = copies.map((number) => JSON.parse(copied(judged, number)));
  writeFileSync(more.policy, JSON.stringify({ ...report, documents: [...documents, ...others] }));
  return more;
}

/** Draws an output folder. @returns how long it took, in seconds. */
export async function draw(processes: Processes, { out, policy }: JudgedOutput, svg: string): Promise<number> {
  const started = performance.now();
  const none = join(out, "no environments");
  mkdirSync(none);
  const options = ["--stacks", out, "--policy", policy, "--environments", none, "--output", svg];
  await run(processes, out, 0, ["diagram", ...options]);
  return (performance.now() - started) / 1000;
}

async function run(processes: Processes, folder: string, expected: number, args: readonly string[]): Promise<void> {
  const program = join(PACKAGE_ROOT, "dist/cli/main.js");
  const { code, output } = await processes.run(process.execPath, [program, ...args], folder, process.env);
  if (code !== expected) throw new CheckFailed(`expected the exit code ${expected}; got ${code}.\n${output}`);
}

function stackOf(number: number): string {
  return `load-consumer-${consumerName(number)}`;
}

/** A text about the last consumer that is real, as one about another one. */
function copied(text: string, number: number): string {
  const account = (of: number) => String(222222220000 + of);
  return text.replaceAll(consumerName(REAL - 1), consumerName(number)).replaceAll(account(REAL - 1), account(number));
}

function addWayOut(file: string): void {
  const stack = readJson(file);
  const resources = stack.resource as Record<string, Json>;
  const subnet = Object.keys(resources.aws_subnet ?? {})[0];
  const aws_nat_gateway = { way_out: { subnet_id: `\${aws_subnet.${subnet}.id}`, connectivity_type: "private" } };
  writeFileSync(file, JSON.stringify({ ...stack, resource: { ...resources, aws_nat_gateway } }));
}

function readJson(file: string): Json {
  return JSON.parse(readFileSync(file, "utf8"));
}

import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { App, Manifest, TerraformStack } from "cdktf";
import type { Environment } from "../config/environment";
import { nearest } from "../config/nearest";
import { UserError } from "../support/user-error";
import { buildEnvironment } from "./environment-stacks";

/** Folder of the stacks within the output folder, as cdktf has it. */
const STACKS = "stacks";

export interface SynthesisOptions {
  /** Environments to synthesize. */
  readonly environments: readonly Environment[];
  /** Names of consumers to synthesize, in whichever of the environments they are. @default - everything */
  readonly consumers?: readonly string[];
  /** Folder to write to; what it holds of earlier stacks is taken out. */
  readonly outdir: string;
}

/** What a synthesis wrote. */
export interface SynthesisResult {
  /** Names of the stacks, in an order that they can be deployed in. */
  readonly stacks: readonly string[];
}

/**
 * Writes the stacks of environments, `<outdir>/stacks/<stack>/cdk.tf.json`, and the manifest that the cdktf command line
 * reads. All or nothing: the stacks are written beside the output folder first, and moved when every one of them is whole.
 *
 * @throws UserError when no environment has a consumer of a name.
 */
export function synthesize({ environments, consumers, outdir }: SynthesisOptions): SynthesisResult {
  if (consumers) checkConsumers(environments, consumers);
  const target = resolve(outdir);
  const old = stacksOf(target);
  const staging = makeStaging(target);
  try {
    const app = new App({ outdir: staging, stackTraces: false });
    for (const environment of environments) buildEnvironment(app, environment, consumers);
    app.synth();
    replace(staging, target, old);
    return { stacks: deploymentOrder(app) };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** A folder beside the target, on the same disk, to write to first. */
function makeStaging(target: string): string {
  const refuse = (found: string) =>
    new UserError(
      `${shown(target)}: expected a folder that can be made and written to; found: ${found}. Choose another output folder.`,
    );
  if (existsSync(target) && !statSync(target).isDirectory()) throw refuse("a file");
  try {
    mkdirSync(dirname(target), { recursive: true });
    return mkdtempSync(`${target}.writing-`);
  } catch (error) {
    throw refuse((error as Error).message);
  }
}

/** Puts the new stacks in the place of the old, but keeps what Terraform left in the folders of those that remain. */
function replace(staging: string, target: string, oldStacks: readonly string[]): void {
  const written = readdirSync(join(staging, STACKS));
  for (const old of oldStacks) {
    const folder = join(target, STACKS, old);
    if (!written.includes(old)) rmSync(folder, { recursive: true, force: true });
    else rmSync(join(folder, "assets"), { recursive: true, force: true });
  }
  // Not the staging folder itself, whose mode is for nobody else to read.
  mkdirSync(target, { recursive: true });
  for (const entry of readdirSync(staging)) cpSync(join(staging, entry), join(target, entry), { recursive: true });
}

/** Stacks that an earlier synthesis wrote to a folder: those in its manifest, so that nothing else is ever removed. */
function stacksOf(folder: string): string[] {
  const manifest = join(folder, Manifest.fileName);
  if (!existsSync(manifest)) return [];
  const names = stackNames(readFileSync(manifest, "utf8"));
  if (names) return names;
  throw new UserError(
    `${shown(manifest)}: expected the manifest of an earlier synthesis; found something else. Choose another output folder, or remove this one.`,
  );
}

/** Names of the stacks in a manifest, as far as they can be names of stacks; undefined when the text is no manifest. */
function stackNames(manifest: string): string[] | undefined {
  try {
    const { stacks } = JSON.parse(manifest) as { stacks: unknown };
    if (typeof stacks !== "object" || stacks === null) return undefined;
    return Object.keys(stacks).filter((name) => /^\w[\w-]*$/.test(name));
  } catch {
    return undefined;
  }
}

/** Names of the stacks, each behind those that it depends on and otherwise in the order that they were built in. */
function deploymentOrder(app: App): string[] {
  const order = new Set<string>();
  const visit = (stack: TerraformStack): void => {
    if (order.has(stack.node.id)) return;
    stack.dependencies.forEach(visit);
    order.add(stack.node.id);
  };
  app.node.children.filter(TerraformStack.isStack).forEach(visit);
  return [...order];
}

function checkConsumers(environments: readonly Environment[], names: readonly string[]): void {
  const known = [...new Set(environments.flatMap((environment) => Object.keys(environment.consumers)))].sort();
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const lines = unknown.map((name) => {
    const similar = nearest(name, known);
    return `  - ${name}${similar === undefined ? "" : `: did you mean ${similar}?`}`;
  });
  throw new UserError(
    `No such consumer in ${environments.map((environment) => environment.name).join(", ")}:\n${lines.join("\n")}`,
  );
}

/** A folder as the user would name it from where they are. */
export function shown(folder: string): string {
  return relative(process.cwd(), resolve(folder)) || ".";
}

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { App, Manifest, TerraformStack } from "cdktf";
import type { Environment } from "../config/environment";
import { existingNames, unknownNames } from "../config/nearest";
import type { ServiceCard } from "../modules/card";
import { listed } from "../support/listed";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";
import { moveCards, removeCards, writeCards } from "./cards";
import { buildEnvironment } from "./environment-stacks";
import { environmentOf, type FoundStack, type Leftover, leftoversAmong, undeclaredIn } from "./leftovers";
import { withOrigins, writeOrigins } from "./origins";
import { checkReplaceable, makeStaging, withWriteErrors } from "./output-folder";
import { PrivateLinkStack } from "./privatelink-stack";
import { readJson } from "./read-json";
import { bringBack, removeStacks, STACKS, setAsideFromCdktf } from "./removed";
import { ServiceStack } from "./service-stack";

export interface SynthesisOptions {
  /** Environments to synthesize. */
  readonly environments: readonly Environment[];
  /** Names of consumers to synthesize, in whichever of the environments they are. @default - everything */
  readonly consumers?: readonly string[];
  /** Folder to write to: a new or an empty one, or one that an earlier synthesis wrote to. */
  readonly outdir: string;
  /**
   * What becomes of stacks of earlier syntheses that are no longer declared:
   * - `all`: those that are not deployed are deleted, and their cards, too. Those that may be deployed are set aside in
   *   `<outdir>/removed`: they can only be destroyed from their folder.
   * - `own`: the same for stacks of the given environments only. Cards stay.
   * - `cdktf`: those that may be deployed are set aside. cdktf deletes the others afterwards.
   * - `none`: they stay where they are.
   *
   * @default "none"
   */
  readonly undeclared?: "all" | "own" | "cdktf" | "none";
}

/** What a synthesis wrote. */
export interface SynthesisResult {
  /** Names of the stacks, in an order that they can be deployed in. */
  readonly stacks: readonly string[];
  /** Paths of the service cards from the output folder, in the order of the stacks. */
  readonly cards: readonly string[];
  /**
   * Stacks in the folder that are no longer declared and may be deployed, in the order to destroy them in. With `own`, only
   * those of the given environments.
   */
  readonly leftovers: readonly Leftover[];
}

/**
 * Writes the stacks of environments, `<outdir>/stacks/<stack>/cdk.tf.json`, with where they come from, `origins.json`,
 * beside each, the cards of their services,
 * `<outdir>/cards/<environment>/<service>.json`, and the manifest that the cdktf command line reads. All is written beside
 * the output folder first, and moved there when every one of them is whole: what is wrong with one leaves all as they were.
 *
 * @throws UserError when no environment has a consumer of a name.
 * @throws CannotWrite when the output folder cannot be written.
 */
export function synthesize(options: SynthesisOptions): SynthesisResult {
  return withWriteErrors(options.outdir, () => write(options));
}

function write({ environments, consumers, outdir, undeclared = "none" }: SynthesisOptions): SynthesisResult {
  if (consumers) checkConsumers(environments, consumers);
  const target = resolve(outdir);
  checkTarget(outdir);
  const staging = makeStaging(outdir);
  try {
    const app = new App({ outdir: staging, stackTraces: false });
    for (const environment of environments) withOrigins(() => buildEnvironment(app, environment, consumers));
    app.synth();
    for (const stack of app.node.children)
      if (stack instanceof PrivateLinkStack) writeOrigins(join(staging, STACKS, stack.node.id), stack);
    const stacks = deploymentOrder(app);
    const cards = writeCards(staging, cardsOf(app));
    checkReplaceable(staging, outdir);
    const isConcerned = (stack: FoundStack) =>
      undeclared !== "own" || environments.some(({ name }) => name === environmentOf(stack));
    const concerned = () => undeclaredIn(target, stacks).filter(isConcerned);
    const names = concerned().map(({ name }) => name);
    bringBack(target, stacks);
    if (undeclared === "cdktf") setAsideFromCdktf(target, names);
    if (undeclared === "all" || undeclared === "own") removeStacks(target, names);
    if (undeclared === "all") removeCards(target, cards);
    replace(staging, target, cards);
    return { stacks, cards, leftovers: leftoversAmong(target, concerned()) };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Cards of the services that were built. */
function cardsOf(app: App): ServiceCard[] {
  return app.node.children.filter((child) => child instanceof ServiceStack).map(({ card }) => card);
}

/** Puts the new stacks in the place of the old, but keeps what Terraform left in the folders of those that remain. */
function replace(staging: string, target: string, cards: readonly string[]): void {
  // Not the staging folder itself, whose mode is for nobody else to read.
  mkdirSync(join(target, STACKS), { recursive: true });
  for (const name of readdirSync(join(staging, STACKS))) {
    const [written, stack] = [join(staging, STACKS, name), join(target, STACKS, name)];
    if (existsSync(stack)) moveInto(written, stack);
    else renameSync(written, stack);
  }
  moveCards(staging, target, cards);
  renameSync(join(staging, Manifest.fileName), join(target, Manifest.fileName));
}

function moveInto(written: string, stack: string): void {
  rmSync(join(stack, "assets"), { recursive: true, force: true });
  for (const entry of readdirSync(written)) renameSync(join(written, entry), join(stack, entry));
}

/** Refuses a folder that is neither new nor of an earlier synthesis. */
function checkTarget(folder: string): void {
  const manifest = join(folder, Manifest.fileName);
  if (!existsSync(manifest)) refuseForeign(folder);
  else if (!isManifest(readJson(manifest)))
    throw new UserError(
      `${shown(manifest)}: expected the manifest of an earlier synthesis; found something else. Choose another output folder, or remove this one.`,
    );
}

/** Refuses a folder that holds something else: stacks would be mixed with it, and be removed beside it. */
function refuseForeign(folder: string): void {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return;
  const found = readdirSync(folder).filter((entry) => !entry.startsWith("."));
  if (found.length === 0) return;
  throw new UserError(
    `${shown(folder)}: expected a new or empty folder, or the output of an earlier synthesis (with ${Manifest.fileName}); found: ${found.sort().slice(0, 5).join(", ")}. Choose another output folder.`,
  );
}

function isManifest(found: unknown): boolean {
  const stacks = (found as { readonly stacks?: unknown } | null | undefined)?.stacks;
  return typeof stacks === "object" && stacks !== null;
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
  const unknown = unknownNames(names, known);
  if (unknown === undefined) return;
  const where = listed(environments.map((environment) => environment.name));
  throw new UserError(`No such consumer in ${where}:\n${unknown}\n${existingNames(names, known)}`);
}

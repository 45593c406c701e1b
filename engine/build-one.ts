import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import type { StackAnnotation } from "cdktf/lib/manifest";
import type { StackPlan } from "../config/estate/stack-plan";
import { buildStack } from "../stacks/build-stack";
import { makeFolder } from "../support/make-folder";
import { writeCard } from "./cards";
import { withQuickCdktf } from "./cdktf-runtime";
import { writeConfiguration } from "./configuration";
import type { Job, StackBlueprint } from "./job";
import { writeOrigins } from "./origins";
import { outputDigest, STACKS, terraformDigest } from "./stack-files";

/** What building a stack gave. */
export interface BuiltStack {
  /** What cdktf notes of its constructs: warnings, and errors where it is told to go on after them. */
  readonly annotations: readonly StackAnnotation[];
  /** {@link outputDigest} of its files. */
  readonly output: string;
  /** {@link terraformDigest} of them. `output` is of the same files, among others: where that holds, so does this. */
  readonly digest: string;
}

/**
 * Builds a stack in an App of its own, writes it to `<folder>/stacks/<stack>/` and the card of its service to
 * `<folder>/cards/`, and forgets it. The bytes are those that `App.synth` writes when it builds all stacks at once.
 *
 * @param folder to write to. The stack is not in it yet.
 * @throws UserError when a construct refuses its properties.
 */
export function buildOne(job: Job, folder: string): BuiltStack {
  const blueprint = JSON.parse(job.text) as StackBlueprint;
  // The compiler no longer knows that kind and input belong together.
  const plan = { ...blueprint, dependencies: [] } as unknown as StackPlan;
  return withQuickCdktf(() => build(plan, folder));
}

function build(plan: StackPlan, folder: string): BuiltStack {
  const { name, origins } = plan;
  makeFolder(join(folder, STACKS));
  const app = new App({ outdir: folder, stackTraces: false });
  const stack = buildStack(app, plan);
  app.synth();
  checkAlone(app, stack);
  const manifest = app.manifest.stacks[name];
  if (manifest === undefined) throw new Error(`the plan of ${name} built the stack ${stack.node.id}`);
  writeConfiguration(stack, join(folder, manifest.synthesizedStackPath));
  const own = join(folder, STACKS, name);
  writeOrigins(own, origins);
  const card = plan.kind === "service" ? writeCard(folder, plan.input.card) : undefined;
  const { annotations } = manifest;
  return { annotations, output: outputDigest(own, card), digest: terraformDigest(own) };
}

/**
 * Fails where a plan built more than one stack, or a stack that depends on another by cdktf: references between stacks
 * are not resolved, and the order of deployment comes from the plan.
 */
function checkAlone(app: App, stack: TerraformStack): void {
  const stacks = app.node.findAll().filter(TerraformStack.isStack);
  if (stacks.length === 1 && stacks[0] === stack && stack.dependencies.length === 0) return;
  const [built, depends] = [stacks.length, stack.dependencies.length];
  throw new Error(
    `the plan of ${stack.node.id} must build one stack that refers to no other: it built ${built} that depend on ${depends}`,
  );
}

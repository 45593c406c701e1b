import type { StackKind, StackPlan } from "../config/estate/stack-plan";
import { sha256 } from "../support/sha256";
import { cardPath } from "./cards";

/**
 * What a stack is built from: its plan without the order of deployment, which only the manifest tells. It crosses to
 * worker threads as text, so that what is built is a function of exactly the bytes that the digest is of.
 */
export type StackBlueprint = Pick<StackPlan, "name" | "kind" | "origins" | "input">;

/** What a run keeps of a stack from its beginning to its end. */
export interface StackEntry {
  readonly name: string;
  /** Names of the stacks that are deployed before it. */
  readonly dependencies: readonly string[];
  /** Path of the card of its service from the output folder. @default - it is of no service */
  readonly card?: string | undefined;
  /**
   * Digest of all that it is built from, besides the program: of its blueprint, and of the environment variables that
   * cdktf reads. The program's own digest is in the header of the records.
   */
  readonly input: string;
  /** Name of its environment. */
  readonly environment: string;
  readonly kind: StackKind;
  /** Account that it is deployed into. */
  readonly account: string;
  /** Region that it is deployed into. */
  readonly region: string;
}

/** A stack to build. */
export interface Job {
  readonly name: string;
  /** Its {@link StackBlueprint} as JSON. */
  readonly text: string;
}

/** The entry of a stack, and the job of building it. */
export function jobOf(plan: StackPlan, env: NodeJS.ProcessEnv = process.env): StackEntry & Job {
  const { name, kind, origins, input, dependencies } = plan;
  const blueprint: StackBlueprint = { name, kind, origins, input };
  const text = JSON.stringify(blueprint);
  const digest = sha256(`${cdktfVariables(env)}\0${text}`);
  const card = plan.kind === "service" ? cardPath(plan.input.card) : undefined;
  const { environment, deployer, region } = input;
  return {
    ...{ name, dependencies, card, input: digest, text },
    ...{ environment: environment.name, kind, account: deployer.account, region },
  };
}

/**
 * The environment variables that cdktf reads while it builds stacks, as one text. CDKTF_OUTDIR and
 * CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS are not among them: the bytes do not depend on them, and a stack with an
 * error is never kept.
 */
function cdktfVariables(env: NodeJS.ProcessEnv): string {
  const { CDKTF_CONTEXT_JSON, SYNTH_HCL_OUTPUT, TERRAFORM_BINARY_NAME, CDKTF_TARGET_STACK_ID } = env;
  // The cdktf command line sets these two where it has nothing to say. The stacks are the same as those of `npm start`.
  const context = CDKTF_CONTEXT_JSON === '{"cdktfRelativeModules":[]}' ? undefined : CDKTF_CONTEXT_JSON;
  const hcl = SYNTH_HCL_OUTPUT === "false" ? undefined : SYNTH_HCL_OUTPUT;
  return JSON.stringify([context, hcl, TERRAFORM_BINARY_NAME, CDKTF_TARGET_STACK_ID].map((value) => value ?? null));
}

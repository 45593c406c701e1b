import type { Environment } from "../config/environment";
import { loadEnvironments } from "../config/load";
import { type SynthesisResult, synthesize } from "../stacks/synthesize";
import { shown } from "../support/shown";
import { credentialsNotes } from "./credentials";

/** What to synthesize, and to where. */
export interface SynthOptions {
  /** Folder of the environments. */
  readonly environments: string;
  /** Environments to synthesize. @default - all */
  readonly env?: readonly string[];
  /** Consumers to synthesize, with the services that they connect to. @default - all */
  readonly consumer?: readonly string[];
  /** Folder to write to. */
  readonly out: string;
}

/** Folder of the environments unless said otherwise. */
export const DEFAULT_ENVIRONMENTS = "environments";

/** Folder of the stacks unless said otherwise: where cdktf expects them. */
export const DEFAULT_OUT = "cdktf.out";

/** Loads and synthesizes what is selected. Where that is everything, stacks that are none any more are taken out. */
export function synthesizeSelected(options: SynthOptions): { environments: Environment[]; result: SynthesisResult } {
  const environments = loadEnvironments(options.environments, options.env);
  const result = synthesize({
    environments,
    outdir: options.out,
    prune: options.env === undefined && options.consumer === undefined,
    ...(options.consumer ? { consumers: options.consumer } : {}),
  });
  return { environments, result };
}

/**
 * Synthesizes a selection of stacks and says which files were written.
 *
 * @param note takes what else is to be known, which is no file.
 * @returns exit code.
 */
export function synthCommand(options: SynthOptions, out: (text: string) => void, note: (text: string) => void): number {
  const { environments, result } = synthesizeSelected(options);
  const { stacks, cards } = result;
  const files = [...stacks.map((stack) => `stacks/${stack}/cdk.tf.json`), ...cards];
  out(files.map((file) => `${shown(options.out)}/${file}\n`).join(""));
  for (const text of credentialsNotes(environments)) note(`note: ${text}\n`);
  return 0;
}

import { loadEnvironments } from "../config/load";
import { shown, synthesize } from "../stacks/synthesize";

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

/** Synthesizes a selection of stacks and says which. @returns exit code. */
export function synthCommand(options: SynthOptions, out: (text: string) => void): number {
  const environments = loadEnvironments(options.environments, options.env);
  const { stacks } = synthesize({
    environments,
    outdir: options.out,
    ...(options.consumer ? { consumers: options.consumer } : {}),
  });
  out(`${stacks.map((stack) => `${shown(options.out)}/stacks/${stack}/cdk.tf.json\n`).join("")}`);
  return 0;
}

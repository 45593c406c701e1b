import type { Environment } from "../config/environment";
import { loadEnvironments } from "../config/load";
import { type SynthesisResult, synthesize } from "../stacks/synthesize";
import { shown } from "../support/shown";
import { credentialsNotes } from "./credentials";
import { EXIT } from "./exit-codes";
import type { Streams } from "./streams";

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

/** Loads and synthesizes what is selected. Stacks that are no longer declared go, except where consumers are selected. */
export function synthesizeSelected(options: SynthOptions): { environments: Environment[]; result: SynthesisResult } {
  const environments = loadEnvironments(options.environments, options.env);
  const result = synthesize({
    environments,
    outdir: options.out,
    undeclared: undeclaredFor(options),
    ...(options.consumer ? { consumers: options.consumer } : {}),
  });
  return { environments, result };
}

function undeclaredFor({ env, consumer }: SynthOptions): "all" | "own" | "none" {
  if (consumer !== undefined) return "none";
  return env === undefined ? "all" : "own";
}

/** Files that a terminal shows before the rest is counted. */
const LISTED_FILES = 40;

/**
 * Synthesizes a selection of stacks. Writes the files that were written to standard output, and notes to standard error.
 *
 * @param isTerminal whether a person reads it. @default false
 * @returns exit code.
 */
export function synthCommand(options: SynthOptions, { out, error }: Streams, isTerminal: boolean = false): number {
  const { environments, result } = synthesizeSelected(options);
  const { stacks, cards } = result;
  const files = [...stacks.map((stack) => `stacks/${stack}/cdk.tf.json`), ...cards];
  const paths = files.map((file) => `${shown(options.out)}/${file}`);
  out(fileList(paths, isTerminal));
  for (const note of credentialsNotes(environments)) error(`note: ${note}\n`);
  return EXIT.clean;
}

/** Files, a line each: to a program all of them, to a terminal the first ones and the number of the rest. */
export function fileList(paths: readonly string[], isTerminal: boolean): string {
  const rest = isTerminal ? paths.length - LISTED_FILES : 0;
  const lines = rest > 0 ? [...paths.slice(0, LISTED_FILES), `and ${rest} more files`] : paths;
  return lines.map((line) => `${line}\n`).join("");
}

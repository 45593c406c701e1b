import { existsSync } from "node:fs";
import { dirname } from "node:path";
import type { Environment } from "../config/environment";
import { planEstate } from "../config/estate/plan-estate";
import { renderPlans } from "../config/estate/render-plans";
import { FileRecords } from "../config/file-records";
import { type LedgerCheck, loadWatched } from "../config/load";
import { departedConsumers } from "../engine/departed";
import { keepYoungSmall } from "../engine/free-memory";
import { type SynthesisOptions, type SynthesisResult, synthesize } from "../engine/synthesize";
import { type Head, headOf } from "../pipeline/head";
import { counted } from "../support/counted";
import { recordsFile } from "../support/records";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";
import { credentialsNotes } from "./credentials";
import { EXIT } from "./exit-codes";
import { inspectionNotes } from "./inspection-notes";
import { Interrupted, orInterrupted } from "./interrupt";
import { projectLocks } from "./plan/project-lock";
import type { OnProgress } from "./progress";
import { providerNotes } from "./provider-notes";
import type { Work } from "./run";
import type { Streams } from "./streams";

/** What to synthesize, and to where. */
export interface Selection {
  /** Folder of the environments. */
  readonly environments: string;
  /** Environments to synthesize. @default - all */
  readonly env?: readonly string[] | undefined;
  /** Consumers to synthesize, with the services that they connect to. @default - all */
  readonly consumer?: readonly string[] | undefined;
  /** Stacks to synthesize, by names or patterns with `*`, and no others. @default - all */
  readonly stacks?: readonly string[] | undefined;
  /** Commit that the states of the consumers are compared with. @default - none: they are not compared */
  readonly base?: string | undefined;
  /** Folder to write to. */
  readonly out: string;
  /** Whether to build stacks again that did not change. @default false */
  readonly force?: boolean;
  /** Whether cdktf goes on with the output folder, and deletes what it does not find in the manifest. @default false */
  readonly isForCdktf?: boolean;
}

/** Options of `npm run synth`. */
export interface SynthOptions extends Selection {
  /** Whether to print what the stacks are made of, and to write nothing. @default false */
  readonly printInputs?: boolean;
}

/** Loads and synthesizes what is selected. Stacks that are no longer declared go, except where consumers are selected. */
export async function synthesizeSelected(
  options: Selection,
  error: Streams["error"],
  { signal, onProgress }: Work,
): Promise<{ environments: Environment[]; result: SynthesisResult }> {
  const { out: outdir, consumer: consumers, stacks, force } = options;
  return orInterrupted(signal, `Interrupted. Nothing in ${shown(outdir)} was changed.`, async () => {
    keepYoungSmall();
    let { environments, keepRecords, head } = await load(options, { signal, onProgress }, error);
    const result = await synthesize({
      environments,
      reload: async () => {
        ({ environments, keepRecords, head } = await load(options, { signal, onProgress }, () => undefined));
        return environments;
      },
      head: () => head,
      consumers,
      stacks,
      outdir,
      undeclared: undeclaredFor(options),
      force,
      signal,
      onProgress: ({ phase, done, total }) => onProgress(`${phase} stacks`, done, total),
      onWait: (message) => error(`${message}\n`),
    });
    keepRecords();
    return { environments, result };
  });
}

/**
 * Loads what is selected, with the records of earlier runs. What this run reads is kept at once where the output folder
 * is one of this program already; else it is to be kept once the folder has its stacks.
 */
async function load(
  { environments, env, base, out, force }: Selection,
  { signal, onProgress }: Work,
  error: Streams["error"],
) {
  const file = recordsFile(out, "files");
  const records = force ? FileRecords.fresh(file) : FileRecords.read(file);
  const keepRecords = () => records.write();
  const isOurs = existsSync(dirname(file));
  // Before the files are read: what is checked out meanwhile is then another commit than the one that is told.
  const head = headUnlessUnknown(environments, error);
  try {
    const loaded = await loadWatched(environments, env, {
      records,
      checks: [departedConsumers(out, environments), ...transitionChecks(environments, base, error)],
      signal,
      onProgress: readingProgress(onProgress),
    });
    return { head, environments: loaded, keepRecords: isOurs ? () => undefined : keepRecords };
  } finally {
    if (isOurs && !signal.aborted) keepRecords();
  }
}

/** The commit of the environments. Stacks can be built without: where git does not answer, it is only not known. */
function headUnlessUnknown(environments: string, error: Streams["error"]): Head | null {
  try {
    return headOf(environments);
  } catch (problem) {
    if (!(problem instanceof UserError)) throw problem;
    error(
      `note: the commit of the stacks is not known, so that \`privatelink plan\` refuses them. ${problem.message}\n`,
    );
    return null;
  }
}

/** What the states of consumers are checked by that were before. git is asked only where somebody wants it. */
function transitionChecks(environments: string, base: string | undefined, error: Streams["error"]): LedgerCheck[] {
  if (base === undefined) return [];
  const { transitionsSince } =
    require("../config/history/transitions") as typeof import("../config/history/transitions");
  return [transitionsSince(environments, base, (note) => error(`note: ${note}\n`))];
}

function undeclaredFor({ env, consumer, isForCdktf }: Selection): SynthesisOptions["undeclared"] {
  if (isForCdktf) return "cdktf";
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
export async function synthCommand(
  options: SynthOptions,
  { out, error }: Streams,
  work: Work,
  isTerminal: boolean = false,
): Promise<number> {
  if (options.printInputs) return await printInputs(options, out, work);
  const { environments, result } = await synthesizeSelected(options, error, work);
  const { stacks, cards } = result;
  const files = [...stacks.map((stack) => `stacks/${stack}/cdk.tf.json`), ...cards];
  const paths = files.map((file) => `${shown(options.out)}/${file}`);
  out(fileList(paths, isTerminal));
  const notes = [
    ...credentialsNotes(environments),
    ...providerNotes(environments, projectLocks(options.environments)),
    ...inspectionNotes(environments, options.consumer),
  ];
  for (const note of notes) error(`note: ${note}\n`);
  error(`${summaryOf(result)}\n`);
  refuseToGoOn(work.signal, options);
  return EXIT.clean;
}

/** Prints what each stack is made of, and changes nothing. */
async function printInputs(
  { environments, env, base, consumer: consumers }: SynthOptions,
  out: Streams["out"],
  { signal, onProgress }: Work,
): Promise<number> {
  const loaded = await orInterrupted(signal, "Interrupted. Nothing was printed.", () =>
    loadWatched(environments, env, {
      checks: transitionChecks(environments, base, () => undefined),
      signal,
      onProgress: readingProgress(onProgress),
    }),
  );
  out(renderPlans(planEstate(loaded, { consumers })));
  return EXIT.clean;
}

function readingProgress(onProgress: OnProgress): (done: number, total: number) => void {
  return (done, total) => onProgress("reading consumers", done, total);
}

/** How many stacks there are, and how many of them were built. */
export function summaryOf({ stacks, cards, built, unchanged }: SynthesisResult): string {
  const counts = [
    counted(stacks.length, "stack"),
    ...(cards.length === 0 ? [] : [counted(cards.length, "service card")]),
  ];
  return `${counts.join(" and ")} (${built} built, ${unchanged} unchanged)`;
}

/** Ends a command that was interrupted when its stacks were being moved to their place already. */
function refuseToGoOn(signal: AbortSignal, { out }: SynthOptions): void {
  if (signal.aborted) throw new Interrupted(`Interrupted. The stacks in ${shown(out)} are written.`);
}

/** Files, a line each: to a program all of them, to a terminal the first ones and the number of the rest. */
export function fileList(paths: readonly string[], isTerminal: boolean): string {
  const rest = isTerminal ? paths.length - LISTED_FILES : 0;
  const lines = rest > 0 ? [...paths.slice(0, LISTED_FILES), `and ${rest} more files`] : paths;
  return lines.map((line) => `${line}\n`).join("");
}

import { join } from "node:path";
import type { DeployedServiceCard } from "../modules/card";
import { add } from "../support/add";
import { sha256 } from "../support/sha256";
import { turns } from "../support/turns";
import { type CardDraft, readCard } from "./card-file";
import type { ConsumerSpec } from "./consumer-schema";
import { readFile } from "./digest";
import type { EnvironmentDraft } from "./draft";
import type { Environment } from "./environment";
import { CARDS, CONSUMERS, folderProblems } from "./environment-folder";
import { ENVIRONMENT_FILE, environmentNames } from "./environments-folder";
import { FileRecords } from "./file-records";
import { filesIn, namesIn } from "./folder-files";
import { resolveShared } from "./hub/resolve";
import { EnvironmentError, type Problem } from "./problem";
import { draftEnvironment } from "./read-draft";
import { type FileDigest, readRecords, type Step } from "./read-records";
import { RULES } from "./rules";
import { RULES_ACROSS } from "./rules/across";
import { YamlFile } from "./yaml-file";

/** What an environment offers, in its file. */
const OFFERED = ["services", "resources", "appliances"] as const;

/** How environments are loaded. */
export interface LoadOptions {
  /**
   * What earlier runs read. It learns what this run reads; who calls writes it for the next run.
   *
   * @default - nothing is known, and everything is read and checked
   */
  readonly records?: FileRecords;
  /**
   * What else must hold between the consumers as they are now and what is known from elsewhere, such as an earlier
   * commit: gives the problems. What is wrong is told together with all else.
   */
  readonly checks?: readonly LedgerCheck[];
}

/** See {@link LoadOptions.checks}. */
export type LedgerCheck = (environments: readonly EnvironmentDraft[]) => readonly Problem[];

/** How environments are loaded while somebody watches. */
export interface WatchedLoadOptions extends LoadOptions {
  /** Is told how many consumer files of an environment are read, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Ends the work. */
  readonly signal?: AbortSignal;
}

/**
 * Reads and checks environments: a folder each, with `environment.yaml`, a file a consumer or tables of them under
 * `consumers/`, and the cards of somebody else's services under `cards/`. With records or without, the result is the
 * same.
 *
 * @param folder folder of the environments.
 * @param names environments to read; the others are not looked at. @default - all
 * @throws EnvironmentError with everything that is wrong, in all of them.
 * @throws UserError when the folder is no folder of environments, or has no environment of a name.
 */
export function loadEnvironments(folder: string, names?: readonly string[], options: LoadOptions = {}): Environment[] {
  const steps = loading(folder, names, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * The same, for thousands of files: between them the process hears signals.
 *
 * @throws the reason of the signal, where it ended the work.
 */
export async function loadWatched(
  folder: string,
  names: readonly string[] | undefined,
  { signal, onProgress, ...options }: WatchedLoadOptions,
): Promise<Environment[]> {
  const turn = turns(signal);
  const steps = loading(folder, names, options);
  for (;;) {
    await turn();
    const step = steps.next();
    if (step.done) return step.value;
    onProgress?.(step.value.done, step.value.total);
  }
}

/** Loads environments step by step: each file, and each rule, is one. */
function* loading(
  folder: string,
  names: readonly string[] | undefined,
  { records = FileRecords.none(), checks = [] }: LoadOptions,
): Generator<Step, Environment[]> {
  const found = environmentNames(folder, names);
  const problems: Problem[] = [];
  const read: ReadEnvironment[] = [];
  for (const name of found) {
    const environment = yield* readEnvironment(join(folder, name), name, records, problems);
    if (environment) read.push(environment);
  }
  const all = sha256(JSON.stringify(read.map(({ draft: { name }, digests }) => [name, digests])));
  const drafts = read.map(({ draft }) => draft);
  for (const check of checks) add(problems, check(drafts));
  // The rules depend on nothing but the files. In these, at an earlier time, nothing was wrong.
  if (problems.length > 0 || !records.isSound(all)) add(problems, yield* ruleProblems(read));
  if (problems.length === 0) records.keepSound(all);
  if (names === undefined) records.loadedAll(found);
  if (problems.length > 0) throw new EnvironmentError(problems);
  return read.flatMap(({ draft }) => toEnvironment(draft));
}

/** An environment whose files were read. */
interface ReadEnvironment {
  /** With what is shared where it belongs. */
  readonly draft: EnvironmentDraft;
  /** Whether nothing is wrong with `environment.yaml` by itself. */
  readonly isFileSound: boolean;
  /** Digests of all files that were read, with the folders and the names that they are of. */
  readonly digests: readonly FileDigest[];
}

function* readEnvironment(
  folder: string,
  name: string,
  records: FileRecords,
  problems: Problem[],
): Generator<Step, ReadEnvironment | undefined> {
  const unread = problems.length;
  const entries = namesIn(folder, problems);
  if (problems.length > unread) return undefined;
  problems.push(...folderProblems(folder, name, entries));
  if (!entries.includes(ENVIRONMENT_FILE)) return undefined;
  records.loads(name);
  const digests: FileDigest[] = [];
  const { drafts: consumers, isWhole } = yield* readRecords(folder, name, records, digests, problems);
  const cards = new Map<string, CardDraft | undefined>();
  for (const { name: card, path } of filesIn(folder, CARDS, problems)) {
    const file = readFile(path);
    digests.push([CARDS.folder, card, file.digest]);
    const { draft, problems: own } = readCard(file);
    problems.push(...own);
    cards.set(card, draft);
  }
  const file = readFile(join(folder, ENVIRONMENT_FILE));
  digests.push(["", ENVIRONMENT_FILE, file.digest]);
  const { draft, problems: own } = draftEnvironment(name, YamlFile.of(file), consumers, cards);
  problems.push(...own);
  return { draft: resolveShared({ ...draft, allRecordsRead: isWhole }), isFileSound: own.length === 0, digests };
}

/** All that breaks a rule. */
function* ruleProblems(read: readonly ReadEnvironment[]): Generator<Step, Problem[]> {
  const problems: Problem[] = [];
  for (const environment of read) add(problems, yield* problemsWithin(environment));
  const drafts = read.map(({ draft }) => draft);
  for (const rule of RULES_ACROSS) add(problems, rule(drafts));
  return problems;
}

/** What breaks a rule within one environment. */
function* problemsWithin({ draft, isFileSound }: ReadEnvironment): Generator<Step, Problem[]> {
  const { length: files } = draft.records;
  const found: Problem[] = [];
  for (const rule of RULES) {
    add(found, rule(draft));
    yield { done: files, total: files };
  }
  // What is wrong with a shared connection is so for each who shares it.
  const problems = eachOnce(found);
  const isEmpty = OFFERED.every((kind) => draft[kind]?.size === 0) && draft.records.length === 0;
  return isFileSound && isEmpty
    ? [
        ...problems,
        draft.file.problemAt(
          ["services"],
          "at least one service, resource, appliance or consumer",
          `add one of them, or a file under ${CONSUMERS.folder}/`,
        ),
      ]
    : problems;
}

function eachOnce(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** The environment, of files in which nothing is wrong: none where something is. */
function toEnvironment({ name, spec, records: drafts, cards: cardDrafts }: EnvironmentDraft): Environment[] {
  if (spec === undefined) return [];
  const {
    backend,
    region,
    tags,
    protect,
    delivery,
    terraform,
    quotas,
    accounts,
    services,
    resources,
    appliances,
    hubs,
  } = spec;
  const consumers = drafts.flatMap((draft): [string, ConsumerSpec][] => (draft.spec ? [[draft.name, draft.spec]] : []));
  const cards = [...cardDrafts].flatMap(([key, draft]): [string, DeployedServiceCard][] =>
    draft?.card ? [[key, draft.card]] : [],
  );
  return [
    {
      name,
      backend,
      region,
      tags,
      protect,
      delivery,
      terraform,
      quotas,
      accounts: byKey(Object.entries(accounts)),
      services: byKey(Object.entries(services)),
      resources: byKey(Object.entries(resources)),
      appliances: byKey(Object.entries(appliances)),
      consumers: byKey(consumers),
      hubs: byKey(Object.entries(hubs)),
      cards: byKey(cards),
    },
  ];
}

function byKey<T>(entries: [string, T][]): Readonly<Record<string, T>> {
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

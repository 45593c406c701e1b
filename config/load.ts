import { join } from "node:path";
import { STACK_ROLES } from "../modules/aws/marks";
import type { DeployedServiceCard } from "../modules/card";
import { readCardFile } from "./card-file";
import type { ConsumerSpec } from "./consumer-schema";
import type { ConsumerDraft, EnvironmentDraft } from "./draft";
import type { Environment } from "./environment";
import { ENVIRONMENT_FILE, environmentNames } from "./environments-folder";
import { KEY_EXPECTATION, KEY_PATTERN } from "./fields";
import { type FolderOfFiles, fileProblem, filesIn, isAside, namesIn } from "./folder-files";
import { resolveShared } from "./hub/resolve";
import { nearest } from "./nearest";
import { EnvironmentError, type Problem } from "./problem";
import { draftConsumer, draftEnvironment } from "./read-draft";
import { RULES } from "./rules";
import { RULES_ACROSS } from "./rules/across";
import { YamlFile } from "./yaml-file";

const CONSUMERS: FolderOfFiles = { folder: "consumers", noun: "consumer", extension: ".yaml" };
const CARDS: FolderOfFiles = { folder: "cards", noun: "card", extension: ".json" };
/** What an environment offers, in its file. */
const OFFERED = ["services", "resources", "appliances"] as const;
const KNOWN_ENTRIES = [ENVIRONMENT_FILE, CONSUMERS.folder, CARDS.folder];

/**
 * Reads and checks environments: a folder each, with `environment.yaml`, a file a consumer under `consumers/`, and
 * the cards of somebody else's services under `cards/`.
 *
 * @param folder folder of the environments.
 * @param names environments to read; the others are not looked at. @default - all
 * @throws EnvironmentError with everything that is wrong, in all of them.
 * @throws UserError when the folder is no folder of environments, or has no environment of a name.
 */
export function loadEnvironments(folder: string, names?: readonly string[]): Environment[] {
  const problems: Problem[] = [];
  const drafts = environmentNames(folder, names).flatMap((name) => loadDraft(join(folder, name), name, problems) ?? []);
  problems.push(...RULES_ACROSS.flatMap((rule) => rule(drafts)));
  if (problems.length > 0) throw new EnvironmentError(problems);
  return drafts.flatMap(toEnvironment);
}

function loadDraft(folder: string, name: string, problems: Problem[]): EnvironmentDraft | undefined {
  const path = join(folder, ENVIRONMENT_FILE);
  const unread = problems.length;
  const found = namesIn(folder, problems);
  if (problems.length > unread) return undefined;
  problems.push(...strays(folder, found));
  if (!found.includes(ENVIRONMENT_FILE)) {
    if (!found.some((entry) => renameFor(entry, found) === ENVIRONMENT_FILE))
      problems.push(
        fileProblem(
          folder,
          `${ENVIRONMENT_FILE} in every folder of an environment`,
          found.join(", ") || "an empty folder",
          `add ${ENVIRONMENT_FILE}, or move the folder away`,
        ),
      );
    return undefined;
  }
  const expected = environmentNameProblem(name);
  if (expected !== undefined) problems.push(fileProblem(folder, expected, name, "rename the folder"));
  const consumers = loadConsumers(folder, problems);
  const cards = loadCards(folder, problems);
  const file = readYaml(path);
  const { draft, problems: own } = draftEnvironment(name, file, consumers, cards);
  problems.push(...own);
  const resolved = resolveShared(draft);
  // What is wrong with a shared connection is so for each who shares it.
  problems.push(...eachOnce(RULES.flatMap((rule) => rule(resolved))));
  if (own.length === 0 && OFFERED.every((kind) => draft[kind]?.size === 0) && resolved.consumers.length === 0)
    problems.push(
      file.problemAt(
        ["services"],
        "at least one service, resource, appliance or consumer",
        `add one of them, or a file under ${CONSUMERS.folder}/`,
      ),
    );
  return resolved;
}

function eachOnce(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** What is in the folder of an environment and is read by nobody: a consumer in the wrong place would be one left out. */
function strays(folder: string, entries: readonly string[]): Problem[] {
  return entries
    .filter((entry) => !KNOWN_ENTRIES.includes(entry) && !isAside(entry))
    .map((entry) => {
      const similar = renameFor(entry, entries);
      const instead = insteadOf(entry);
      return fileProblem(
        join(folder, entry),
        `${ENVIRONMENT_FILE} and the folders ${CONSUMERS.folder} and ${CARDS.folder} alone`,
        entry,
        similar === undefined ? instead : `rename it to ${similar}`,
      );
    });
}

/** What to do with a stray entry that is no misspelt one. */
function insteadOf(entry: string): string {
  if (/\.ya?ml$/.test(entry))
    return `move it to ${CONSUMERS.folder}/${entry.replace(/yml$/, "yaml")} if it is a consumer, else away`;
  if (entry.endsWith(CARDS.extension)) return `move it to ${CARDS.folder}/${entry} if it is a service card, else away`;
  return "move it away";
}

/** The name that a stray entry was meant to have, where nothing has it yet. */
function renameFor(entry: string, entries: readonly string[]): string | undefined {
  const missing = KNOWN_ENTRIES.filter((known) => !entries.includes(known));
  const isFile = /\.ya?ml$/i.test(entry);
  return missing.find((known) => known.endsWith(".yaml") === isFile && nearest(entry, [known]) !== undefined);
}

/** Why a folder's name cannot be that of an environment, as what was expected instead; undefined when it can. */
function environmentNameProblem(name: string): string | undefined {
  // They part the names of stacks: `<environment>-consumer-<consumer>`.
  if (!KEY_PATTERN.test(name) || name.split("-").some((word) => STACK_ROLES.some((role) => role === word)))
    return `${KEY_EXPECTATION}, without the words ${STACK_ROLES.join(", ")}`;
  // What is made takes names that begin with the environment's and a hyphen.
  return ["internal", "sg"].includes(name.split("-")[0] ?? "")
    ? "a name that does not begin with internal (load balancers keep it for themselves) or sg (security groups do)"
    : undefined;
}

function loadConsumers(folder: string, problems: Problem[]): ConsumerDraft[] {
  return filesIn(folder, CONSUMERS, problems).flatMap(({ name, path }) => {
    const { draft, problems: own } = draftConsumer(name, readYaml(path));
    problems.push(...own);
    return [draft];
  });
}

function loadCards(folder: string, problems: Problem[]): EnvironmentDraft["cards"] {
  return new Map(
    filesIn(folder, CARDS, problems).map(({ name, path }) => {
      const { draft, problems: own } = readCardFile(path);
      problems.push(...own);
      return [name, draft];
    }),
  );
}

/** The file; one that cannot be read has only the problem. */
function readYaml(path: string): YamlFile {
  const file = YamlFile.read(path);
  return file instanceof YamlFile ? file : YamlFile.unreadable(file);
}

/** The environment, of files in which nothing is wrong: none where something is. */
function toEnvironment({ name, spec, consumers: drafts, cards: cardDrafts }: EnvironmentDraft): Environment[] {
  if (spec === undefined) return [];
  const { backend, region, tags, protect, quotas, accounts, services, resources, appliances, hubs } = spec;
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

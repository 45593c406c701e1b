import { existsSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { UserError } from "../support/user-error";
import { type ConsumerSpec, externalConsumerSchema, managedConsumerSchema } from "./consumer-schema";
import { type ConsumerDraft, draftConsumer, draftEnvironment } from "./draft";
import type { Environment } from "./environment";
import { environmentSchema } from "./environment-schema";
import { KEY_EXPECTATION, KEY_PATTERN } from "./fields";
import { nearest } from "./nearest";
import { EnvironmentError, type Problem } from "./problem";
import { RULES } from "./rules";
import { YamlFile } from "./yaml-file";

const ENVIRONMENT_FILE = "environment.yaml";
const CONSUMERS_FOLDER = "consumers";

/** Words that part the names of stacks, `<environment>-consumer-<consumer>`: no part of an environment's name. */
const STACK_WORDS = ["service", "consumer", "acceptance"];

/**
 * Reads and checks environments: a folder each, with `environment.yaml` and a file a consumer under `consumers/`.
 *
 * @param folder folder of the environments.
 * @param names environments to read; the others are not looked at. @default - all
 * @throws EnvironmentError with everything that is wrong, in all of them.
 * @throws UserError when the folder is missing or empty, or has no environment of a name.
 */
export function loadEnvironments(folder: string, names?: readonly string[]): Environment[] {
  const problems: Problem[] = [];
  const environments = select(folder, names).map((name) => loadEnvironment(join(folder, name), name, problems));
  if (problems.length > 0) throw new EnvironmentError(problems);
  return environments.filter((environment) => environment !== undefined);
}

function select(folder: string, names: readonly string[] | undefined): string[] {
  const shown = relative(process.cwd(), folder) || folder;
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new UserError(`${shown}: expected a folder of environments; found none. Give it with --environments DIR.`);
  const found = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map((entry) => entry.name)
    .sort();
  if (found.length === 0)
    throw new UserError(
      `${shown}: expected a folder for each environment, with ${ENVIRONMENT_FILE} in it; found none.`,
    );
  const unknown = (names ?? []).filter((name) => !found.includes(name));
  if (unknown.length > 0) {
    const lines = unknown.map((name) => {
      const similar = nearest(name, found);
      return `  - ${name}${similar === undefined ? "" : `: did you mean ${similar}?`}`;
    });
    throw new UserError(`No such environment in ${shown}:\n${lines.join("\n")}\nThere are: ${found.join(", ")}.`);
  }
  return names === undefined ? found : found.filter((name) => names.includes(name));
}

function loadEnvironment(folder: string, name: string, problems: Problem[]): Environment | undefined {
  const path = join(folder, ENVIRONMENT_FILE);
  if (!existsSync(path)) {
    const found = readdirSync(folder).sort().join(", ") || "an empty folder";
    problems.push(
      fileProblem(
        folder,
        `${ENVIRONMENT_FILE} in every folder of an environment`,
        found,
        `add ${ENVIRONMENT_FILE}, or move the folder away`,
      ),
    );
    return undefined;
  }
  const before = problems.length;
  if (!KEY_PATTERN.test(name) || name.split("-").some((word) => STACK_WORDS.includes(word)))
    problems.push(
      fileProblem(folder, `${KEY_EXPECTATION}, without the words ${STACK_WORDS.join(", ")}`, name, "rename the folder"),
    );
  const consumers = loadConsumers(folder, problems);
  const file = readYaml(path, problems);
  if (!file) return undefined;
  const { draft, problems: own } = draftEnvironment(name, file, consumers);
  problems.push(...own);
  for (const rule of RULES) problems.push(...rule(draft));
  if (own.length === 0 && draft.services.size === 0 && consumers.length === 0)
    problems.push(
      file.problemAt(
        ["services"],
        "at least one service or one consumer",
        `add a service, or a file under ${CONSUMERS_FOLDER}/`,
      ),
    );
  return problems.length > before ? undefined : toEnvironment(name, file, consumers);
}

function loadConsumers(folder: string, problems: Problem[]): ConsumerDraft[] {
  const consumers = join(folder, CONSUMERS_FOLDER);
  if (!existsSync(consumers)) return [];
  if (!statSync(consumers).isDirectory()) {
    problems.push(fileProblem(consumers, "a folder with a file a consumer", "a file", "move the file away"));
    return [];
  }
  const drafts: ConsumerDraft[] = [];
  for (const entry of readdirSync(consumers).sort()) {
    if (entry.startsWith(".") || entry.endsWith(".md")) continue;
    const path = join(consumers, entry);
    if (!entry.endsWith(".yaml")) {
      const fix = entry.endsWith(".yml") ? `rename it to ${entry.replace(/yml$/, "yaml")}` : "move it away";
      problems.push(fileProblem(path, "files named <consumer>.yaml, one a consumer", entry, fix));
      continue;
    }
    const name = entry.slice(0, -".yaml".length);
    if (!KEY_PATTERN.test(name)) problems.push(fileProblem(path, KEY_EXPECTATION, name, "rename the file"));
    const file = readYaml(path, problems);
    if (!file) continue;
    const { draft, problems: own } = draftConsumer(name, file);
    problems.push(...own);
    drafts.push(draft);
  }
  return drafts;
}

/** The file, or undefined with its problem noted. */
function readYaml(path: string, problems: Problem[]): YamlFile | undefined {
  const file = YamlFile.read(path);
  if (file instanceof YamlFile) return file;
  problems.push(file);
  return undefined;
}

/** The environment, of files in which nothing is wrong. */
function toEnvironment(name: string, file: YamlFile, drafts: readonly ConsumerDraft[]): Environment {
  const { backend, region, tags, services } = environmentSchema.parse(file.value);
  const consumers = drafts.map((draft): [string, ConsumerSpec] => {
    const schema = draft.external ? externalConsumerSchema : managedConsumerSchema;
    return [draft.name, schema.parse(draft.file.value)];
  });
  return { name, backend, region, tags, services: byKey(Object.entries(services)), consumers: byKey(consumers) };
}

function byKey<T>(entries: [string, T][]): Readonly<Record<string, T>> {
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function fileProblem(path: string, expected: string, found: string, fix: string): Problem {
  return { file: relative(process.cwd(), path) || path, line: 1, column: 1, path: "", expected, found, fix };
}

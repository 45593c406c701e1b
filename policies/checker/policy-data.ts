import { lstatSync } from "node:fs";
import type { Problem } from "../../config/problem";
import { decode } from "../../config/schema-problems";
import { readContent } from "../../config/text-file";
import { YamlFile } from "../../config/yaml-file";
import { today } from "../../support/date";
import { sha256 } from "../../support/sha256";
import { shown } from "../../support/shown";
import { CouldNotJudge } from "./could-not-judge";
import { entryWords } from "./entry-words";
import { PolicyDataError } from "./policy-data-error";
import { type DataFile, problemsAcross } from "./policy-data-rules";
import { type PolicyConfig, policyDataSchema, type Waiver } from "./policy-data-schema";
import { freshOn, readStatusFiles, type StatusFile } from "./status-file";

/** File of policy data that is read from the working folder where none is named. */
export const DEFAULT_DATA = "policy.yaml";
/** Names that look like {@link DEFAULT_DATA}, and are not read unless they are named. */
const NOT_READ = ["policy.yml", "policy.json"];

/** A waiver with its place in a file. */
export interface PlacedWaiver extends Waiver {
  readonly file: string;
  readonly line: number;
}

/** Lists of the policy data whose entries name something that documents have. */
export const NAME_LISTS = [
  "consumer_vpcs",
  "other_vpcs",
  "tls_services",
  "harmless_types",
  "allowed_services",
  "allowed_service_regions",
  "allowed_appliance_services",
  "allowed_service_networks",
] as const;

/** An entry of a list of names, with its place in a file. */
export interface PlacedName {
  readonly list: (typeof NAME_LISTS)[number];
  /** Its place in the list of all files. */
  readonly index: number;
  /** The entry in words: see {@link entryWords}. */
  readonly name: string;
  /** Stacks that the entry holds in. @default - all */
  readonly stacks?: readonly string[];
  readonly file: string;
  readonly line: number;
}

/** A file of policy data, or what such a file says, as an object. */
export type PolicyDataSource = string | object;

/** What policy data that are given as an object are called in reports, in place of a file. */
const INLINE = "(policy data)";

/** What the policies are told besides the documents. */
export interface PolicyData {
  /** Files that it was read from, as the user would name them. */
  readonly files: readonly string[];
  /** SHA-256 of each of {@link files}, by its name. */
  readonly digests: Readonly<Record<string, string>>;
  /** Files of the working folder that look like policy data and were not read. */
  readonly unread: readonly string[];
  readonly config: PolicyConfig;
  readonly waivers: readonly PlacedWaiver[];
  readonly names: readonly PlacedName[];
  /** Reports of `privatelink status`: who is connected. */
  readonly status: readonly StatusFile[];
  /** The day (UTC) that waivers expire by, as YYYY-MM-DD. */
  readonly now: string;
}

/**
 * Reads files of policy data, YAML or JSON. Lists of several files are joined, and what one of them turns on is on.
 *
 * @param sources files, or what such a file says, as an object. @default - `policy.yaml` in the working folder, where it exists
 * @param now the day to judge waivers by. @default - today (UTC)
 * @param status files that `privatelink status --format json` wrote, at most 24 hours ago. @default - none
 * @throws PolicyDataError with everything that is wrong, in all of them.
 */
export function readPolicyData(
  sources?: readonly PolicyDataSource[],
  now: string = today(),
  status: readonly string[] = [],
): PolicyData {
  const named = sources ?? [DEFAULT_DATA].filter(isThere);
  const problems: Problem[] = [];
  const files = named.flatMap((source) => readSource(source, problems) ?? []);
  problems.push(...problemsAcross(files));
  const statuses = readStatusFiles(status, freshOn(now), problems);
  if (problems.length > 0) throw new PolicyDataError(problems);
  return {
    files: files.map(({ file }) => file.name),
    digests: Object.fromEntries(files.map(({ file, digest }) => [file.name, digest])),
    unread: sources === undefined ? NOT_READ.filter(isThere) : [],
    config: joined(files.map(({ data }) => data.config)),
    waivers: files.flatMap(({ file, data }) =>
      data.waivers.map((waiver, index) => ({ ...waiver, file: file.name, line: file.place(["waivers", index]).line })),
    ),
    names: NAME_LISTS.flatMap((list) =>
      files
        .flatMap(({ file, data }) =>
          (data.config[list] ?? []).map((entry, index) => ({
            list,
            name: entryWords(entry),
            ...(typeof entry === "object" && "stacks" in entry && entry.stacks ? { stacks: entry.stacks } : {}),
            file: file.name,
            line: file.place(["config", list, index]).line,
          })),
        )
        .map((entry, index) => ({ ...entry, index })),
    ),
    status: statuses,
    now,
  };
}

/** Whether there is a file of this name, or a link that leads nowhere: one that cannot be read is told. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function readSource(source: PolicyDataSource, problems: Problem[]): DataFile | undefined {
  if (typeof source === "string") return readFile(source, problems);
  const text = inlineText(source);
  return dataOf(YamlFile.ofText(INLINE, text), sha256(text), problems);
}

/** Policy data as the text of a file: what is wrong with them is told by their keys. */
function inlineText(data: object): string {
  try {
    return JSON.stringify(data, undefined, 2);
  } catch (error) {
    throw new CouldNotJudge(`${INLINE}: expected data that JSON can hold; got others (${String(error)}).`);
  }
}

function readFile(path: string, problems: Problem[]): DataFile | undefined {
  if (!isThere(path)) {
    const place = { file: shown(path), line: 1, column: 1, path: "" };
    problems.push({ ...place, expected: "a file of policy data", found: "no such file", fix: "correct the path" });
    return undefined;
  }
  const content = readContent(path);
  if (!Buffer.isBuffer(content)) {
    problems.push(content);
    return undefined;
  }
  const digest = sha256(content);
  return dataOf(YamlFile.of({ path, content, digest }), digest, problems);
}

function dataOf(file: YamlFile, digest: string, problems: Problem[]): DataFile | undefined {
  const { value, problems: own } =
    file.syntaxProblems.length > 0
      ? { value: undefined, problems: file.syntaxProblems }
      : decode(file, policyDataSchema);
  problems.push(...own);
  return value && own.length === 0 ? { file, digest, data: value } : undefined;
}

function joined(configs: readonly PolicyConfig[]): PolicyConfig {
  if (configs.length === 0) return policyDataSchema.parse({}).config;
  const lists = (
    name:
      | "allowed_appliance_services"
      | "allowed_ranges"
      | "allowed_service_networks"
      | "allowed_service_regions"
      | "allowed_services"
      | "tls_services",
  ) => {
    const given = configs.flatMap(({ [name]: list }) => (list === undefined ? [] : [list]));
    return given.length === 0 ? {} : { [name]: given.flat() };
  };
  return {
    strict: configs.some(({ strict }) => strict),
    allow_no_consumer_vpc: configs.some((config) => config.allow_no_consumer_vpc),
    consumer_vpcs: configs.flatMap((config) => config.consumer_vpcs),
    other_vpcs: configs.flatMap((config) => config.other_vpcs),
    ...lists("allowed_ranges"),
    ...lists("allowed_appliance_services"),
    ...lists("allowed_service_networks"),
    ...lists("allowed_services"),
    ...lists("allowed_service_regions"),
    ...lists("tls_services"),
    require_endpoint_policies: configs.some((config) => config.require_endpoint_policies),
    require_resource_perimeter: configs.some((config) => config.require_resource_perimeter),
    require_notifications: configs.some((config) => config.require_notifications),
    require_narrow_egress: configs.some((config) => config.require_narrow_egress),
    harmless_types: configs.flatMap((config) => config.harmless_types),
    allowed_endpoint_types: [...new Set(configs.flatMap((config) => config.allowed_endpoint_types))],
  };
}

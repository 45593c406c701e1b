import { existsSync } from "node:fs";
import { inOrder, type Problem, renderProblems } from "../../config/problem";
import { decode } from "../../config/schema-problems";
import { YamlFile } from "../../config/yaml-file";
import { CouldNotJudge } from "./could-not-judge";
import { today } from "./date";
import { type PolicyConfig, policyDataSchema, type Waiver } from "./policy-data-schema";

/** File of policy data that is read from the working folder where none is named. */
export const DEFAULT_DATA = "policy.yaml";

/** A waiver with its place in a file. */
export interface PlacedWaiver extends Waiver {
  readonly file: string;
  readonly line: number;
}

/** What the policies are told besides the documents. */
export interface PolicyData {
  /** Files that it was read from, as the user would name them. */
  readonly files: readonly string[];
  readonly config: PolicyConfig;
  readonly waivers: readonly PlacedWaiver[];
  /** The day (UTC) that waivers expire by, as YYYY-MM-DD. */
  readonly now: string;
}

/** Files of policy data in which something is wrong: nothing can be judged by them. */
export class PolicyDataError extends CouldNotJudge {
  override readonly name = "PolicyDataError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = inOrder(problems);
    super(renderProblems(sorted, "nothing was judged"));
    this.problems = sorted;
  }
}

/**
 * Reads files of policy data, YAML or JSON. Lists of several files are joined, and what one of them turns on is on.
 *
 * @param paths files. @default - `policy.yaml` in the working folder, where it exists
 * @param now the day to judge waivers by. @default - today (UTC)
 * @throws PolicyDataError with everything that is wrong, in all of them.
 */
export function readPolicyData(paths?: readonly string[], now: string = today()): PolicyData {
  const named = paths ?? [DEFAULT_DATA].filter((path) => existsSync(path));
  const problems: Problem[] = [];
  const files = named.flatMap((path) => readFile(path, problems) ?? []);
  if (problems.length > 0) throw new PolicyDataError(problems);
  return {
    files: files.map(({ file }) => file.name),
    config: joined(files.map(({ data }) => data.config)),
    waivers: files.flatMap(({ file, data }) =>
      data.waivers.map((waiver, index) => ({ ...waiver, file: file.name, line: file.place(["waivers", index]).line })),
    ),
    now,
  };
}

type FileData = ReturnType<typeof policyDataSchema.parse>;

function readFile(path: string, problems: Problem[]): { file: YamlFile; data: FileData } | undefined {
  const file = YamlFile.read(path);
  if (!(file instanceof YamlFile)) {
    problems.push(file);
    return undefined;
  }
  const { value, problems: own } =
    file.syntaxProblems.length > 0
      ? { value: undefined, problems: file.syntaxProblems }
      : decode(file, policyDataSchema);
  problems.push(...own);
  return value && own.length === 0 ? { file, data: value } : undefined;
}

function joined(configs: readonly PolicyConfig[]): PolicyConfig {
  if (configs.length === 0) return policyDataSchema.parse({}).config;
  const lists = (name: "allowed_ranges" | "allowed_services" | "allowed_service_regions" | "tls_services") => {
    const given = configs.flatMap(({ [name]: list }) => (list === undefined ? [] : [list]));
    return given.length === 0 ? {} : { [name]: given.flat() };
  };
  return {
    strict: configs.some(({ strict }) => strict),
    consumer_vpcs: configs.flatMap((config) => config.consumer_vpcs),
    other_vpcs: configs.flatMap((config) => config.other_vpcs),
    ...lists("allowed_ranges"),
    ...lists("allowed_services"),
    ...lists("allowed_service_regions"),
    ...lists("tls_services"),
    require_endpoint_policies: configs.some((config) => config.require_endpoint_policies),
    require_notifications: configs.some((config) => config.require_notifications),
    allowed_endpoint_types: [...new Set(configs.flatMap((config) => config.allowed_endpoint_types))],
  };
}

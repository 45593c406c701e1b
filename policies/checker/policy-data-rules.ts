import { writeNearest } from "../../config/nearest";
import type { Problem } from "../../config/problem";
import type { YamlFile } from "../../config/yaml-file";
import { PACKAGE_ROOT } from "../../support/package-root";
import { page } from "../../support/page";
import { readClassification } from "./classification";
import type { PolicyConfig, Waiver } from "./policy-data-schema";
import { readRules } from "./rules";

/** A file of policy data, and what it says. */
export interface DataFile {
  readonly file: YamlFile;
  /** SHA-256 of its bytes. */
  readonly digest: string;
  readonly data: { readonly config: PolicyConfig; readonly waivers: readonly Waiver[] };
}

/** What is wrong in files of policy data that each fit the schema: the classification, the rules and other files say it. */
export function problemsAcross(files: readonly DataFile[]): Problem[] {
  return [...files.flatMap(harmlessProblems), ...files.flatMap(ruleProblems), ...vpcsInBothLists(files)];
}

function harmlessProblems({ file, data }: DataFile): Problem[] {
  const { harmless_types } = data.config;
  if (harmless_types.length === 0) return [];
  const { types, data_sources } = readClassification(PACKAGE_ROOT);
  const judged = [...Object.entries(types), ...Object.entries(data_sources)]
    .filter(([, { kind }]) => kind !== undefined && kind !== "inert")
    .map(([type]) => type)
    .sort();
  return harmless_types.flatMap(({ type }, index) => {
    const taken = judged.find((each) => matches(type, each));
    if (taken === undefined) return [];
    const path = ["config", "harmless_types", index, "type"];
    return [file.problemAt(path, `a type that the classification does not judge; it judges \`${taken}\``)];
  });
}

function ruleProblems({ file, data }: DataFile): Problem[] {
  if (data.waivers.length === 0) return [];
  const ids = readRules(PACKAGE_ROOT).map(({ id }) => id);
  return data.waivers.flatMap(({ rule }, index) =>
    ids.includes(rule)
      ? []
      : [
          file.problemAt(
            ["waivers", index, "rule"],
            "the id of a rule, as reports show it",
            writeNearest(rule, ids) ?? `look the id up in ${page("docs/policies/rules.md")}`,
          ),
        ],
  );
}

/** An entry of `other_vpcs` that `consumer_vpcs` names too would say nothing: `consumer_vpcs` decides first. */
function vpcsInBothLists(files: readonly DataFile[]): Problem[] {
  const consumers = files.flatMap(({ data }) => data.config.consumer_vpcs);
  return files.flatMap(({ file, data }) =>
    data.config.other_vpcs.flatMap((name, index) => {
      const same = consumers.find((each) => matches(each, name));
      if (same === undefined) return [];
      const path = ["config", "other_vpcs", index];
      const expected = `a VPC that \`consumer_vpcs\` does not name; it names \`${same}\``;
      return [file.problemAt(path, expected, "remove it from one of the two lists")];
    }),
  );
}

/** Whether a pattern of policy data, in which `*` stands for any characters, matches a text. */
function matches(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(text);
}

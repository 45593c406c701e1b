import { RULES_FOLDER, type Rule } from "../../policies/checker/rules";
import { type Classification, KINDS } from "./classification/schema";

/** The page that shows the rules, below the root of the project. */
export const RULES_PAGE = "docs/policies/rules.md";

type Types = Classification["types"];

/** The reference of the rules: what each refuses and why, what to do, and which types it answers for. */
export function renderRulesPage(rules: readonly Rule[], { types, data_sources }: Classification): string {
  const all = { ...types, ...Object.fromEntries(Object.entries(data_sources).map(([type, e]) => [`data.${type}`, e])) };
  return `${[
    "# Rules",
    `Generated from the metadata of [${RULES_FOLDER}](../../${RULES_FOLDER}) and the [classification](classification.md) by ` +
      "`npm run policy:classification -- --write`. What a verdict is, and what the policies do not see, is said in " +
      "[policies/README.md](../../policies/README.md).",
    [
      "| id | severity | title |",
      "| --- | --- | --- |",
      ...rules.map(({ id, severity, title }) => `| [\`${id}\`](#${id}) | ${severity} | ${title} |`),
    ].join("\n"),
    ...rules.flatMap((rule) => section(rule, all)),
  ].join("\n\n")}\n`;
}

function section({ id, title, severity, description, remediation, links, file }: Rule, types: Types): string[] {
  const own = `[${file.slice(file.lastIndexOf("/") + 1)}](../../${file})`;
  return [
    `## ${id}`,
    `**${title}** (${severity}, ${own})`,
    description,
    `What to do: ${remediation}`,
    ...judged(id, types),
    links.map((link) => `- <${link}>`).join("\n"),
  ];
}

/** The types that a rule answers for, by how they are judged. */
function judged(id: string, types: Types): string[] {
  const groups = KINDS.flatMap((kind) => {
    const names = Object.entries(types).flatMap(([type, entry]) =>
      entry.kind === kind && answers(id, entry) ? [`\`${type}\``] : [],
    );
    return names.length === 0 ? [] : [`- [${kind}](classification.md#${kind}): ${names.join(", ")}`];
  });
  return groups.length === 0 ? [] : ["Types that it answers for:", groups.join("\n")];
}

function answers(id: string, { rule, conditions }: Types[string]): boolean {
  return rule === id || conditions.some((condition) => condition.rule === id);
}

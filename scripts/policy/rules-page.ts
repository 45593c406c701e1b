import { FRAMEWORKS } from "../../policies/checker/frameworks";
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
    ...controlsSection(rules),
    ...rules.flatMap((rule) => section(rule, all)),
  ].join("\n\n")}\n`;
}

/** Tables of the controls that rules answer, one for each framework. */
function controlsSection(rules: readonly Rule[]): string[] {
  return [
    "## Controls",
    "A rule that passes is evidence for the controls that it names, with the reason in its section. It is evidence " +
      "for the part of a control that the rule is about, and no more: a framework asks for much that no network " +
      "shows. [Certificates](../delivery/certificates.md) show them for each consumer VPC, and SARIF as taxonomies. Titles of " +
      "PCI DSS are shortened.",
    ...FRAMEWORKS.flatMap(({ id, name, version, url, controls }) => [
      `### ${name} (${version})`,
      `<${url}>`,
      [
        "| control | title | rules |",
        "| --- | --- | --- |",
        ...Object.entries(controls).map(([control, title]) => {
          const own = rules.filter((rule) =>
            rule.controls.some((each) => each.framework === id && each.control === control),
          );
          const links = own.map((rule) => `[\`${rule.id}\`](#${rule.id})`).join(", ");
          return `| ${control} | ${title.replaceAll("|", "\\|")} | ${links} |`;
        }),
      ].join("\n"),
    ]),
  ];
}

/** What a rule answers, or why it answers nothing. */
function answersOf({ controls, noControls }: Rule): string[] {
  if (noControls !== undefined) return [`Controls: none. ${noControls}`];
  const line = ({ framework, control, reason }: Rule["controls"][number]) => {
    const { name, version } = FRAMEWORKS.find(({ id }) => id === framework) ?? { name: framework, version: "" };
    return `- ${name} ${version}, ${control}: ${reason}`;
  };
  return ["Controls:", controls.map(line).join("\n")];
}

const SUBJECT: Readonly<Record<Rule["subject"], string>> = {
  "consumer-vpc": "consumer VPCs",
  service: "services that are offered",
  plan: "what a plan changes",
};

function section(rule: Rule, types: Types): string[] {
  const { id, title, severity, subject, loosenedBy, description, remediation, links, file } = rule;
  const own = `[${file.slice(file.lastIndexOf("/") + 1)}](../../${file})`;
  return [
    `## ${id}`,
    `**${title}** (${severity}, about ${SUBJECT[subject]}, ${own})`,
    description,
    `What to do: ${remediation}`,
    ...(loosenedBy.length === 0
      ? []
      : [`Settings of the policy data that can loosen it: ${loosenedBy.map((each) => `\`${each}\``).join(", ")}.`]),
    ...judged(id, types),
    ...answersOf(rule),
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

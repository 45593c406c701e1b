import type { DriftedAttribute, DriftedStack, DriftFile } from "../../pipeline/drift-file";
import { code, plain, prose, table } from "../../support/markdown";
import { printable } from "../../support/printable";
import {
  FINDINGS_WORDS,
  GONE_WORDS,
  headline,
  listedResources,
  notesOf,
  RESULT_ORDER,
  RESULT_WORDS,
  resourceWords,
  valueWords,
} from "./words";

/** Rows of a table before the rest is counted: an issue holds some 65,000 letters. */
const LISTED = 100;

/** Attributes of a resource before the rest is counted. */
const LISTED_ATTRIBUTES = 10;

/** Longest text of a cell, in characters. */
const LONGEST = 240;

/** A report as Markdown, for an issue or a job's summary: what needs somebody first. */
export function driftMarkdown(report: DriftFile): string {
  const stacks = RESULT_ORDER.flatMap((result) => report.stacks.filter((stack) => stack.result === result));
  const resources = stacks.flatMap((stack) =>
    listedResources(stack, report).listed.map((resource) => ({ name: stack.name, resource })),
  );
  const { connections, unknown_services, gone, findings, not_judged } = report;
  const commit = report.commit === null ? [] : [`commit ${code(report.commit.slice(0, 12))}`];
  return [
    `### PrivateLink drift: ${plain(headline(report))}`,
    ...listed(["stack", "could not be judged"], not_judged, ({ stack, why }) => [code(cut(stack)), prose(cut(why))]),
    ...listed([FINDINGS_WORDS, "resource", "rule", "found"], findings, (each) => [
      ...[code(cut(each.stack)), code(cut(each.address)), `${code(each.rule)} (${each.severity})`],
      prose(cut(each.message)),
    ]),
    ...listed(["stack", "result", "why"], stacks, (stack) => [
      ...[code(cut(stack.name)), RESULT_WORDS[stack.result]],
      stack.reason === null ? whyOf(stack, report) : prose(cut(stack.reason)),
    ]),
    ...listed(["stack", "resource", "result", "attributes"], resources, ({ name, resource }) => [
      ...[code(cut(name)), code(cut(resource.address)), resourceWords(resource)],
      attributesOf(resource.attributes),
    ]),
    ...listed([GONE_WORDS, "applied from"], gone, ({ name, commit: applied }) => [
      code(cut(name)),
      applied === null ? "no known commit" : code(applied.slice(0, 12)),
    ]),
    ...listed(["service", "difference", "customer", "endpoint", "says"], connections, (each) => [
      ...[code(cut(`${each.environment}/${each.service}`)), plain(cut(each.kind))],
      each.customer === null ? "no record" : code(cut([each.customer, each.connection ?? []].flat().join("/"))),
      ...[each.endpoint_id === null ? "none" : code(cut(each.endpoint_id)), prose(cut(each.says))],
    ]),
    ...(unknown_services.length === 0
      ? []
      : [`**Could not ask:** ${unknown_services.slice(0, LISTED).map(code).join(", ")}${rest(unknown_services)}`]),
    ...notesOf(report).map(prose),
    `Looked at ${[plain(report.generated_at), ...commit].join(", ")}.\n`,
  ].join("\n\n");
}

/** A table, and how many rows it has not; nothing where there are none. @param row its cells, as Markdown. */
function listed<T>(head: readonly string[], all: readonly T[], row: (each: T) => string[]): string[] {
  if (all.length === 0) return [];
  const more = all.length - LISTED;
  return [
    table(head, all.slice(0, LISTED).map(row)).join("\n"),
    ...(more > 0 ? [`This table has ${LISTED} of ${all.length} rows: \`--format json\` has all.`] : []),
  ];
}

function attributesOf(attributes: readonly DriftedAttribute[]): string {
  const shown = attributes.slice(0, LISTED_ATTRIBUTES).map((attribute) => {
    const words = valueWords(attribute);
    return `${code(cut(attribute.name))}${words === undefined ? "" : `: ${plain(cut(words))}`}`;
  });
  return `${shown.join("; ")}${rest(attributes, LISTED_ATTRIBUTES)}`;
}

/** What of a stack differs that no other table lists. */
function whyOf(stack: DriftedStack, report: DriftFile): string {
  const { others } = listedResources(stack, report);
  const names = stack.outputs.slice(0, LISTED_ATTRIBUTES).map((name) => code(cut(name)));
  return [
    ...(others === undefined ? [] : [prose(others)]),
    ...(names.length === 0 ? [] : [`outputs: ${names.join(", ")}${rest(stack.outputs, LISTED_ATTRIBUTES)}`]),
  ].join("; ");
}

/** How many are not listed. */
function rest(all: readonly unknown[], most = LISTED): string {
  return all.length > most ? `, and ${all.length - most} more` : "";
}

/** A text that is not longer than a reader takes in. */
function cut(text: string): string {
  const line = printable(text);
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}

import type {
  DriftedAttribute,
  DriftedConnection,
  DriftedFinding,
  DriftedStack,
  DriftFile,
} from "../../pipeline/drift-file";
import { printable } from "../../support/printable";
import type { colours } from "../colours";
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

/** Lines of a kind before the rest is counted. */
const LISTED = 20;

type Paint = Pick<typeof colours, "bold" | "red" | "green" | "yellow">;

/** A report for people: what needs somebody first. */
export function driftText(report: DriftFile, paint: Paint): string {
  const colour = report.exit_code === 0 ? paint.green : report.exit_code === 1 ? paint.yellow : paint.red;
  const groups = RESULT_ORDER.map((result) => ({
    result,
    stacks: report.stacks.filter((stack) => stack.result === result),
  }));
  const stacks = groups
    .filter(({ stacks }) => stacks.length > 0)
    .map(({ result, stacks }) =>
      [paint.bold(RESULT_WORDS[result]), ...some(stacks, (stack) => stackLines(stack, report))].join("\n"),
    );
  const { connections, unknown_services, gone, findings, not_judged } = report;
  const who = connections.map((each) => `  ${printable(connectionLine(each))}`);
  const paragraphs = [
    colour(headline(report)),
    ...(not_judged.length === 0 ? [] : [[paint.bold("could not be judged"), ...some(not_judged, unjudged)].join("\n")]),
    ...(findings.length === 0 ? [] : [[paint.bold(FINDINGS_WORDS), ...some(findings, findingLines)].join("\n")]),
    ...stacks,
    ...(gone.length === 0 ? [] : [[paint.bold(GONE_WORDS), ...some(gone, goneLines)].join("\n")]),
    ...(who.length === 0 ? [] : [[paint.bold("connections"), ...some(who, (line) => [line])].join("\n")]),
    ...(unknown_services.length === 0
      ? []
      : [`${paint.bold("could not be asked")}\n${unknown_services.map((each) => `  ${printable(each)}`).join("\n")}`]),
    ...notesOf(report),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

function unjudged({ stack, why }: DriftFile["not_judged"][number]): string[] {
  return [`  ${printable(`${stack}: ${why}`)}`];
}

function findingLines({ stack, rule, severity, address, message, place, remediation }: DriftedFinding): string[] {
  return [
    `  ${printable(`${stack}  ${address}  ${rule} (${severity}): ${message}`)}`,
    ...(place === null ? [] : [`    ${printable(place)}`]),
    `    ${printable(remediation)}`,
  ];
}

function goneLines({ name, commit }: DriftFile["gone"][number]): string[] {
  return [`  ${printable(name)}${commit === null ? "" : `, applied from ${commit.slice(0, 12)}`}`];
}

function connectionLine(each: DriftedConnection): string {
  const { environment, service, kind, customer, connection, endpoint_id, says } = each;
  const record = customer === null ? "no record" : [customer, connection ?? []].flat().join("/");
  return `${[`${environment}/${service}`, kind, record, endpoint_id ?? "no endpoint"].join("  ")}: ${says}`;
}

function stackLines(stack: DriftedStack, report: DriftFile): string[] {
  const { name, reason, outputs } = stack;
  const { listed, others } = listedResources(stack, report);
  return [
    `  ${printable(reason === null ? name : `${name}: ${reason}`)}`,
    ...some(listed, (resource) => [
      `    ${printable(`${resource.address}  ${resourceWords(resource)}`)}`,
      ...some(resource.attributes, (attribute) => [`      ${printable(attributeWords(attribute))}`]),
    ]),
    ...(others === undefined ? [] : [`    ${others}`]),
    ...(outputs.length === 0 ? [] : [`    outputs: ${printable(outputs.join(", "))}`]),
  ];
}

function attributeWords(attribute: DriftedAttribute): string {
  return [attribute.name, valueWords(attribute) ?? []].flat().join(": ");
}

/** The lines of the first ones, and how many more there are. */
function some<T>(all: readonly T[], lines: (each: T) => string[]): string[] {
  const rest = all.length - LISTED;
  return [...all.slice(0, LISTED).flatMap(lines), ...(rest > 0 ? [`    and ${rest} more; --format json has all`] : [])];
}

import { printable } from "../../../support/printable";
import { fails } from "../verdict";
import { isWrong } from "../waivers";
import type { JudgedDocument, Report, ReportedFinding, ReportedWaiver } from "./report-schema";
import { byWeight, findingsOf, number, outcomeOf, placeOf, stepText, summaryOf, titleOf, waiverState } from "./words";

/** Most characters of a comment on GitHub. */
export const MAX_COMMENT = 65_536;

/** Room for what says that something was left out. */
const RESERVE = 300;

/** How far the tables may go, so that there is room for findings. */
const TABLES = 24_000;

/**
 * The report as a comment on a pull request: the sum, a table of the consumer VPCs that are not proven and of what could not
 * be judged, and each finding to unfold. What would make it longer than GitHub takes is left out, and counted.
 */
export function renderMarkdown(report: Report): string {
  const mark = { clean: "✅", violations: "❌", unjudgeable: "⚠️" }[report.verdict];
  const comment = new Comment(`## ${mark} PrivateLink policies: ${report.verdict}\n\n${plain(summaryOf(report))}.\n`);
  if (report.problem !== null) comment.add([`\n${fenced(report.problem)}\n`], "problem");
  comment.add(table(["could not be judged", "why"], report.documents.flatMap(unjudgeableRow)), "document", TABLES / 2);
  comment.add(table(["consumer VPC", "result", "from"], report.documents.flatMap(vpcRows)), "consumer VPC", TABLES);
  comment.add(table(["waiver", "at", ""], waiverRows(report.waivers)), "waiver");
  const findings = report.documents.flatMap((document) =>
    findingsOf(document).map((finding) => ({ document, finding })),
  );
  const order = byWeight(findings.map(({ finding }) => finding));
  const documents = new Map(findings.map(({ document, finding }) => [finding, document]));
  comment.add(
    order.map((finding) => details(finding, documents.get(finding) as JudgedDocument)),
    "finding",
  );
  return comment.text;
}

/** A comment that takes as many parts as there is room for. */
class Comment {
  private omitted: string[] = [];

  constructor(private body: string) {}

  get text(): string {
    return this.omitted.length === 0
      ? this.body
      : `${this.body}\n_Left out for want of room: ${this.omitted.join(", ")}. The other formats have all of it._\n`;
  }

  /** @param limit length of the comment that is not passed. */
  add(parts: readonly string[], noun: string, limit: number = MAX_COMMENT - RESERVE): void {
    const fitting = parts.findIndex((part) => {
      if (this.body.length + part.length > limit) return true;
      this.body += part;
      return false;
    });
    if (fitting !== -1) this.omitted.push(number(parts.length - fitting, noun));
  }
}

/** Rows of a table, its head with the first of them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
  return rows.map((row, index) =>
    index === 0 ? `\n${line(head)}${line(head.map(() => "---"))}${line(row)}` : line(row),
  );
}

function unjudgeableRow(document: JudgedDocument): string[][] {
  const { verdict } = document;
  return verdict.verdict === "unjudgeable" ? [[code(titleOf(document)), plain(verdict.why.join("; "))]] : [];
}

/** Consumer VPCs that are not proven: of those that are, the sum says how many. */
function vpcRows(document: JudgedDocument): string[][] {
  if (document.verdict.verdict === "unjudgeable") return [];
  return document.verdict.consumer_vpcs
    .filter(({ result }) => result !== "PROVEN")
    .map(({ address, result, origin }) => [
      code(address),
      `**${result}**`,
      code(origin === null ? titleOf(document) : placeOf(origin)),
    ]);
}

function waiverRows(waivers: readonly ReportedWaiver[]): string[][] {
  return waivers.map((waiver) => [
    `${isWrong(waiver) ? "❌ " : ""}${code(waiver.rule)} ${waiver.state}`,
    code(waiver.address),
    plain(`${waiverState(waiver)}; ${waiver.reason} (${waiver.owner}, until ${waiver.expires})`),
  ]);
}

function details(finding: ReportedFinding, document: JudgedDocument): string {
  const { rule, severity, address, origin, construct_path, message, witness, cut, settle, remediation, links, waiver } =
    finding;
  const mark = fails(finding) ? "❌" : waiver === null ? "⚠️" : "☑️";
  const where = origin === null ? titleOf(document) : placeOf(origin);
  return [
    `\n<details><summary>${mark} ${html(`${rule} (${severity}, ${outcomeOf(finding)}) at`)} <code>${html(address)}</code></summary>`,
    "",
    plain(message),
    "",
    `- from: ${code(where)}`,
    ...(construct_path === null ? [] : [`- construct: ${code(construct_path)}`]),
    ...(witness.length === 0
      ? []
      : ["- path:", ...witness.map((step) => `  1. ${plain(step.step)}: ${code(stepText(step))}`)]),
    ...(cut === null ? [] : [`- cut: ${plain(cut)}`]),
    ...(settle === null ? [] : [`- settled by: ${plain(settle)}`]),
    `- do: ${plain(remediation)}`,
    ...(waiver === null ? [] : [`- waived: ${plain(`${waiver.reason} (${waiver.owner}, until ${waiver.expires})`)}`]),
    ...links.map((link) => `- see: ${/^https:[\w./#?=%-]+$/.test(link) ? link : code(link)}`),
    "",
    "</details>\n",
  ].join("\n");
}

/** A text that Markdown and HTML take for nothing else, nor GitHub for somebody's name. */
function plain(text: string): string {
  return html(printable(text)).replace(/[\\`*_{}[\]()+!~]/g, "\\$&");
}

function html(text: string): string {
  return printable(text).replace(/[&<>"@|]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A text as code, in as many backticks as keep it so. */
function code(text: string): string {
  const shown = printable(text);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${shown}${fence}` : `${fence} ${shown} ${fence}`;
}

function fenced(text: string): string {
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${fence}text\n${text.split("\n").map(printable).join("\n")}\n${fence}`;
}

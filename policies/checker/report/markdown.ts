import { Comment } from "../../../support/comment";
import { code, fenced, html, plain, tableParts } from "../../../support/markdown";
import { fails } from "../verdict";
import { isWrong } from "../waivers";
import type { JudgedDocument, Notice, Report, ReportedWaiver } from "./report-schema";
import { type JudgedVpc, judgedVpcs } from "./vpcs";
import {
  findingsAbout,
  noticePlace,
  outcomeOf,
  placeOf,
  resultOf,
  type SharedFinding,
  sharedFindings,
  sortedByWeight,
  stepText,
  summaryOf,
  titleOf,
  verdictWords,
  waiverState,
} from "./words";

/** How far the tables may go, so that there is room for findings. */
const TABLES = 24_000;

/**
 * The report as a comment on a pull request: the sum, a table of the consumer VPCs and of what could not be judged, and each finding to unfold. What would make it longer than GitHub takes is left out, and counted.
 */
export function renderMarkdown(report: Report): string {
  const mark = { clean: "✅", violations: "❌", unjudgeable: "⚠️" }[report.verdict];
  const comment = new Comment(
    `## ${mark} PrivateLink policies: ${plain(verdictWords(report))}\n\n${plain(summaryOf(report))}.\n`,
    "The other formats have all of it.",
  );
  if (report.problem !== null) comment.add([`\n${fenced(report.problem)}\n`], "problem");
  comment.add(tableParts(["could not be judged", "why"], report.documents.flatMap(unjudgeableRow)), "document", {
    limit: TABLES / 2,
  });
  comment.add(tableParts(["consumer VPC", "result", "from"], vpcRows(report.documents)), "consumer VPC", {
    limit: TABLES,
  });
  comment.add(tableParts(["waiver", "at", ""], waiverRows(report.waivers)), "waiver");
  comment.add(tableParts(["run", "at", ""], report.notices.map(noticeRow)), "notice");
  const findings = sortedByWeight(sharedFindings(report.documents), ({ finding }) => finding);
  comment.add(findings.map(details), "finding");
  return comment.text;
}

function unjudgeableRow(document: JudgedDocument): string[][] {
  const { verdict } = document;
  return verdict.verdict === "unjudgeable" ? [[code(titleOf(document)), plain(verdict.why.join("; "))]] : [];
}

/** The consumer VPCs, those that are not proven first. */
function vpcRows(documents: readonly JudgedDocument[]): string[][] {
  const rank = ({ result }: JudgedVpc) => ["VIOLATED", "UNPROVEN", "PROVEN"].indexOf(result);
  return judgedVpcs(documents)
    .sort((a, b) => rank(a) - rank(b))
    .map(vpcRow);
}

function vpcRow({ address, result, judged }: JudgedVpc): string[] {
  const worst = judged.filter(({ vpc }) => vpc.result === result).map(({ vpc }) => vpc);
  const said = worst.find((vpc) => resultOf(vpc) !== result) ?? worst[0];
  const more = judged.map(({ vpc }) => findingsAbout(vpc)).find((text) => text !== "") ?? "";
  const origins = judged.flatMap(({ vpc }) => (vpc.origin === null ? [] : [placeOf(vpc.origin)]));
  const sources = judged.map(({ document, vpc }) =>
    judged.length === 1 ? titleOf(document) : `${titleOf(document)}: ${vpc.result}`,
  );
  const places = judged.length === 1 && origins.length === 1 ? origins : [...new Set([...origins, ...sources])];
  return [
    code(address),
    `**${said === undefined ? result : resultOf(said)}**${plain(more)}`,
    places.map(code).join(", "),
  ];
}

function waiverRows(waivers: readonly ReportedWaiver[]): string[][] {
  return waivers.map((waiver) => [
    `${isWrong(waiver) ? "❌ " : ""}${code(waiver.rule)} ${waiver.state}`,
    code(waiver.address),
    plain(`${waiverState(waiver)}; ${waiver.reason} (${waiver.owner}, until ${waiver.expires})`),
  ]);
}

function noticeRow(notice: Notice): string[] {
  const place = noticePlace(notice);
  return [`${notice.fails ? "❌ " : ""}${notice.kind}`, place === "" ? "" : code(place), plain(notice.message)];
}

function details({ finding, documents }: SharedFinding): string {
  const { rule, severity, address, origin, construct_path, message, witness, cut, settle, remediation, links, waiver } =
    finding;
  const mark = fails(finding) ? "❌" : waiver === null ? "⚠️" : "☑️";
  const sources = documents.map(titleOf);
  const places = origin === null ? sources : documents.length === 1 ? [placeOf(origin)] : [placeOf(origin), ...sources];
  return [
    `\n<details><summary>${mark} ${html(`${rule} (${severity}, ${outcomeOf(finding)}) at`)} <code>${html(address)}</code></summary>`,
    "",
    plain(message),
    "",
    `- from: ${places.map(code).join(", ")}`,
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

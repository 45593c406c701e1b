import pc from "picocolors";
import { counted } from "../../../support/counted";
import { printable } from "../../../support/printable";
import type { JudgedVerdict } from "../verdict";
import type { JudgedDocument, Notice, Report, ReportedFinding, ReportedVpc, ReportedWaiver } from "./report-schema";
import { shorten } from "./shorten";
import {
  becauseOf,
  byWeight,
  endpointText,
  examinedIn,
  findingsAbout,
  NOTHING_PROVEN,
  noticePlace,
  outcomeOf,
  placeOf,
  provesNothing,
  resultOf,
  statusText,
  stepText,
  summaryOf,
  titleOf,
  waiverState,
  waiverText,
  warningsIn,
} from "./words";

type Colours = ReturnType<typeof pc.createColors>;

/**
 * The report for people: each document with what was shown of its consumer VPCs, what was found, on which path, and what to
 * do; then the sum.
 *
 * @param colour whether to colour it, for a terminal. @default false
 * @param omitted what the report leaves out of a longer one.
 */
export function renderText(report: Report, colour: boolean = false, omitted: readonly string[] = []): string {
  const colours = pc.createColors(colour);
  const blocks = [
    ...report.documents.map((document) => documentText(document, colours)),
    ...waiversText(report.waivers, colours),
    ...noticesText(report.notices, colours),
    ...(report.problem === null ? [] : [colours.red(printableLines(report.problem))]),
    ...(omitted.length === 0 ? [] : [omittedText(omitted)]),
    ...(report.problem === null ? [dataText(report.data)] : []),
    summaryOf(report),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** The report as {@link renderText} has it, with the first things of each kind: for a screen. */
export function renderShortText(report: Report, colour: boolean = false): string {
  const short = shorten(report);
  return renderText(short.report, colour, short.omitted);
}

/** What the policies were told besides the documents. */
function dataText({ files, status }: Report["data"]): string {
  const given = status.map(({ file, ...from }) => `status: ${printable(file)} (${statusText(from)})`);
  return [`policy data: ${files.map(printable).join(", ") || "none"}`, ...given].join("\n");
}

function omittedText(omitted: readonly string[]): string {
  const lines = ["Not shown here:", ...omitted.map((kind) => `  ${printable(kind)}`)];
  return [...lines, "`policy` with `--format text=FILE` writes the whole report."].join("\n");
}

function documentText(document: JudgedDocument, colours: Colours): string {
  const { verdict } = document;
  const title = colours.bold(titleOf(document));
  if (verdict.verdict === "unjudgeable")
    return [`${colours.red("COULD NOT JUDGE")} ${title}`, ...verdict.why.map((why) => `  ${printable(why)}`)].join(
      "\n",
    );
  const { form, role, examined } = verdict;
  const word = verdict.verdict === "clean" ? colours.green("CLEAN") : colours.red("VIOLATIONS");
  const said = role === null ? "no role" : `role ${printable(role)}`;
  const { resources, types, vpcs, rules } = examined;
  const warnings = verdict.verdict === "clean" ? warningsIn(verdict.findings) : undefined;
  return [
    `${word}${warnings === undefined ? "" : `, with ${warnings},`} ${title}`,
    `  ${form}, ${said}; ${counted(resources, "resource")} of ${counted(types, "type")}, ${counted(vpcs, "VPC")}, ${counted(rules.length, "rule")}`,
    ...(examined.account === null ? [] : [`  account of the resources: ${accountOf(examined.account)}`]),
    ...(provesNothing(verdict) ? [`  ${colours.yellow("note")}: ${NOTHING_PROVEN}`] : []),
    ...verdict.names.destroyed.map((address) => `  this plan destroys the consumer VPC ${printable(address)}`),
    ...verdict.consumer_vpcs.map((vpc) => vpcText(vpc, colours)),
    ...byWeight(verdict.findings).map((finding) => findingText(finding, colours)),
  ].join("\n");
}

/** How the resources of a document were judged: the numbers add up to all of them. */
function accountOf({ resources }: NonNullable<JudgedVerdict["examined"]["account"]>): string {
  const { outside, harmless, ways_out, unproven } = resources;
  return `${outside} outside, ${harmless} inside and harmless, ${counted(ways_out, "way")} out, ${unproven} unproven`;
}

function vpcText(vpc: ReportedVpc, colours: Colours): string {
  const colour = { PROVEN: colours.green, VIOLATED: colours.red, UNPROVEN: colours.yellow }[vpc.result];
  const name = printable(vpc.construct_path === null ? vpc.address : `${vpc.address} (${vpc.construct_path})`);
  return [
    `  ${colour(resultOf(vpc))} consumer VPC ${name}${findingsAbout(vpc)}`,
    `      a consumer's because ${becauseOf(vpc)}`,
    ...(vpc.origin === null ? [] : [`      from: ${placeOf(vpc.origin)}`]),
    `      examined in it: ${examinedIn(vpc)}`,
    ...vpc.endpoints.map((endpoint) => `      endpoint: ${endpointText(endpoint)}`),
    ...vpc.assumptions.map((assumption) => `      assumed: ${printable(assumption)}`),
  ].join("\n");
}

function findingText(finding: ReportedFinding, colours: Colours): string {
  const { rule, severity, address, construct_path, origin, message, cut, settle, remediation, links, waiver } = finding;
  const colour = waiver !== null ? colours.dim : finding.outcome === "violated" ? colours.red : colours.yellow;
  const line = (label: string, text: string | null) => (text === null ? [] : [`      ${label}: ${printable(text)}`]);
  return [
    `  ${colour(outcomeOf(finding))} ${printable(address)}: ${printable(rule)} (${severity})`,
    ...(origin === null ? [] : [`      from: ${placeOf(origin)}`]),
    ...line("construct", construct_path),
    ...line("found", message),
    ...pathText(finding),
    ...line("cut", cut),
    ...line("settled by", settle),
    ...line("do", remediation),
    ...(waiver === null ? [] : [`      waived: ${waiverText(waiver)}`]),
    ...links.map((link) => `      see: ${printable(link)}`),
  ].join("\n");
}

/** The witness from the inside out, a step a line, the steps' names under each other. */
function pathText({ witness }: ReportedFinding): string[] {
  if (witness.length === 0) return [];
  const width = Math.max(...witness.map(({ step }) => printable(step).length));
  return [
    "      path:",
    ...witness.map((step, index) => {
      const arrow = index === 0 ? "  " : "→ ";
      return `        ${arrow}${printable(step.step).padEnd(width)}  ${stepText(step)}`;
    }),
  ];
}

function waiversText(waivers: readonly ReportedWaiver[], colours: Colours): string[] {
  if (waivers.length === 0) return [];
  const lines = waivers.map((waiver) => {
    const { state, rule, address, stack, file, line } = waiver;
    const colour = state === "unused" || state === "expired" ? colours.red : colours.dim;
    const where = stack === null ? "" : ` in stack ${stack}`;
    return [
      `  ${colour(state)} ${printable(`${file}:${line}  ${rule} at ${address}${where}`)}`,
      `      ${waiverState(waiver)}`,
      `      waived: ${waiverText(waiver)}`,
    ].join("\n");
  });
  return [[colours.bold("Waivers"), ...lines].join("\n")];
}

function noticesText(notices: readonly Notice[], colours: Colours): string[] {
  if (notices.length === 0) return [];
  const lines = notices.map((notice) => {
    const place = noticePlace(notice);
    const word = notice.fails ? colours.red("error") : colours.yellow("note");
    return `  ${word} ${place === "" ? "" : `${place}  `}${printable(notice.message)}`;
  });
  return [[colours.bold("The run as a whole"), ...lines].join("\n")];
}

/** A message of several lines, each of them printable. */
function printableLines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}

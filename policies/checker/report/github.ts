import { printable } from "../../../support/printable";
import { fails } from "../verdict";
import { isWrong } from "../waivers";
import { fileName, fileOf } from "./location";
import type { JudgedDocument, Report } from "./report-schema";
import { outcomeOf, type SharedFinding, sharedFindings, stepText, summaryOf, titleOf, waiverState } from "./words";

type Level = "error" | "warning" | "notice";

interface Annotation {
  readonly level: Level;
  readonly file?: string;
  readonly line?: number | null;
  readonly column?: number | null;
  readonly title: string;
  readonly message: string;
}

/**
 * Workflow commands of GitHub Actions: an annotation for each finding at the environment's file where it is known, else at
 * the document. GitHub shows ten of each level a step, so that what fails comes first.
 */
export function renderGithub(report: Report): string {
  const annotations = [
    ...report.documents.flatMap(unjudgeable),
    ...report.waivers.filter(isWrong).map(
      (waiver): Annotation => ({
        level: "error",
        file: fileName(waiver.file),
        line: waiver.line,
        title: `waiver ${waiver.state}`,
        message: `${waiver.rule} at ${waiver.address}: ${waiverState(waiver)}`,
      }),
    ),
    ...report.notices.map(
      ({ kind, fails, message, file, line }): Annotation => ({
        level: fails ? "error" : "notice",
        ...(file === null ? {} : { file: fileName(file), line }),
        title: kind,
        message,
      }),
    ),
    ...sharedFindings(report.documents).map(found),
    ...(report.problem === null
      ? []
      : [{ level: "error", title: "nothing was judged", message: report.problem } as const]),
  ];
  const order: readonly Level[] = ["error", "warning", "notice"];
  const lines = order.flatMap((level) => annotations.filter((each) => each.level === level).map(command));
  return [...lines, `privatelink policies: ${summaryOf(report)}`, ""].join("\n");
}

function unjudgeable(document: JudgedDocument): Annotation[] {
  const { verdict } = document;
  if (verdict.verdict !== "unjudgeable") return [];
  const title = "could not judge";
  return [{ level: "error", ...fileOf(document), title, message: `${titleOf(document)}: ${verdict.why.join("; ")}` }];
}

function found({ finding, documents }: SharedFinding): Annotation {
  const { rule, severity, address, message, witness, cut, settle, origin } = finding;
  const level = fails(finding) ? "error" : finding.waiver === null ? "warning" : "notice";
  const path = witness.length === 0 ? [] : [`path: ${witness.map(stepText).join(" → ")}`];
  return {
    level,
    ...fileOf(documents[0] as JudgedDocument, origin),
    title: `${rule} (${severity}, ${outcomeOf(finding)})`,
    message: [
      `${address}: ${message}`,
      ...path,
      ...(cut === null ? [] : [`cut: ${cut}`]),
      ...(settle === null ? [] : [`settled by: ${settle}`]),
      ...(documents.length === 1 ? [] : [`found in: ${documents.map(titleOf).join(", ")}`]),
    ]
      .map(printable)
      .join("\n"),
  };
}

function command({ level, file, line, column, title, message }: Annotation): string {
  const properties = [
    ...(file === undefined ? [] : [["file", file]]),
    ...(line === undefined || line === null ? [] : [["line", String(line)]]),
    ...(column === undefined || column === null ? [] : [["col", String(column)]]),
    ["title", title],
  ].map(
    ([name, value]) =>
      `${name}=${escaped(printable(value ?? ""))
        .replaceAll(":", "%3A")
        .replaceAll(",", "%2C")}`,
  );
  return `::${level} ${properties.join(",")}::${escaped(message.split("\n").map(printable).join("\n"))}`;
}

function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

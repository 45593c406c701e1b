import type { Format } from "./format-names";
import { renderGithub } from "./github";
import { renderJson } from "./json";
import { renderJunit } from "./junit";
import { renderMarkdown } from "./markdown";
import type { Report } from "./report-schema";
import { renderSarif } from "./sarif";
import { renderShortText, renderText } from "./text";

const RENDERERS = {
  text: renderText,
  json: renderJson,
  sarif: renderSarif,
  junit: renderJunit,
  github: renderGithub,
  markdown: renderMarkdown,
} as const satisfies Readonly<Record<Format, (report: Report) => string>>;

/** A report in a format, whole. */
export function render(report: Report, format: Format): string {
  return RENDERERS[format](report);
}

/**
 * A report in a format for standard output. What is for people is shortened where it is very long; what is for programs is
 * whole.
 *
 * @param colour whether to colour what is for people. @default false
 */
export function renderForOutput(report: Report, format: Format, colour: boolean = false): string {
  return format === "text" ? renderShortText(report, colour) : render(report, format);
}

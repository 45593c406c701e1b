import { renderGithub } from "./github";
import { renderJson } from "./json";
import { renderJunit } from "./junit";
import { renderMarkdown } from "./markdown";
import type { Report } from "./report-schema";
import { renderSarif } from "./sarif";
import { renderText } from "./text";

const RENDERERS = {
  text: renderText,
  json: renderJson,
  sarif: renderSarif,
  junit: renderJunit,
  github: renderGithub,
  markdown: renderMarkdown,
} as const;

/** A format of reports. */
export type Format = keyof typeof RENDERERS;

/** The formats of reports. */
export const FORMATS = Object.keys(RENDERERS) as readonly Format[];

/** A report in a format. @param colour whether to colour one that is for people. @default false */
export function render(report: Report, format: Format, colour: boolean = false): string {
  return RENDERERS[format](report, colour);
}

import type { Report } from "./report-schema";

/** The report for programs: see schemas/policy-report.schema.json. */
export function renderJson(report: Report): string {
  return jsonText(report);
}

/** A value as JSON that a terminal shows as it is: what could act on one is written as escapes, which mean the same. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu,
    (character) =>
      Array.from({ length: character.length }, (_, index) => {
        return `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
      }).join(""),
  );
  return `${text}\n`;
}

import { UserError } from "../support/user-error";
import { FORMATS, type Format } from "./checker/report/format-names";
import { render } from "./checker/report/formats";
import type { Report } from "./report-types";

export { FORMATS, type Format } from "./checker/report/format-names";

/**
 * A report as text, whole: for people (`text`, `markdown`), for GitHub's annotations (`github`), or for programs
 * (`json`, `sarif`, `junit`).
 *
 * @throws UserError if there is no such format.
 */
export function renderReport(report: Report, format: Format = "text"): string {
  if (!FORMATS.includes(format))
    throw new UserError(`format: expected one of ${FORMATS.join(", ")}; got ${JSON.stringify(format)}.`);
  return render(report, format);
}

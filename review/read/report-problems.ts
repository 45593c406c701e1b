import { readContent } from "../../config/text-file";
import { readManifest } from "../../policies/checker/manifest";
import type { Report } from "../../policies/checker/report/report-schema";
import { dayBefore } from "../../support/date";
import { listed } from "../../support/listed";
import { PACKAGE_ROOT } from "../../support/package-root";
import { sha256 } from "../../support/sha256";

/** What puts it right. */
const AGAIN = "Run `privatelink policy` again.";

/**
 * Why a report of the policies is not what `privatelink policy` would say here and now: sentences. It must be by the
 * policies of this program, of the day or the day before, and its policy data must be as it was.
 *
 * @param today day (UTC) of the review, as YYYY-MM-DD.
 */
export function reportProblems({ policy, data, waivers, problem }: Report, today: string): string[] {
  // Where nothing was judged, the reason is told.
  if (problem !== null) return [];
  const { wasm } = readManifest(PACKAGE_ROOT);
  const expired = waivers.filter(({ expires, state }) => state !== "expired" && expires < today);
  return [
    ...(policy.wasm === wasm
      ? []
      : [
          `The report of the policies is by other policies: expected those of this program (SHA-256 ${wasm}); ` +
            `found ${policy.wasm}. ${AGAIN}`,
        ]),
    ...(data.now === today || data.now === dayBefore(today)
      ? []
      : [
          "The report of the policies is of another day: expected a judgement of today or yesterday " +
            `(${today}, UTC); found ${data.now}. ${AGAIN}`,
        ]),
    ...(expired.length === 0
      ? []
      : [
          "These waivers expired since the policies judged: " +
            `${listed(expired.map(({ file, line, expires }) => `${file}:${line} (${expires})`))}. ${AGAIN}`,
        ]),
    ...data.files.flatMap((file) => dataProblems(file, data.digests?.[file])),
  ];
}

/**
 * Why policy data is not what the policies read. A file that cannot be read is told with its settings.
 *
 * @param judged digest of the file that the policies read; undefined where the report has none.
 */
function dataProblems(file: string, judged: string | undefined): string[] {
  const content = readContent(file);
  if (!Buffer.isBuffer(content)) return [];
  const found = sha256(content);
  if (found === judged) return [];
  const expected = judged === undefined ? "its digest in the report of the policies" : `SHA-256 ${judged}, as judged`;
  return [`The policy data ${file} is not what the policies read: expected ${expected}; found ${found}. ${AGAIN}`];
}

import { printable } from "../../../support/printable";
import { type AuditPolicy, isSame, SEVERITIES, type Severity } from "./policy";
import type { Advisory, Audit } from "./report";

/** How an audit ended. */
export interface AuditVerdict {
  readonly outcome: "pass" | "fail" | "skipped";
  readonly text: string;
}

/**
 * Judges what npm found.
 *
 * @param installed folders of what users install.
 * @param isRequired whether an audit that could not be made fails: for a release it does.
 */
export function judgeAudit(
  audit: Audit,
  policy: AuditPolicy,
  installed: ReadonlySet<string>,
  isRequired: boolean,
): AuditVerdict {
  if ("unavailable" in audit) {
    const why = `The registry answers no audits: ${printable(audit.unavailable)}.`;
    return isRequired
      ? { outcome: "fail", text: `${why} A release needs one: use a registry that answers, such as npm's own.` }
      : { outcome: "skipped", text: `skipped  ${why}` };
  }
  const lines: string[] = [];
  const used = new Set<AuditPolicy["exceptions"][number]>();
  let failures = 0;
  for (const advisory of audit.advisories) {
    const isInstalled = advisory.nodes.some((node) => installed.has(node));
    const exception = policy.exceptions.find((each) => isSame(each, advisory));
    if (exception !== undefined) used.add(exception);
    const isFailing = isAtLeast(advisory.severity, isInstalled ? policy.installed : policy.development);
    const isFailure = isFailing && exception === undefined;
    if (isFailure) failures += 1;
    const until = exception === undefined ? "" : `, excepted until ${exception.until}`;
    lines.push(`${isFailure ? "FAILED" : "ok"}  ${lineOf(advisory, isInstalled)}${until}`);
  }
  for (const unused of policy.exceptions.filter((each) => !used.has(each))) {
    failures += 1;
    lines.push(`FAILED  the exception of ${unused.advisory} for ${unused.package} matches nothing. Remove it.`);
  }
  const sum = `packages: ${audit.packages}, advisories: ${audit.advisories.length}, failed: ${failures}`;
  return { outcome: failures === 0 ? "pass" : "fail", text: [...lines.sort(), sum].join("\n") };
}

function lineOf(
  { advisory, package: name, severity, title, url, range, nodes }: Advisory,
  isInstalled: boolean,
): string {
  const whose = isInstalled ? "users install it" : "only a development tool";
  const text = `${name} ${range} (${whose}): ${title} (${advisory}) ${url}; in ${nodes.join(", ")}`;
  // What others wrote is no line of its own, and no command to a runner.
  return `${severity}  ${printable(text)}`;
}

function isAtLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);
}

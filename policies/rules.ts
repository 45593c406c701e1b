import { once } from "../support/once";
import { PACKAGE_ROOT } from "../support/package-root";
import { readRules } from "./checker/rules";
import type { Severity } from "./verdict-types";

/** A rule of the policies, as docs/policies/rules.md shows it. */
export interface PolicyRule {
  /** Its id, such as `no-nat-gateway`. */
  readonly id: string;
  /** What it asks for, in one line. */
  readonly title: string;
  /** How bad it is when it is broken. */
  readonly severity: Severity;
  /** What it is about. A rule about `plan` can find something only in a plan. */
  readonly subject: "consumer-vpc" | "service" | "plan";
  /** What it refuses, and why. */
  readonly description: string;
  /** What to do when it is broken. */
  readonly remediation: string;
  /** Pages that it rests on. */
  readonly links: readonly string[];
}

const read = once((): readonly PolicyRule[] =>
  readRules(PACKAGE_ROOT).map(({ id, title, severity, subject, description, remediation, links }) => {
    return { id, title, severity, subject, description, remediation, links };
  }),
);

/** The rules of the policies, by id. */
export function policyRules(): readonly PolicyRule[] {
  return read();
}

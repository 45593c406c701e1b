import { parse } from "yaml";
import { z } from "zod";
import { printable } from "../../support/printable";
import { UserError } from "../../support/user-error";
import type { Component, Sbom } from "./sbom";

/** Whether an SPDX expression can be met by licences of a list. Types of the package spdx-satisfies, which has none. */
const satisfies = require("spdx-satisfies") as (expression: string, approved: readonly string[]) => boolean;

const policySchema = z.strictObject({
  allowed: z.array(z.strictObject({ id: z.string(), reason: z.string().min(10) })).min(1),
  exceptions: z.array(
    z.strictObject({
      package: z.string().regex(/^(@[^/@]+\/)?[^/@]+@\d[^@]*$/),
      reason: z.string().min(20),
      read: z.iso.date(),
    }),
  ),
});

/** Which licences may be installed. */
export type LicencePolicy = z.infer<typeof policySchema>;

/** @throws UserError where the policy is wrong. @param file its name, for messages. */
export function readLicencePolicy(text: string, file: string): LicencePolicy {
  const parsed = policySchema.safeParse(parse(text));
  if (!parsed.success) throw new UserError(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/**
 * What is wrong with the licences of installations: nothing, or a line for each package and unused exception.
 *
 * @param sboms a bill of materials for each package of the release. An exception is needed in one of them.
 */
export function licenceProblems(sboms: readonly Sbom[], { allowed, exceptions }: LicencePolicy): string[] {
  const approved = allowed.map(({ id }) => id);
  const problems = new Set<string>();
  const used = new Set<string>();
  for (const component of sboms.flatMap(({ components }) => components)) {
    const name = `${component.name}@${component.version}`;
    const expressions = expressionsOf(component);
    if (expressions?.every((expression) => isMet(expression, approved))) continue;
    if (exceptions.some((exception) => exception.package === name)) used.add(name);
    else
      problems.add(
        `${name}: expected one of the licences ${approved.join(", ")}; ` +
          `found: ${printable(expressions?.join("; ") ?? "none")}. ` +
          "Replace the package, or read its licence and add it to scripts/release/licences.yaml.",
      );
  }
  const unused = exceptions.filter((exception) => !used.has(exception.package));
  return [
    ...problems,
    ...unused.map((each) => `${each.package}: expected an exception that is needed; found none. Remove it.`),
  ];
}

/** SPDX expressions of a component, all of which must be met; undefined where one is unknown, or there is none. */
function expressionsOf({ licenses = [] }: Component): readonly string[] | undefined {
  const texts = licenses.flatMap(({ expression, license }) => expression ?? license?.id ?? []);
  return texts.length === 0 || texts.length < licenses.length ? undefined : texts;
}

/** Whether an expression is one by itself, and can be met. */
function isMet(expression: string, approved: readonly string[]): boolean {
  try {
    return satisfies(expression, approved);
  } catch {
    // It is no SPDX expression.
    return false;
  }
}

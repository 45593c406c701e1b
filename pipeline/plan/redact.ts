import type { PlanDocument } from "../terraform/plan-document";
import { at, collect, isMapping, type Mapping } from "../values";
import { holdsSecret } from "./holds-secret";
import { redactConfiguration } from "./redact-configuration";
import { redactText } from "./redact-text";
import { sensitiveMarks } from "./sensitive-marks";
import { withoutMarked, withUnknown } from "./without-marked";

/** A plan without its sensitive values, and what these were. */
export interface Redacted {
  readonly document: PlanDocument;
  /** Texts that are sensitive: they must not stand in what Terraform said, either. */
  readonly secrets: ReadonlySet<string>;
}

/** Members of a plan that hold values, with the members beside each that mark what is sensitive, and unknown. */
const HOLDERS: readonly { readonly values: string; readonly marks: string; readonly unknown?: string }[] = [
  { values: "before", marks: "before_sensitive" },
  { values: "after", marks: "after_sensitive", unknown: "after_unknown" },
  { values: "values", marks: "sensitive_values" },
  { values: "config_values", marks: "config_sensitive", unknown: "config_unknown" },
];

/** What is sensitive. */
interface Secrets {
  /** Texts that were found to be. */
  readonly texts: Set<string>;
  /** Whether a value holds one of those that are known. */
  readonly holds: (value: unknown) => boolean;
}

/**
 * Takes the sensitive values out of a plan: those that are marked, and those that hold the text of one. What is planned
 * to be one is made unknown, so that the policies take it for what they cannot see. What was one is left out. All are
 * marked, so that a reader sees where values were.
 */
export function redactPlan(plan: PlanDocument): Redacted {
  const texts = new Set<string>();
  planWithout(plan, { texts, holds: () => false });
  const document = planWithout(plan, { texts, holds: holdsSecret(texts) });
  return { document: document as unknown as PlanDocument, secrets: texts };
}

function planWithout(plan: PlanDocument, secrets: Secrets): Mapping {
  const { configuration, variables, ...rest } = plan as PlanDocument & Mapping;
  const document = without(rest, secrets) as Mapping;
  if (variables !== undefined) document.variables = variablesWithout(variables, configuration, secrets);
  if (configuration !== undefined) document.configuration = redactConfiguration(configuration, plan, secrets.texts);
  return document;
}

/** A copy of a part of a plan without its sensitive values. */
function without(part: unknown, secrets: Secrets): unknown {
  if (Array.isArray(part)) return part.map((each) => without(each, secrets));
  if (!isMapping(part)) return part;
  const copy: Mapping = { ...part };
  const done = new Set<string>();
  for (const { values, marks, unknown } of HOLDERS) {
    // `values` without marks is no value: a state has its resources in it.
    if (!(values in copy) || !(marks in copy || "actions" in copy)) continue;
    const all = sensitiveMarks(copy[values], copy[marks], secrets.holds);
    if (unknown !== undefined) copy[unknown] = withUnknown(copy[unknown], copy[values], all);
    copy[values] = withoutMarked(copy[values], all, secrets.texts);
    copy[marks] = all;
    for (const each of [values, marks, unknown ?? values]) done.add(each);
  }
  // An output.
  if ("sensitive" in copy && "value" in copy && (copy.sensitive === true || secrets.holds(copy.value))) {
    if (copy.sensitive === true) collect(copy.value, secrets.texts);
    delete copy.value;
  }
  // Of a check.
  if (typeof copy.message === "string") copy.message = redactText(copy.message, secrets.texts);
  for (const [key, value] of Object.entries(copy)) {
    if (value === undefined) delete copy[key];
    else if (!done.has(key)) copy[key] = without(value, secrets);
  }
  return copy;
}

/** Values of the variables, without those that are declared to be sensitive, or hold what is. */
function variablesWithout(variables: unknown, configuration: unknown, { texts, holds }: Secrets): unknown {
  if (!isMapping(variables)) return variables;
  const declared = at(configuration, "root_module", "variables");
  return Object.fromEntries(
    Object.entries(variables).map(([name, variable]) => {
      const value = at(variable, "value");
      const isSensitive = at(declared, name, "sensitive") === true;
      if (isSensitive) collect(value, texts);
      return [name, isSensitive || holds(value) ? {} : variable];
    }),
  );
}

import type { DriftedAttribute, DriftedResource, DriftedStack, DriftFile } from "../../pipeline/drift-file";
import { counted } from "../../support/counted";
import { listed } from "../../support/listed";

/** What a result means, as a heading. */
export const RESULT_WORDS: Readonly<Record<DriftedStack["result"], string>> = {
  "as-declared": "as declared",
  "changed-outside": "changed outside of Terraform",
  "not-as-applied": "not as it was applied",
  "not-applied": "declared, and not applied yet",
  "not-deployed": "not deployed yet",
  failed: "could not be planned",
};

/** Results in the order of a report: what needs somebody first. */
export const RESULT_ORDER: readonly DriftedStack["result"][] = [
  "failed",
  "changed-outside",
  "not-as-applied",
  "not-applied",
  "not-deployed",
];

const ACTION_WORDS: Readonly<Record<DriftedResource["action"], string>> = {
  create: "is not there; Terraform would create it",
  update: "Terraform would change it",
  replace: "Terraform would replace it",
  destroy: "Terraform would destroy it",
  forget: "Terraform would forget it",
  none: "nothing declares what changed; Terraform would leave it",
};

const CAUSE_WORDS: Readonly<Record<DriftedResource["cause"], string>> = {
  "changed-outside": "changed outside",
  "not-as-applied": "not as applied",
  "not-applied": "not applied yet",
};

/** What is said of stacks that are gone, as a heading. */
export const GONE_WORDS = "deployed, and no longer declared";

/** What is said of findings, as a heading. */
export const FINDINGS_WORDS = "what is deployed fails the policies";

/** What is said of a resource, in a line. */
export function resourceWords({ cause, action }: DriftedResource): string {
  return `${CAUSE_WORDS[cause]}: ${ACTION_WORDS[action]}`;
}

/**
 * Resources of a stack that a report lists, and in words how many others there are. What a stack declares that is known
 * not to be applied yet is what its plan shows.
 */
export function listedResources(
  { resources, result }: DriftedStack,
  { deployed }: DriftFile,
): { readonly listed: readonly DriftedResource[]; readonly others: string | undefined } {
  // All of it is to be created.
  if (result === "not-deployed") return { listed: [], others: undefined };
  const listed = deployed === null ? resources : resources.filter(({ cause }) => cause !== "not-applied");
  const others = resources.length - listed.length;
  return {
    listed,
    others:
      others === 0 ? undefined : `${counted(others, "resource")} not applied yet: \`privatelink plan\` shows them`,
  };
}

/** What is said of the values of an attribute, in a line; undefined where its name says all. */
export function valueWords({ hidden, undeclared, ...values }: DriftedAttribute): string | undefined {
  switch (hidden) {
    case "sensitive":
      return "may differ; its values are sensitive";
    case "long":
      return "differs; its values are too long to show";
    case "not-asked":
      return undefined;
    default: {
      const shown = (value: unknown) => (value === undefined ? "not set" : JSON.stringify(value));
      if (undeclared) return `found ${shown(values.found)}, recorded ${shown(values.recorded)}, declared by nothing`;
      const declared = "declared" in values ? shown(values.declared) : "known once it is applied";
      return `found ${shown(values.found)}, declared ${declared}`;
    }
  }
}

/** What a report does not say, because it was not told something. */
export function notesOf({ deployed, not_synthesized, status, left_over }: DriftFile): string[] {
  return [
    ...(status.length > 0 ? [] : ["Connections were not looked at: --status FILE adds what `privatelink status` saw."]),
    ...(deployed === null
      ? [
          "What was applied last is not known: --deployed FILE finds stacks that are no longer declared, and tells " +
            "stacks that are not applied yet from stacks that are not as they were applied.",
        ]
      : []),
    ...(left_over.length === 0
      ? []
      : [
          `${counted(left_over.length, "stack")} in removed/ may still be deployed, and nothing declares ` +
            `${left_over.length === 1 ? "it" : "them"}: ${listed(left_over)}. To destroy them: ` +
            "`privatelink changed --deployed FILE`, then `privatelink plan --changed`.",
        ]),
    ...(not_synthesized.length === 0
      ? []
      : [
          `${counted(not_synthesized.length, "deployed stack")} of other environments or consumers not looked at: ` +
            "the last synthesis left them out.",
        ]),
  ];
}

/** The first line of a report. */
export function headline({ counts, unknown_services }: DriftFile): string {
  const drifted = told([
    [counts.failed, `${counted(counts.failed, "stack")} could not be planned`],
    [unknown_services.length, `${counted(unknown_services.length, "service")} could not be asked`],
    [counts.not_judged, `${counted(counts.not_judged, "stack")} could not be judged by the policies`],
    [counts.findings, `${counted(counts.findings, "finding")} of the policies`],
    [counts.changed_outside, `${counted(counts.changed_outside, "stack")} changed outside of Terraform`],
    [counts.not_as_applied, `${counted(counts.not_as_applied, "stack")} not as applied`],
    [counts.connections, `${counted(counts.connections, "connection")} not as declared`],
  ]);
  const waiting = told([
    [counts.not_applied, `${counted(counts.not_applied, "stack")} not applied yet`],
    [counts.not_deployed, `${counted(counts.not_deployed, "stack")} not deployed yet`],
    [counts.gone, `${counted(counts.gone, "stack")} no longer declared`],
  ]);
  const none = `No drift: ${counted(counts.as_declared, "stack")} as declared`;
  return [...(drifted.length === 0 ? [none] : drifted), ...waiting].join("; ");
}

function told(parts: readonly (readonly [count: number, words: string])[]): string[] {
  return parts.filter(([count]) => count > 0).map(([, words]) => words);
}

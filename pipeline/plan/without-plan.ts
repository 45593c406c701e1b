import type { PlannedStack } from "../plans-file";
import { type Diagnostic, errorsOf } from "../terraform/diagnostics";
import { NoState } from "../terraform/stack-commands";
import type { Context, Notes } from "./context";
import { holdsBack } from "./holds-back";
import { notDeployed } from "./not-deployed";
import { oneLine } from "./one-line";
import type { Outcome } from "./outcome";
import { recordOf } from "./records";
import { redactText } from "./redact-text";
import type { StackToPlan } from "./stack-to-plan";

/** Thrown where Terraform makes no plan: with what it said. */
export class NoPlan extends Error {
  constructor(readonly errors: readonly Diagnostic[]) {
    super(errors[0] === undefined ? "it ended without a word" : diagnosticLine(errors[0]));
  }
}

/**
 * What becomes of a stack that has no plan: it is deferred where all that Terraform said is that something is not
 * deployed yet; otherwise it failed.
 */
export function withoutPlan(stack: StackToPlan, error: unknown, notes: Notes, context: Context): Outcome {
  const errors = error instanceof NoPlan || error instanceof NoState ? errorsIn(error) : [];
  const waits = stack.mode === "apply" && error instanceof NoPlan ? notDeployed(errors, stack, context) : undefined;
  const reason = waits?.reason ?? (errors[0] === undefined ? (error as Error).message : diagnosticLine(errors[0]));
  const names = waits === undefined ? [] : [...new Set([...waits.stacks, ...context.heldBackBy.keys()])].sort();
  if (waits === undefined) notes.log.push(`No plan: ${reason}\n`);
  const record: PlannedStack = {
    ...recordOf(stack),
    result: waits === undefined ? "failed" : "deferred",
    reason: oneLine(redactText(reason, notes.secrets)),
    waits_for: names,
    ...{ plan_digest: null, json_digest: null, state: notes.state, counts: null },
  };
  return { record, holdsBack: holdsBack(record) };
}

function errorsIn(error: NoPlan | NoState): readonly Diagnostic[] {
  return error instanceof NoPlan ? error.errors : errorsOf(error);
}

function diagnosticLine({ summary, detail, address }: Diagnostic): string {
  const place = address === undefined ? "" : `${address}: `;
  return `${place}${summary}${detail === "" ? "" : `: ${detail}`}`;
}

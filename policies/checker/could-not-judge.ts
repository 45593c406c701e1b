import { UserError } from "../../support/user-error";

/** A document, or the policy itself, of which nothing can be said: never to be taken for a pass. */
export class CouldNotJudge extends UserError {
  /** What kind of problem it is. */
  override readonly name: string = "CouldNotJudge";
}

/**
 * What to say of an error: a defect of the checker keeps a document from being judged as well, and is never taken for a
 * pass.
 */
export function problemIn(error: unknown): string {
  if (error instanceof UserError) return error.message;
  return `the checker failed: ${error instanceof Error ? error.message : String(error)}. Please report it as a defect.`;
}

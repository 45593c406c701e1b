import { UserError } from "../../support/user-error";

/** A document, or the policy itself, of which nothing can be said: never to be taken for a pass. */
export class CouldNotJudge extends UserError {
  override readonly name: string = "CouldNotJudge";
}

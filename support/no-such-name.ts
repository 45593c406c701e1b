import { UserError } from "./user-error";

/**
 * A name on the command line that there is not: of a customer, an environment, a service, a stack or a commit. Nothing
 * can be said of it, so every command exits with 2.
 */
export class NoSuchName extends UserError {
  override readonly name: string = "NoSuchName";
}

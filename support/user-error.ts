/**
 * A mistake that the user can mend: in an environment file, on the command line, in the properties of a construct, or
 * in a file that the policies cannot read. The command line prints its message, which says what was expected, what was
 * found and what to do, and never a stack trace. Anything else that is thrown is a defect of this project.
 */
export class UserError extends Error {
  /** What kind of mistake it is. */
  override readonly name: string = "UserError";
}

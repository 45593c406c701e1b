import { UserError } from "./user-error";

/** Output that cannot be written: nothing is wrong with the input, so every command exits with 2. */
export class CannotWrite extends UserError {
  override readonly name: string = "CannotWrite";
}

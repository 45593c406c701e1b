import { CannotWrite } from "../support/cannot-write";
import { UserError } from "../support/user-error";

/** An error that has crossed from a worker thread: threads hand over only plain data. */
export interface Failure {
  readonly kind: "user" | "cannot-write" | "other";
  readonly message: string;
  readonly stack: string | undefined;
  /** What Node says of an error of the file system: its code, the call, the paths. */
  readonly system: Readonly<Record<string, string>>;
}

/** Members of an error of a system call, besides its message. */
const SYSTEM_MEMBERS = ["name", "code", "syscall", "path", "dest"] as const;

/** An error as plain data. */
export function failureOf(error: unknown): Failure {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const members = SYSTEM_MEMBERS.map((member) => [member, (error as NodeJS.ErrnoException)[member as "code"]] as const);
  return {
    kind: error instanceof CannotWrite ? "cannot-write" : error instanceof UserError ? "user" : "other",
    message,
    stack,
    system: Object.fromEntries(
      members.filter((entry): entry is [(typeof entry)[0], string] => typeof entry[1] === "string"),
    ),
  };
}

/** The error again: of the same class where the user can mend it, otherwise with the same trace. */
export function errorOf({ kind, message, stack, system }: Failure): Error {
  if (kind === "cannot-write") return new CannotWrite(message);
  if (kind === "user") return new UserError(message);
  return Object.assign(new Error(message), system, { stack });
}

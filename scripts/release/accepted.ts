import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { UserError } from "../../support/user-error";
import type { Change } from "./compare/change";

/** Changes that look greater than they are, below the root of the project. */
export const ACCEPTED = ".changeset/accepted.yaml";

const acceptedSchema = z.array(
  z.strictObject({
    /** What the report calls the change, such as `export ./config Environment`. */
    change: z.string().min(1),
    /** Why users need not do anything. */
    reason: z.string().min(20),
  }),
);

/**
 * Takes the changes that somebody has looked at for minor ones.
 *
 * @throws UserError where the file is wrong, or names a change that there is not.
 */
export function withAccepted(root: string, changes: readonly Change[]): Change[] {
  const path = join(root, ACCEPTED);
  if (!existsSync(path)) return [...changes];
  const parsed = acceptedSchema.safeParse(parse(readFileSync(path, "utf8")) ?? []);
  if (!parsed.success) throw new UserError(`${ACCEPTED}: ${z.prettifyError(parsed.error)}`);
  const majors = new Set(changes.filter(({ needs }) => needs === "major").map(({ of }) => of));
  const names = parsed.data.map(({ change }) => change);
  const unused = names.filter((name) => !majors.has(name));
  if (unused.length > 0)
    throw new UserError(
      `${ACCEPTED}: expected names of major changes; these are none: ${unused.join("; ")}. Remove them, or name the change as the report does.`,
    );
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0)
    throw new UserError(`${ACCEPTED}: expected each change once; found twice: ${twice.join("; ")}.`);
  return changes.map((change) =>
    names.includes(change.of) ? { ...change, needs: "minor", what: `${change.what} (accepted as minor)` } : change,
  );
}

import { realpathSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { askGit, gitPlace } from "../../support/git";
import { shown } from "../../support/shown";
import type { Refusal } from "./refusal";

const FIX = "commit it, plan again and review the new plans; or name a file outside of the repository: --data FILE";

/**
 * Whether the policy data is that of the commit that was planned: it waives rules, so it is reviewed as environments
 * are. A file that git ignores does not pass either. Files outside of the repository are the word of who named them.
 *
 * @param files of policy data. One that neither the folder nor the commit has is none.
 * @param environments folder of the environments, whose repository counts.
 */
export function dataRefusals(files: readonly string[], environments: string): Refusal[] {
  const top = gitPlace(environments)?.top;
  if (top === undefined) return [];
  return files.flatMap((file) => {
    const found = problemOf(file, top);
    if (found === undefined) return [];
    return [{ about: shown(file), expected: "the policy data of the commit that was planned", found, fix: FIX }];
  });
}

/** Why a file is not that of the commit. @param top folder of the repository. */
function problemOf(file: string, top: string): string | undefined {
  const path = resolve(file);
  const real = realPath(path);
  if (real !== undefined && isWithin(path, top) && real !== path) return `a link to ${real}`;
  const own = isWithin(path, top) ? path : real;
  if (own === undefined || !isWithin(own, top)) return undefined;
  const name = relative(top, own).split(sep).join("/");
  const committed = git(top, "rev-parse", "--verify", "--quiet", `HEAD:${name}`);
  if (real === undefined) return committed === undefined ? undefined : "no file, but the commit has one";
  if (committed === undefined) return "a file that the commit does not have";
  return git(top, "hash-object", "--", own) === committed ? undefined : "a file that differs from that of the commit";
}

/** What git prints; undefined where there is no such thing. */
function git(top: string, ...args: readonly string[]): string | undefined {
  const { status, stdout } = askGit(top, args);
  return status === 0 ? stdout.toString("utf8").trim() : undefined;
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function isWithin(path: string, folder: string): boolean {
  return path.startsWith(`${folder}${sep}`);
}

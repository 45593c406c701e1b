import { stackIsOf } from "../../config/estate/stack-names";
import { counted } from "../../support/counted";
import { listedBy } from "../../support/listed";
import { printable } from "../../support/printable";
import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";
import type { DeployedFile } from "../deployed-file";
import { type Asked, type Before, keepGone } from "./before";
import { short } from "./builder";
import type { EarlierStack } from "./earlier";
import { environmentsAt, withStacksAt } from "./stacks-at-commit";

/** What is deployed. */
export interface Deployed {
  readonly stacks: DeployedFile["stacks"];
  /** Path of the file that says so, for messages. */
  readonly file: string;
}

/** Stacks that a message names before the rest is counted. */
const LISTED = 10;

/**
 * The stacks as they were applied last. Those that are no longer declared are built again at the commits that they were
 * applied from.
 *
 * @param ask how they are built. It is called only where there are such stacks.
 * @throws UserError where the commit of one is not known, is not in the repository, or does not declare it.
 */
export async function beforeDeployed(
  { stacks, file }: Deployed,
  { names, now }: Pick<Asked, "names" | "now">,
  ask: () => Asked,
): Promise<Before> {
  const isWanted = (stack: string) => names?.some((name) => stackIsOf(stack, name)) ?? true;
  const wanted = Object.entries(stacks).filter(([name]) => isWanted(name));
  const digests = new Map(wanted.map(([name, { digest }]) => [name, digest]));
  const left = wanted.filter(([name]) => !now.digests.has(name));
  if (left.length === 0) return { digests, gone: [], folders: new Map() };
  const asked = ask();
  const byCommit = new Map<string | null, string[]>();
  for (const [name, { commit }] of left) byCommit.set(commit, [...(byCommit.get(commit) ?? []), name]);
  for (const [commit, which] of byCommit) {
    if (commit === null) throw notBuilt(file, which, "no commit");
    if (!asked.repository.hasCommit(commit))
      throw notBuilt(file, which, `${short(commit)}, which is not in this repository,`);
  }
  const gone: EarlierStack[] = [];
  const folders = new Map<string, string>();
  for (const [commit, which] of byCommit)
    for (const each of await goneAt(commit ?? "", which, asked, file)) {
      gone.push(each.stack);
      folders.set(each.stack.name, each.folder);
      if (each.stack.digest !== digests.get(each.stack.name))
        asked.note(
          `${printable(each.stack.name)}: what ${short(commit ?? "")} gives differs from what was applied; ` +
            "check its plan",
        );
    }
  return { digests, gone, folders };
}

/** Stacks that are gone, as a commit declares them, with their folders. */
async function goneAt(
  commit: string,
  which: readonly string[],
  asked: Asked,
  file: string,
): Promise<{ readonly stack: EarlierStack; readonly folder: string }[]> {
  const isOfOne = (environment: string) => which.some((stack) => stackIsOf(stack, environment));
  return await withStacksAt(commit, environmentsAt(asked.repository, commit, isOfOne), asked, (earlier) => {
    const missing = which.filter((name) => !earlier.stacks.has(name));
    if (missing.length > 0) throw notBuilt(file, missing, `${short(commit)}, which does not declare it,`);
    const gone = which.flatMap((name) => earlier.stacks.get(name) ?? []);
    const folders = keepGone(gone, earlier, asked.kept);
    return gone.flatMap((stack) => {
      const folder = folders.get(stack.name);
      return folder === undefined ? [] : [{ stack, folder }];
    });
  });
}

/** Why stacks that are gone cannot be built again. @param found as the commit of each. */
function notBuilt(file: string, which: readonly string[], found: string): UserError {
  return new UserError(
    `${shown(file)}: expected the commit from which each stack was applied that is no longer declared, to destroy it ` +
      `as it was; found ${found} for ${counted(which.length, "stack")}: ${listedBy(which, printable, LISTED)}. ` +
      "Fetch the whole history (`git fetch --unshallow`). Or destroy these stacks by hand, and delete their entries.",
  );
}

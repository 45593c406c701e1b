import { lstatSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { gitList, gitPlace, mustAskGit } from "../support/git";
import { listed } from "../support/listed";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";

/** Files that a message names before the rest is counted. */
const LISTED = 3;

/**
 * Refuses an output folder that git has files of: whoever may propose a commit would put programs there that Terraform
 * runs, such as providers in `.terraform`.
 *
 * @param stacks output folder of the synthesis.
 * @throws UserError
 */
export function refuseTracked(stacks: string): void {
  const tracked = [
    ...trackedIn(stacks, ""),
    ...(isLink(stacks) ? trackedIn(dirname(resolve(stacks)), basename(stacks)) : []),
  ];
  if (tracked.length === 0) return;
  throw new UserError(
    `${shown(stacks)}: expected an output folder that git does not have; found ${listed(tracked.map(shown), LISTED)} ` +
      "in the repository. Take it out (`git rm -r --cached`), ignore the folder, delete it, and synthesize again.",
  );
}

/** Files that git has, as paths that a message shows. */
function trackedIn(folder: string, name: string): string[] {
  const place = gitPlace(folder);
  if (place === undefined) return [];
  const path = join(place.prefix, name);
  return gitList(mustAskGit(place.top, ["ls-files", "-z", "--", path])).map((file) => join(place.top, file));
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

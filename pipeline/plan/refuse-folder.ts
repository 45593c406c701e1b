import { terraformDigest } from "../../engine/stack-files";
import { listed } from "../../support/listed";
import { strangersIn } from "../stack-folder";

/** Names that are told before the rest is counted. */
const LISTED = 5;

/** @throws an error where there is what Terraform may read or run, and this program did not write. */
export function refuseOthers(path: string): void {
  const others = strangersIn(path);
  if (others.length > 0)
    throw new Error(
      `Terraform would read ${listed(others, LISTED)} in the folder of the stack as well, ` +
        "which the project did not write: move it away",
    );
}

/** @throws an error where the stack is not what it was when the run began. */
export function refuseOtherBytes(path: string, digest: string): void {
  if (terraformDigest(path) !== digest)
    throw new Error("the stack was written anew during the run: run the command again");
}

import { join } from "node:path";
import type { Context } from "../context";
import { Change } from "./change";
import { Repository } from "./repository";

/** What the pull requests of the trial share. */
export interface Walk extends Pick<Context, "report" | "folder" | "terraform"> {
  readonly repository: Repository;
  readonly change: Change;
}

/** A walk through pull requests, before its repository is made. */
export function walkOf({ report, folder, terraform }: Context): Walk {
  const repository = new Repository(join(folder, "repository"), terraform);
  return { report, folder, terraform, repository, change: new Change(repository, folder) };
}

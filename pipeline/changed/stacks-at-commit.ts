import { join } from "node:path";
import { ENVIRONMENT_FILE } from "../../config/environments-folder";
import { EnvironmentError } from "../../config/problem";
import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";
import { buildHere } from "./build-here";
import { buildOwn } from "./build-own";
import { builderOf, short } from "./builder";
import type { Earlier, Now } from "./earlier";
import type { Repository } from "./repository";
import { withWorktree } from "./worktree";

/** How the stacks of commits are built. */
export interface Building {
  readonly repository: Repository;
  /** Output folder of the stacks as they are now. */
  readonly outdir: string;
  readonly now: Now;
  /** What to do where they cannot be built, as a sentence. */
  readonly instead: string;
  /** Is told what somebody should know. */
  readonly note: (text: string) => void;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly onProgress: (phase: string, done: number, total: number) => void;
}

/**
 * Names of the environments at a commit.
 *
 * @param wanted whether an environment is wanted.
 */
export function environmentsAt(
  repository: Repository,
  commit: string,
  wanted: (name: string) => boolean,
): readonly string[] {
  const { prefix } = repository;
  const fileOf = (name: string) => `${prefix === "" ? "" : `${prefix}/`}${name}/${ENVIRONMENT_FILE}`;
  const names = repository.namesAt(commit, prefix).filter((name) => !name.startsWith(".") && wanted(name));
  return names.filter((name) => repository.hasAt(commit, fileOf(name)));
}

/**
 * Builds the stacks of environments as a commit declares them, and does something with them while their folders are
 * there.
 *
 * @param names of environments that are there at the commit.
 * @throws UserError where the commit's stacks cannot be built; the reason of the signal.
 */
export async function withStacksAt<T>(
  commit: string,
  names: readonly string[],
  building: Building,
  body: (earlier: Earlier) => T,
): Promise<T> {
  const { repository, outdir, now, instead, note, env, signal, onProgress } = building;
  if (names.length === 0) return body({ stacks: new Map(), folder: outdir });
  const builder = builderOf(repository, commit, instead);
  if (builder.program === "this" && builder.note !== undefined) note(builder.note);
  return withWorktree(repository, commit, { env, signal }, async (files, scratch) => {
    const common = { environments: join(files, repository.prefix), names, folder: join(scratch, "out") };
    if (builder.program === "own") {
      const project = join(files, builder.folder);
      const own = { project, linked: builder.linked, commit: short(commit), instead, env, signal, onProgress };
      return body(await buildOwn({ ...common, ...own }));
    }
    try {
      return body(await buildHere({ ...common, outdir, now, signal, onProgress }));
    } catch (error) {
      if (!(error instanceof EnvironmentError)) throw error;
      const found = error.message.replaceAll(`${shown(files)}/`, `${short(commit)}:`);
      throw new UserError(
        `${short(commit)}: expected environments in which nothing is wrong; found:\n${found}\n${instead}`,
      );
    }
  });
}

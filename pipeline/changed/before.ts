import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { STACKS } from "../../engine/stack-files";
import type { Earlier, EarlierStack } from "./earlier";
import { type Building, environmentsAt, withStacksAt } from "./stacks-at-commit";

/** What the stacks were before. */
export interface Before {
  /** Digests of the stacks' bytes, by name. */
  readonly digests: ReadonlyMap<string, string>;
  /** Stacks that are no longer declared. */
  readonly gone: readonly EarlierStack[];
  /** Folders of these, as they were built, by name. */
  readonly folders: ReadonlyMap<string, string>;
}

/** What is compared, and how the stacks of commits are built. */
export interface Asked extends Building {
  /** Names of the environments that are compared. @default - all */
  readonly names: readonly string[] | undefined;
  /** Folder for the stacks that are gone. */
  readonly kept: string;
}

/**
 * The stacks as a commit declares them.
 *
 * @throws UserError where they cannot be built.
 */
export async function beforeAt(commit: string, asked: Asked): Promise<Before> {
  const names = environmentsAt(asked.repository, commit, (name) => asked.names?.includes(name) ?? true);
  return await withStacksAt(commit, names, asked, (earlier) => {
    const gone = [...earlier.stacks.values()].filter(({ name }) => !asked.now.digests.has(name));
    const digests = new Map([...earlier.stacks].map(([name, { digest }]) => [name, digest]));
    return { digests, gone, folders: keepGone(gone, earlier, asked.kept) };
  });
}

/**
 * Moves stacks that are gone out of the folder that they were built in, which does not last.
 *
 * @param kept folder to move them to.
 * @returns their folders, by name.
 */
export function keepGone(
  gone: readonly Pick<EarlierStack, "name">[],
  { folder }: Pick<Earlier, "folder">,
  kept: string,
): ReadonlyMap<string, string> {
  mkdirSync(kept, { recursive: true });
  return new Map(
    gone.map(({ name }) => {
      renameSync(join(folder, STACKS, name), join(kept, name));
      return [name, join(kept, name)];
    }),
  );
}

import { join } from "node:path";
import type { FileState } from "../../delivery/compare-files";
import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";

/** Files that are missing or differ, by path. */
export function staleFiles(states: ReadonlyMap<string, FileState>): string[] {
  return [...states].filter(([, state]) => state !== "current").map(([path]) => path);
}

/** What stands in the place of a file, or of a folder that leads to it: it is never replaced. */
export function oddities(dir: string, states: ReadonlyMap<string, FileState>): string[] {
  const found = new Map<string, string>();
  for (const [path, state] of states)
    if (typeof state === "object")
      found.set(
        state.at,
        `${shown(join(dir, state.at))}: expected ${state.at === path ? "a file" : "a folder"}, or nothing; ` +
          `found ${state.found}.`,
      );
  return [...found.values()];
}

/** Throws where there is something of that kind. */
export function refuseOddities(dir: string, states: ReadonlyMap<string, FileState>): void {
  const found = oddities(dir, states);
  if (found.length === 0) return;
  throw new UserError([...found, "Move it away, and run the command again. Nothing was written."].join("\n"));
}

/** Throws where files are there that nobody wants replaced unasked. */
export function refuseDifferent(dir: string, states: ReadonlyMap<string, FileState>): void {
  const different = [...states].filter(([, state]) => state === "different").map(([path]) => path);
  if (different.length === 0) return;
  throw new UserError(
    [
      "Expected files as this command writes them, or none; these differ:",
      ...different.map((path) => `  ${shown(join(dir, path))}`),
      "Compare them with git, and replace them with --force. Nothing was written.",
    ].join("\n"),
  );
}

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";

/** The files of a package. */
export interface PackedFiles {
  /** Paths in the package, sorted. */
  readonly paths: readonly string[];
  /** Whether there is a file of a path, or a folder with files. */
  readonly has: (path: string) => boolean;
  readonly text: (path: string) => string;
}

/** The files of a package that is unpacked in a folder. */
export function packedFiles(folder: string): PackedFiles {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  const known = new Set(paths.flatMap(withFolders));
  return {
    paths,
    has: (path) => known.has(normalize(path).replace(/\/$/, "")),
    text: (path) => readFileSync(join(folder, path), "utf8"),
  };
}

function withFolders(path: string): string[] {
  return path === "." ? [] : [path, ...withFolders(dirname(path))];
}

import type { PackedFiles } from "./packed-files";

/** What npm packs always. */
const ALWAYS = ["package.json", "README.md", "LICENSE"];

/** Files that no user needs, each with what it is. */
const UNWANTED: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)\.[^/]+/, "a file for tools"],
  [/\.map$/, "a source map"],
  [/\.tsbuildinfo$/, "a record of the compiler"],
  [/(?<!\.d)\.[cm]?tsx?$/, "a source"],
  [/(^|\/)__tests__\/|[._]test\.\w+$/, "a test"],
  [/^(dist\/)?(benchmarks|scripts|node_modules|environments|examples)\//, "a file of the repository"],
];

/** Folders of files that are packed as the repository has them. */
const AS_THEY_ARE = /^(delivery|docs|modules|policies|review|schemas|starter)\/|^CHANGELOG\.md$/;

/**
 * What a package has and no user needs.
 *
 * @param packed files of the package.
 * @param repository paths of the files in the repository.
 * @returns a line for each such file.
 */
export function unwantedFiles({ paths }: PackedFiles, repository: readonly string[]): string[] {
  const sources = new Set(repository);
  return paths.flatMap((path) => {
    const what = UNWANTED.find(([pattern]) => pattern.test(path))?.[1] ?? strange(path, sources);
    return what === undefined ? [] : [`${path}: ${what}`];
  });
}

/** What a file is that the repository explains by no other; undefined where it does. */
function strange(path: string, sources: ReadonlySet<string>): string | undefined {
  if (ALWAYS.includes(path)) return undefined;
  const compiled = /^dist\/(.+?)(\.d\.ts|\.js)$/.exec(path);
  if (compiled !== null) return sources.has(`${compiled[1]}.ts`) ? undefined : "compiled from no source";
  if (/^dist\/.*\.mjs$/.test(path)) return path === "dist/acceptor/acceptor.mjs" ? undefined : "an unknown bundle";
  if (!AS_THEY_ARE.test(path)) return "in a folder that no rule knows";
  return sources.has(path) ? undefined : "not in the repository";
}

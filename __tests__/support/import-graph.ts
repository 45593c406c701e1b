import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { transformSync } from "@swc/core";
import { PACKAGE_ROOT } from "../../support/package-root";

/** Packages that a project brings. */
const PEERS = /^(cdkt[fn]|constructs|@cdkt[fn]\/provider-aws)(\/|$)/;

/** What files import, by their paths: read once for all tests of a process. */
const kept = new Map<string, readonly string[]>();

/** What a file imports when it runs: types are gone, and what it loads late counts. */
function importsOf(file: string): readonly string[] {
  const known = kept.get(file);
  if (known !== undefined) return known;
  const { code } = transformSync(readFileSync(file, "utf8"), {
    filename: file,
    ...{ swcrc: false, jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
  });
  const imports = [...code.matchAll(/\b(?:require|import)\(\s*["']([^"']+)["']/g)].map(([, name = ""]) => name);
  kept.set(file, imports);
  return imports;
}

/** A file that a relative import names; undefined where there is none in TypeScript. */
function target(file: string, name: string): string | undefined {
  const path = join(dirname(file), name);
  return [`${path}.ts`, join(path, "index.ts")].find(existsSync);
}

/**
 * The shortest chain of imports from a file to a package that a project brings.
 *
 * @param start path in the project.
 * @param optional files whose imports do not count.
 * @returns undefined where none of them is ever imported.
 */
export function chainToPeers(start: string, optional: readonly string[]): readonly string[] | undefined {
  const chains: (readonly string[])[] = [[join(PACKAGE_ROOT, start)]];
  const seen = new Set(chains.flat());
  for (const chain of chains) {
    const file = chain.at(-1) ?? "";
    if (optional.includes(relative(PACKAGE_ROOT, file))) continue;
    for (const name of importsOf(file)) {
      if (PEERS.test(name)) return [...chain.map((each) => relative(PACKAGE_ROOT, each)), name];
      const next = name.startsWith(".") ? target(file, name) : undefined;
      if (next === undefined || seen.has(next)) continue;
      seen.add(next);
      chains.push([...chain, next]);
    }
  }
  return undefined;
}

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ACCEPTOR_BUNDLE, ACCEPTOR_ENTRY } from "../support/acceptor-bundle";
import { PACKAGE_ROOT } from "../support/package-root";

/** What the bundle is made of. A change of a dependency's version changes the lock file. */
const SOURCES = ["acceptor", "connections", "ledger", "support", "scripts/bundle-acceptor.ts", "package-lock.json"];

/** Lets CommonJS modules in the bundle ask for Node's own modules: an ES module has no `require`. */
const BANNER = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/**
 * Bundles the acceptor and all that it imports into one file, which its function runs. The same sources and versions
 * give the same bytes. It does nothing if the bundle is newer than its sources.
 *
 * @param force whether to bundle anyway.
 */
export async function bundleAcceptor({ force = false } = {}): Promise<void> {
  if (!force && isCurrent()) return;
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    absWorkingDir: PACKAGE_ROOT,
    entryPoints: [ACCEPTOR_ENTRY],
    bundle: true,
    platform: "node",
    target: "node22",
    format: "esm",
    mainFields: ["module", "main"],
    minify: true,
    legalComments: "none",
    charset: "utf8",
    banner: { js: BANNER },
    // The options are here, so that no tsconfig.json changes the bytes.
    tsconfigRaw: "{}",
    logLevel: "warning",
    write: false,
  });
  mkdirSync(dirname(ACCEPTOR_BUNDLE), { recursive: true });
  // Another process may read the bundle, or make it, at the same time.
  const written = `${ACCEPTOR_BUNDLE}.${process.pid}`;
  try {
    writeFileSync(written, (outputFiles[0] as { contents: Uint8Array }).contents);
    renameSync(written, ACCEPTOR_BUNDLE);
  } finally {
    rmSync(written, { force: true });
  }
}

function isCurrent(): boolean {
  if (!existsSync(ACCEPTOR_BUNDLE)) return false;
  const made = statSync(ACCEPTOR_BUNDLE).mtimeMs;
  return SOURCES.map((name) => join(PACKAGE_ROOT, name)).every((path) => !existsSync(path) || newestIn(path) < made);
}

/** Time of the newest change of a file, or of a folder and all that is in it. */
function newestIn(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

if (require.main === module)
  void bundleAcceptor().catch((problem: unknown) => {
    process.stderr.write(`The acceptor cannot be bundled: ${problem instanceof Error ? problem.message : problem}\n`);
    process.exitCode = 1;
  });

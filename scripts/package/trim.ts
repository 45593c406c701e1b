import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { PACKAGE_ROOT } from "../../support/package-root";

/** What of package.json names the first files that a user's program loads. */
interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly bin: Readonly<Record<string, string>>;
}

/** Files of `dist` that the bundler wrote, not the compiler: no other file imports them. */
const BUNDLES = /\.mjs$/;

/** What only the repository needs: scripts that CI runs, and measurements. */
const OF_THE_REPOSITORY = /^(scripts|benchmarks)\//;

/** Name of the file that tells npm, beside the `files` of package.json, what of `dist` it leaves out of the package. */
const IGNORE_FILE = ".npmignore";

/**
 * Leaves out of the package what its users do not need of `dist`: compiled code that neither an entry of package.json,
 * nor the program, nor one of its threads loads, and declarations that no entry's declarations name. Among the former
 * are files of sources that are no more. Writes `dist/.npmignore`; run it after each build that is packed.
 *
 * @param project folder of package.json and `dist`.
 * @returns the files that are left out, as paths in `dist`.
 * @throws Error where an entry of package.json names no file.
 */
export async function trimPackage(project: string = PACKAGE_ROOT): Promise<string[]> {
  const dist = join(realpathSync(project), "dist");
  const { exports, bin } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as Manifest;
  const files = filesIn(dist);
  const entries = Object.values(exports).filter((entry) => typeof entry !== "string");
  const threads = files.filter((file) => file.endsWith(".js") && !OF_THE_REPOSITORY.test(file) && isThread(dist, file));
  const code = [...entries.map((entry) => entry.default), ...Object.values(bin)].map((path) => resolve(project, path));
  const types = entries.map((entry) => resolve(project, entry.types));
  const missing = [...code, ...types].filter((path) => !existsSync(path));
  if (missing.length > 0)
    throw new Error(
      `package.json names files that are not there, so that nothing can be packed: ${missing.join(", ")}`,
    );
  const needed = new Set([
    ...(await importedCode(dist, [...code, ...threads.map((file) => join(dist, file))])),
    ...(await importedTypes(dist, types)),
  ]);
  const left = files.filter((file) => !needed.has(file) && !BUNDLES.test(file) && !file.endsWith(".tsbuildinfo"));
  writeFileSync(join(dist, IGNORE_FILE), left.map((file) => `/${file}\n`).join(""));
  return left;
}

function filesIn(dist: string): string[] {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== IGNORE_FILE)
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)))
    .sort();
}

/** Whether a file is where a thread starts: no file imports it, and it talks to the thread that started it. */
function isThread(dist: string, file: string): boolean {
  return /\bparentPort\b/.test(readFileSync(join(dist, file), "utf8"));
}

/** Files of `dist` that some files load, with themselves. */
async function importedCode(dist: string, entryPoints: readonly string[]): Promise<string[]> {
  const { build } = await import("esbuild");
  const { metafile } = await build({
    absWorkingDir: dist,
    entryPoints: [...entryPoints],
    bundle: true,
    platform: "node",
    packages: "external",
    tsconfigRaw: "{}",
    logLevel: "silent",
    metafile: true,
    write: false,
    outdir: dist,
  });
  return Object.keys(metafile.inputs);
}

/** Declarations in `dist` that some declarations name, with themselves. */
async function importedTypes(dist: string, entries: readonly string[]): Promise<string[]> {
  const compiler = createRequire(__filename).resolve("typescript/package.json");
  const args = [join(compiler, "../bin/tsc"), "--ignoreConfig", "--listFilesOnly", "--module", "node16", ...entries];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: dist, maxBuffer: 1 << 26 });
  return stdout
    .split("\n")
    .map((path) => relative(dist, path))
    .filter((path) => path !== "" && !path.startsWith(".."));
}

if (require.main === module)
  void trimPackage().then((left) => process.stdout.write(`${left.length} files of dist are left out of the package\n`));

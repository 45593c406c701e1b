import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";
import { UserError } from "../../support/user-error";
import type { Reflection } from "./undocumented";

/** What TypeDoc makes of the docstrings. */
export interface ApiReference {
  /** Pages by their names, such as `modules/provider.md`. */
  readonly pages: ReadonlyMap<string, string>;
  /** All that the entries of the package export. */
  readonly model: Reflection;
}

/** Sources of the entries of the package, from its root. */
function entrySources(): string[] {
  const { exports } = JSON.parse(readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8")) as {
    readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  };
  return Object.values(exports).flatMap((target) =>
    typeof target === "string" ? [] : [target.default.replace(/^\.\/dist\/(.*)\.js$/, "$1.ts")],
  );
}

/**
 * Reads the docstrings of all that the package's entries export. TypeDoc needs TypeScript 6, which is in a package of its
 * own: scripts/api-reference.
 *
 * @throws UserError if TypeDoc warns of anything, such as a type that is used and not exported.
 */
export function readApi(): ApiReference {
  const folder = mkdtempSync(join(tmpdir(), "api-reference-"));
  try {
    const files = entrySources().map((source) => join(PACKAGE_ROOT, source));
    const typeRoots = [join(PACKAGE_ROOT, "node_modules/@types")];
    const compilerOptions = { rootDir: PACKAGE_ROOT, types: ["node"], typeRoots };
    const tsconfig = { extends: join(PACKAGE_ROOT, "tsconfig.json"), compilerOptions, include: [], files };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
    const options = {
      ...{ tsconfig: join(folder, "tsconfig.json"), entryPoints: files, basePath: PACKAGE_ROOT },
      ...{ plugin: ["typedoc-plugin-markdown"], out: join(folder, "pages"), json: join(folder, "api.json") },
      // Lines of sources would change the pages at each edit. Types are checked by `npm run check`.
      ...{ disableSources: true, skipErrorChecking: true, readme: "none", treatWarningsAsErrors: true },
      ...{ excludeExternals: true, excludePrivate: true, excludeInternal: true, router: "module" },
      ...{ hidePageHeader: true, hideBreadcrumbs: true, hideGroupHeadings: false, parametersFormat: "table" },
      ...{ interfacePropertiesFormat: "table", logLevel: "Warn", cleanOutputDir: false },
    };
    writeFileSync(join(folder, "typedoc.json"), JSON.stringify(options));
    const generator = realpathSync(join(PACKAGE_ROOT, "node_modules/api-reference"));
    const typedoc = join(generator, "node_modules/typedoc/bin/typedoc");
    const args = [typedoc, "--options", join(folder, "typedoc.json")];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: generator, encoding: "utf8" });
    if (status !== 0) throw new UserError(`typedoc: expected no warnings; got:\n${stdout}${stderr}`);
    return { pages: pagesIn(join(folder, "pages")), model: JSON.parse(readFileSync(join(folder, "api.json"), "utf8")) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The pages of the entries, without TypeDoc's own page that lists them. */
function pagesIn(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md"));
  const own = names.filter((name) => name !== "README.md").sort();
  return new Map(own.map((name) => [name, `${readFileSync(join(folder, name), "utf8").trimEnd()}\n`]));
}

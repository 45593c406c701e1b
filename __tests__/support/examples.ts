import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";

/** A block of code in a page. */
export interface Example {
  /** The page and the line of its first line: `README.md:80`. */
  readonly place: string;
  /** What the block says its language is: `ts`, `yaml`, `json`. */
  readonly language: string;
  readonly code: string;
  /** What the comment before the block says of it. @default - there is none: it is whole, and it is run */
  readonly mark?: string;
}

/**
 * A comment before a block says what is to be known to try it: `<!-- example: in a stack with vpc -->`. See
 * CONTRIBUTING.md, "Examples".
 */
const BLOCK =
  /(?:^<!-- example: (?<mark>[^\n]*?) -->\n\n?)?^(?<indent> *)```(?<language>ts|yaml|json)\n(?<code>[\s\S]*?)^ *```$/gm;

/** Pages with signatures instead of examples, which `npm run api` writes. */
const GENERATED = /^docs\/api\/(?!README)/;

/** Pages whose examples are tried: what users read. */
export function pages(): readonly string[] {
  const folders = ["docs", ...folderNames("modules").map((name) => `modules/${name}`)];
  const below = folders.flatMap((folder) =>
    readdirSync(join(PACKAGE_ROOT, folder), { recursive: folder === "docs", encoding: "utf8" })
      .filter((file) => file.endsWith(".md"))
      .map((file) => join(folder, file)),
  );
  return ["README.md", "policies/README.md", ...below].filter((page) => !GENERATED.test(page)).sort();
}

function folderNames(folder: string): string[] {
  return readdirSync(join(PACKAGE_ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** The blocks of a language in a text. @param page that it is of. */
export function examplesIn(page: string, text: string): readonly Example[] {
  return [...text.matchAll(BLOCK)].map(({ index, 0: all, groups }) => {
    const { mark, language = "", code = "", indent = "" } = groups ?? {};
    const before = text.slice(0, index + all.indexOf("```"));
    return {
      place: `${page}:${before.split("\n").length + 1}`,
      language,
      code: code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
      ...(mark === undefined ? {} : { mark }),
    };
  });
}

/** All examples of a language. */
export function examplesOf(language: string): readonly Example[] {
  return pages().flatMap((page) =>
    examplesIn(page, readFileSync(join(PACKAGE_ROOT, page), "utf8")).filter((each) => each.language === language),
  );
}

/** Why an example is not run; undefined of one that is. */
export function notRun({ mark }: Example): string | undefined {
  return mark === undefined ? undefined : /^not run: (.+)$/.exec(mark)?.[1];
}

/** The entries of the package: what users import, and the source of each. */
export function packageEntries(): ReadonlyMap<string, string> {
  const { name, exports } = JSON.parse(readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8")) as {
    readonly name: string;
    readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  };
  return new Map(
    Object.entries(exports).flatMap(([entry, target]) =>
      typeof target === "string" || !target.default.startsWith("./dist/")
        ? []
        : [[join(name, entry), join(PACKAGE_ROOT, target.default.replace(/^\.\/dist\/(.*)\.js$/, "$1.ts"))]],
    ),
  );
}

/** Folder of the source of an entry, without `/index.ts`. */
export function entryFolder(source: string): string {
  return dirname(source);
}

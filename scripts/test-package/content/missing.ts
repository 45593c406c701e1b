import { dirname, join } from "node:path";
import type { PackedFiles } from "./packed-files";

/** A file of code: where it is, and its text. */
interface Code {
  readonly path: string;
  readonly text: string;
}

/** Pages that the program names in messages, and the templates in what they write. */
const PAGE = /\bdocs\/[\w/-]+\.md\b/g;

/**
 * What a package needs and does not have.
 *
 * @param packed files of the package.
 * @param repository paths of the files in the repository.
 * @returns a line for each missing file.
 */
export function missingFiles(packed: PackedFiles, repository: readonly string[]): string[] {
  const texts = packed.paths.filter((path) => /\.(js|ts|md|ya?ml)$/.test(path));
  const files = texts.map((path) => ({ path, text: packed.text(path) }));
  const code = files.filter(({ path }) => path.endsWith(".js"));
  const lines = [
    ...entriesOf(packed).map((path) => ["package.json", path] as const),
    ...files.filter(({ path }) => /\.(js|d\.ts)$/.test(path)).flatMap((file) => importsOf(file, packed)),
    ...code.flatMap((file) => openedBy(file, repository)),
    ...besideCode(packed, repository),
    ...files.filter(({ path }) => !/^(CHANGELOG|README)\.md$/.test(path)).flatMap(pagesOf),
    ...files.filter(({ path }) => path.endsWith(".md")).flatMap(linksOf),
  ]
    .filter(([, path]) => !packed.has(path))
    .map(([from, path]) => `${from}: expected ${path} in the package`);
  return [...new Set(lines)];
}

/** What the entries of package.json name. A `*` stands for every file of a folder. */
function entriesOf(packed: PackedFiles): string[] {
  const { exports, bin, types, main } = JSON.parse(packed.text("package.json")) as Record<string, unknown>;
  return [exports, bin, types, main].flatMap(pathsIn).map((path) => path.replace(/\/\*$/, ""));
}

function pathsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}

type Named = readonly [from: string, path: string];

/** What a file imports of the package itself. */
function importsOf({ path, text }: Code, packed: PackedFiles): Named[] {
  const pattern = /(?:\brequire\(|\bimport\(|\bfrom |\bimport )"(\.[^"]*)"/g;
  const endings = path.endsWith(".d.ts") ? [".d.ts", "/index.d.ts"] : ["", ".js", "/index.js"];
  return [...text.matchAll(pattern)].map(([, name = ""]) => {
    const target = join(dirname(path), name);
    // A folder that is imported is its index file.
    const found = endings.map((ending) => target + ending).find((each) => packed.has(each) && /\.\w+$/.test(each));
    return [path, found ?? target + (endings[0] || ".js")];
  });
}

/** What code opens: beside itself, from the folder of the package, or by a path of the repository. */
function openedBy({ path, text }: Code, repository: readonly string[]): Named[] {
  const source = dirname(path).replace(/^dist\/?/, "");
  const beside = [...text.matchAll(/\bbeside\)?\(__dirname, "([^"]+)"/g)].map(([, name = ""]) => join(source, name));
  const rooted = [...text.matchAll(/\bPACKAGE_ROOT, "([^"]+)"/g)]
    .map(([, name = ""]) => name)
    .filter((name) => name !== "node_modules");
  const literal = [...text.matchAll(/"([\w-]+\/[\w./-]+\.(?!ts"|js")\w+)"/g)].map(([, name = ""]) => name);
  return [...beside, ...rooted, ...literal.filter((name) => repository.includes(name))].map((name) => [path, name]);
}

/** Files of the repository that are in the folders of packed code and no code: templates, prices, what functions run. */
function besideCode({ paths }: PackedFiles, repository: readonly string[]): Named[] {
  const folders = new Set(paths.filter((path) => /^dist\/.*\.js$/.test(path)).map((path) => path.split("/")[1] ?? ""));
  return repository
    .filter((path) => folders.has(path.split("/")[0] ?? "") && path.includes("/"))
    .filter((path) => !/\.ts$|_test\.rego$/.test(path) && !(path in ONLY_FOR_THE_REPOSITORY))
    .map((path) => [`the code of ${path.split("/")[0]}/`, path]);
}

/** Files beside code that only scripts and tests read, each with the reason. */
const ONLY_FOR_THE_REPOSITORY: Readonly<Record<string, string>> = {
  "bootstrap/recorded-actions.json": "tests compare the roles of the bootstrap with what Terraform asked of AWS",
  "policies/action/action.yml": "GitHub takes the action from the repository",
  "policies/action/judge.sh": "GitHub takes the action from the repository",
};

function pagesOf({ path, text }: Code): Named[] {
  return [...text.matchAll(PAGE)].filter(isOwn).map(([page]) => [path, page]);
}

/** Not the end of an address on the web, or of another path. */
function isOwn({ index, input }: RegExpMatchArray): boolean {
  return (
    !/[\w.-]\/$/.test((input ?? "").slice(0, index)) ||
    /node_modules\/cdktf-privatelink\/$/.test((input ?? "").slice(0, index))
  );
}

/** Where the links of a page lead, without what is code. */
function linksOf({ path, text }: Code): Named[] {
  const prose = text.replace(/^ *```[\s\S]*?^ *```/gm, "").replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\((?!\w+:|#)([^)\s#]+)/g)].map(([, link = ""]) => [path, join(dirname(path), link)]);
}

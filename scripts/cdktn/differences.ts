import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { REPLACED } from "./successor";

/** Something in which an output of the successor may differ from that of cdktf. */
export interface Difference {
  readonly name: string;
  readonly why: string;
  /** The files that may have it, by their paths in the output folder. */
  readonly files: RegExp;
  /** The successor's form, which {@link undo} makes cdktf's of. */
  readonly pattern: RegExp;
  readonly undo: string;
  /** Whether the pattern is undone on both sides: where neither form follows from the other. @default false */
  readonly isOfBoth?: boolean;
}

const STACK = /^stacks\/[^/]+\/cdk\.tf\.json$/;
const MANIFEST = /^manifest\.json$/;
const VERSION = (REPLACED[0]?.version ?? "").replaceAll(".", "\\.");

/** All in which outputs may differ. Whatever else differs is a failure. */
export const DIFFERENCES: readonly Difference[] = [
  {
    name: "version of the library, in the metadata of a stack",
    why: "a comment to Terraform: the key `//`",
    files: STACK,
    pattern: new RegExp(`("stackName": "[^"]*",\\n +"version": )"${VERSION}"`, "g"),
    undo: '$1"0.21.0"',
  },
  {
    name: "source of the AWS provider: `hashicorp/aws` for `aws`",
    why: "one address in two forms: Terraform and OpenTofu read `aws` as `hashicorp/aws`",
    files: STACK,
    pattern: /"source": "hashicorp\/aws"/g,
    undo: '"source": "aws"',
  },
  {
    name: "version of the AWS provider: 6.66.0 for 6.25.0",
    why: "the version that the bindings were generated from; `terraform.awsProvider` sets another",
    files: STACK,
    pattern: /("source": "aws",\n +"version": )"6\.66\.0"/g,
    undo: '$1"6.25.0"',
  },
  {
    name: "version of the library, in the manifest",
    why: "only the command line of the library reads it",
    files: MANIFEST,
    pattern: new RegExp(`"version": "${VERSION}"`, "g"),
    undo: '"version": "0.21.0"',
  },
  {
    name: "empty lists of the manifest: on one line",
    why: "cdktn writes JSON by safe-stable-stringify, cdktf by json-stable-stringify",
    files: MANIFEST,
    pattern: /^( *)("\w+": )\[\](,?)$/gm,
    undo: "$1$2[\n$1]$3",
  },
  {
    name: "digests of the stacks, in order.json",
    why: "they follow from the bytes of the stacks",
    files: /^order\.json$/,
    pattern: /"digest": "[0-9a-f]{64}"/g,
    undo: '"digest": ""',
    isOfBoth: true,
  },
];

/** Not compared: what each program remembers of its own runs, sealed with a key. */
const OWN_RECORDS = ".records";

/** What a comparison found. */
export interface Comparison {
  /** Files that were compared. */
  readonly files: number;
  /** Bytes of today's files. */
  readonly bytes: number;
  /** Files that are the same, byte for byte. */
  readonly same: number;
  /** Places in which each of {@link DIFFERENCES} was found, by its name. */
  readonly found: Readonly<Record<string, number>>;
  /** Whatever else differs, a line for each file. */
  readonly others: readonly string[];
}

/**
 * Compares outputs of cdktf with those of its successor.
 *
 * @param today folder that the project wrote.
 * @param successor folder that the same project wrote with the successor.
 */
export function compareOutputs(today: string, successor: string): Comparison {
  const paths = [...new Set([...filesBelow(today), ...filesBelow(successor)])].sort();
  const found: Record<string, number> = Object.fromEntries(DIFFERENCES.map(({ name }) => [name, 0]));
  const others: string[] = [];
  let [bytes, same] = [0, 0];
  for (const path of paths) {
    const [before, after] = [today, successor].map((folder) => textOf(join(folder, path)));
    bytes += Buffer.byteLength(before ?? "");
    if (before === after) same += 1;
    else if (before === undefined || after === undefined)
      others.push(`${path}: only ${before === undefined ? "the successor" : "cdktf"} writes it`);
    else others.push(...undone(path, before, after, found));
  }
  return { files: paths.length, bytes, same, found, others };
}

/** Undoes the listed differences of a file and counts them. @returns the first line that differs still. */
function undone(path: string, before: string, after: string, found: Record<string, number>): string[] {
  let [expected, text] = [before, after];
  for (const { name, files, pattern, undo, isOfBoth } of DIFFERENCES) {
    if (!files.test(path)) continue;
    found[name] = (found[name] ?? 0) + [...text.matchAll(pattern)].length;
    text = text.replace(pattern, undo);
    if (isOfBoth) expected = expected.replace(pattern, undo);
  }
  if (text === expected) return [];
  const [lines, wanted] = [text.split("\n"), expected.split("\n")];
  const line = wanted.findIndex((each, index) => each !== lines[index]);
  const at = line === -1 ? wanted.length : line;
  return [`${path}, line ${at + 1}: expected ${quoted(wanted[at])}, found ${quoted(lines[at])}`];
}

function quoted(line: string | undefined): string {
  return line === undefined ? "the end of the file" : JSON.stringify(line.trim());
}

function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "latin1") : undefined;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !path.startsWith(`${OWN_RECORDS}/`));
}

/** Addresses of all resources and data sources of the stacks in an output folder, sorted. */
export function addressesOf(folder: string): string[] {
  return filesBelow(folder)
    .filter((path) => STACK.test(path))
    .flatMap((path) => {
      const { resource = {}, data = {} } = JSON.parse(readFileSync(join(folder, path), "utf8")) as Sections;
      return [...addresses("", resource), ...addresses("data.", data)].map((address) => `${path}: ${address}`);
    })
    .sort();
}

type Named = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
interface Sections {
  readonly resource?: Named;
  readonly data?: Named;
}

function addresses(mode: string, types: Named): string[] {
  return Object.entries(types).flatMap(([type, named]) => Object.keys(named).map((name) => `${mode}${type}.${name}`));
}

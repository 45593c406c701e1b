import utilities from "node:util";
import { Manifest, TerraformStack } from "cdktf";
import * as unique from "cdktf/lib/private/unique";
import { TokenString } from "cdktf/lib/tokens/private/encoding";
import * as resolving from "cdktf/lib/tokens/private/resolve";
import * as traces from "cdktf/lib/tokens/private/stack-trace";
import { TokenMap } from "cdktf/lib/tokens/private/token-map";
import { ValidateBinaryVersion } from "cdktf/lib/validations/validate-binary-version";
import { resolveQuickly } from "./quick-resolver";

/** Something of cdktf that is replaced while a stack is built. */
interface Replacement {
  /** Object that holds it. */
  readonly owner: object;
  /** Its name there. */
  readonly name: string;
  /** What stands there during a build. */
  readonly by: () => unknown;
}

const tokens = TokenMap.instance();

/**
 * All that is replaced of cdktf at run time. Three other files rely on how it works inside, and replace nothing:
 * `configuration.ts` writes what `toTerraform` and the synthesizer of plain cdktf write, `quick-resolver.ts` gives what
 * `resolve` gives, and `manifest.ts` lets cdktf write the manifest, after the stacks are forgotten. A test pins the
 * version of cdktf and the source of each original of all four. Other tests compare the result with that of plain
 * cdktf, byte by byte.
 */
export const REPLACEMENTS: readonly Replacement[] = [
  // cdktf captures a complete stack trace for every reference, and reads it only to explain a token that is a function.
  { owner: traces, name: "captureStackTrace", by: () => () => [] },
  // Plain cdktf resolves the whole stack once more before it writes it, to find references to other stacks. There are
  // none: each stack is alone in its App, and reads other stacks by their states.
  {
    owner: TerraformStack.prototype,
    name: "prepareStack",
    by: () =>
      function (this: TerraformStack) {
        this.ensureBackendExists();
      },
  },
  // Plain cdktf holds a stack four times while it writes it: 100 MiB too many for the list of ten thousand connections
  // that a service accepts. `writeConfiguration` writes it instead, over the empty one of cdktf.
  { owner: TerraformStack.prototype, name: "toTerraform", by: () => () => ({}) },
  // Plain cdktf writes a manifest of each App. Here an App has one stack, and the manifest of all of them is written
  // once, when all are built.
  { owner: Manifest.prototype, name: "writeToFile", by: () => () => undefined },
  // Plain cdktf runs `terraform version` for each resource that needs Terraform 1.4, and fails where there is no
  // Terraform. To synthesize needs none, and each stack says itself which version it needs (`required_version`).
  { owner: ValidateBinaryVersion.prototype, name: "validate", by: () => () => [] },
  // Plain cdktf makes five objects for every value that it resolves, whether it holds a token or not. Most hold none,
  // and most others are one token as a whole, which cdktf splits as it does a text with many.
  { owner: resolving, name: "resolve", by: () => resolveQuickly },
  // Plain cdktf takes an MD5 digest of the path of each element in its stack. Stacks of a kind have mostly the same
  // paths.
  { owner: unique, name: "makeUniqueId", by: () => uniqueIdOnce },
  // Plain cdktf looks for the next escape through all of a text, though one behind the next token does not count:
  // quadratic in a text with thousands of tokens, such as the list of the connections that a service accepts.
  { owner: TokenString.prototype, name: "nextEscapeToken", by: () => nextEscapeInSight },
  // cdktf keeps every token of every stack for ever. The counter goes on, so that a token of another stack is never
  // taken for one of this stack: cdktf fails on it.
  { owner: tokens, name: "stringTokenMap", by: () => new Map() },
  { owner: tokens, name: "numberTokenMap", by: () => new Map() },
  // An output of cdktf calls this old function of Node, for which Node 22 and newer print a warning (DEP0044). It does
  // what `Array.isArray` does.
  { owner: utilities, name: "isArray", by: () => (value: unknown) => Array.isArray(value) },
];

/**
 * Runs what builds one stack with a quicker cdktf that forgets it afterwards, with the same result. Plain cdktf is back
 * when this ends.
 *
 * @param build builds the stack and writes it; it must be synchronous.
 */
export function withQuickCdktf<T>(build: () => T): T {
  const originals = REPLACEMENTS.map(({ owner, name }) => Reflect.get(owner, name) as unknown);
  for (const { owner, name, by } of REPLACEMENTS) Reflect.set(owner, name, by());
  try {
    return build();
  } finally {
    for (const [index, { owner, name }] of REPLACEMENTS.entries()) Reflect.set(owner, name, originals[index]);
  }
}

const plainUniqueId = unique.makeUniqueId;

/** Ids that this thread has worked out, by the paths that they follow from. */
const uniqueIds = new Map<string, string>();

/** Most ids that are kept: a stack may have thousands of elements, which no other stack has. */
const MOST_IDS = 1000;

/** The id of an element by the parts of its path, as plain cdktf works it out when it first sees them. */
function uniqueIdOnce(parts: string[]): string {
  const path = parts.join("\0");
  const known = uniqueIds.get(path);
  if (known !== undefined) return known;
  const id = plainUniqueId(parts);
  if (uniqueIds.size >= MOST_IDS) uniqueIds.clear();
  uniqueIds.set(path, id);
  return id;
}

/** What cdktf calls on a text to find an escape. */
type NextEscape = (
  this: { str: string },
  fragments: unknown,
  start: number,
  depth: number,
  end: number,
) => { readonly index: number; readonly escapeDepth: number };

const plainNextEscape = Reflect.get(TokenString.prototype, "nextEscapeToken") as NextEscape;

/** Finds what plain cdktf finds, in the part of the text where it counts. */
const nextEscapeInSight: NextEscape = function (fragments, start, depth, end) {
  const { str } = this;
  // An escape that begins before the end is told from a token by what follows.
  this.str = str.slice(start, end + "${TfToken[".length);
  try {
    const { index, escapeDepth } = plainNextEscape.call(this, fragments, 0, depth, end - start);
    return { index: index === -1 ? -1 : index + start, escapeDepth };
  } finally {
    this.str = str;
  }
};

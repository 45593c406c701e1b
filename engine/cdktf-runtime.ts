import { Manifest, TerraformStack, Token, Tokenization } from "cdktf";
import { TokenString } from "cdktf/lib/tokens/private/encoding";
import * as resolving from "cdktf/lib/tokens/private/resolve";
import * as traces from "cdktf/lib/tokens/private/stack-trace";
import { TokenMap } from "cdktf/lib/tokens/private/token-map";
import { ValidateBinaryVersion } from "cdktf/lib/validations/validate-binary-version";

/** Something of cdktf that is replaced while a stack is built. */
interface Replacement {
  /** Object that holds it. */
  readonly owner: object;
  /** Its name there. */
  readonly name: string;
  /** What stands there during a build. */
  readonly by: () => unknown;
}

type Resolve = typeof resolving.resolve;
type ResolveOptions = Parameters<Resolve>[1];

const plainResolve: Resolve = resolving.resolve;
const tokens = TokenMap.instance();

/**
 * All that is replaced of cdktf at run time. Two other files rely on how it works inside, and replace nothing:
 * `configuration.ts` writes what `toTerraform` and the synthesizer of plain cdktf write, and `manifest.ts` has the
 * manifest written of stacks that are forgotten by then. A test pins the version of cdktf and the source of each
 * original of all three, and others compare the result with that of plain cdktf, byte by byte.
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
  // Plain cdktf makes five objects for every value that it resolves, whether it holds a token or not. Most hold none.
  { owner: resolving, name: "resolve", by: () => resolveQuickly },
  // Plain cdktf looks for the next escape through all of a text, though one behind the next token does not count:
  // quadratic in a text with thousands of tokens, such as the list of the connections that a service accepts.
  { owner: TokenString.prototype, name: "nextEscapeToken", by: () => nextEscapeInSight },
  // cdktf keeps every token of every stack for ever. The counter goes on, so that a token of another stack is never
  // taken for one of this stack: cdktf fails on it.
  { owner: tokens, name: "stringTokenMap", by: () => new Map() },
  { owner: tokens, name: "numberTokenMap", by: () => new Map() },
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

/**
 * Resolves as cdktf does: plain values, lists and objects here, and what may hold a token by cdktf itself, with the
 * same options.
 */
function resolveQuickly(value: unknown, options: ResolveOptions): unknown {
  // Within a resolution that is under way there is a context to keep, which only cdktf knows.
  return options.previousContext === undefined
    ? new QuickResolver(options).resolve(value)
    : plainResolve(value, options);
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

/** Levels that cdktf descends before it takes a value for a circle. */
const MAX_DEPTH = 200;

class QuickResolver {
  /** Keys from the outermost value to the one that is resolved. */
  private readonly path: string[];

  constructor(private readonly options: ResolveOptions) {
    this.path = [...(options.prefix ?? [])];
  }

  resolve(value: unknown): unknown {
    if (value === undefined || value === null || typeof value === "boolean") return value;
    if (typeof value === "string") return isPlainString(value) ? value : this.byCdktf(value);
    if (typeof value === "number") return isPlainNumber(value) ? value : this.byCdktf(value);
    if (this.path.length >= MAX_DEPTH) return this.byCdktf(value);
    if (Array.isArray(value)) return value.every(isNoListToken) ? this.list(value) : this.byCdktf(value);
    return isPlainObject(value) ? this.object(value) : this.byCdktf(value);
  }

  private list(list: readonly unknown[]): unknown[] {
    return list.map((item, index) => this.below(String(index), item)).filter((item) => item !== undefined);
  }

  private object(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const resolved: Record<string, unknown> = {};
    for (const key of Object.keys(object)) {
      const value = this.below(key, object[key]);
      if (value !== undefined) resolved[key] = value;
    }
    return resolved;
  }

  private below(key: string, value: unknown): unknown {
    this.path.push(key);
    const resolved = this.resolve(value);
    this.path.pop();
    return resolved;
  }

  private byCdktf(value: unknown): unknown {
    return plainResolve(value, { ...this.options, prefix: [...this.path] });
  }
}

/** What cdktf writes into a text for a token. Numbers stand there as digits with an exponent. */
const TOKEN = "TfToken[";
const NUMBER = /[-|\d.+]e[-|\d.eE+]/;

function isPlainString(text: string): boolean {
  return (
    !text.includes(TOKEN) &&
    !NUMBER.test(text) &&
    text !== Token.STRING_MAP_TOKEN_VALUE &&
    text !== Token.ANY_MAP_TOKEN_VALUE
  );
}

/** Tokens among the numbers are all far below zero: cdktf marks them by the highest bits. */
const ABOVE_TOKENS = -1e100;

function isPlainNumber(value: number): boolean {
  return value > ABOVE_TOKENS && value !== Token.NUMBER_MAP_TOKEN_VALUE;
}

/** A list is a token as a whole where one of its items says so. */
function isNoListToken(item: unknown): boolean {
  return typeof item === "string" ? !item.includes(TOKEN) : typeof item !== "number" || isPlainNumber(item);
}

/**
 * Whether an object is one of keys and values, and no key is a token. Constructs and tokens have classes of their own.
 */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" &&
    Object.getPrototypeOf(value) === Object.prototype &&
    !Tokenization.isResolvable(value) &&
    Object.keys(value as object).every(isPlainString)
  );
}

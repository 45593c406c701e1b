import { type IPostProcessor, type IResolvable, type IResolveContext, Token, Tokenization } from "cdktf";
import { resolve } from "cdktf/lib/tokens/private/resolve";
import { TokenMap } from "cdktf/lib/tokens/private/token-map";

type Resolve = typeof resolve;
type ResolveOptions = Parameters<Resolve>[1];

// The original of cdktf: while a stack is built, resolveQuickly stands in its place.
const plainResolve: Resolve = resolve;

/**
 * Gives what `resolve` of cdktf gives. Plain values, lists, objects, and texts and lists that are one token are
 * resolved here. cdktf resolves everything else that may hold a token, with the same options.
 */
export function resolveQuickly(value: unknown, options: ResolveOptions): unknown {
  return new QuickResolver(options).resolve(value);
}

/** Levels that cdktf descends before it takes a value for a circle. */
const MAX_DEPTH = 200;

class QuickResolver {
  /** Keys from the outermost value to the one that is resolved. */
  private readonly path: string[] = [];

  /** @param options as `Token.resolve` gives them: those of a resolution that begins. */
  constructor(private readonly options: ResolveOptions) {}

  resolve(value: unknown): unknown {
    if (value === undefined || value === null || typeof value === "boolean") return value;
    if (typeof value === "string") return isPlainString(value) ? value : this.text(value);
    if (typeof value === "number") return isPlainNumber(value) ? value : this.byCdktf(value);
    if (this.path.length >= MAX_DEPTH) return this.byCdktf(value);
    if (Array.isArray(value)) return value.every(isNoListToken) ? this.list(value) : this.tokenOfList(value);
    return isPlainObject(value) ? this.object(value) : this.byCdktf(value);
  }

  /** Resolves a text that may hold tokens. If the whole text is one token, this gives the value of the token. */
  private text(text: string): unknown {
    const key = TEXT_TOKEN.exec(text)?.[1];
    if (key === undefined) return this.byCdktf(text);
    const resolved = this.token(TokenMap.instance().lookupToken(key));
    // cdktf looks for numbers that are tokens in what this gives, whatever it is.
    return NUMBER.test(resolved as string) ? this.byCdktf(text) : resolved;
  }

  /** Resolves a list that may stand for a token. */
  private tokenOfList(list: readonly unknown[]): unknown {
    const [item] = list;
    const key = list.length === 1 && typeof item === "string" ? LIST_TOKEN.exec(item)?.[1] : undefined;
    return key === undefined ? this.byCdktf(list) : this.token(TokenMap.instance().lookupToken(key));
  }

  /** The value of a token, which gets a context like the one that cdktf makes. */
  private token(token: IResolvable): unknown {
    const { preparing, scope, resolver } = this.options;
    let processor: IPostProcessor | undefined;
    const context: IResolveContext = {
      preparing: preparing ?? false,
      scope,
      registerPostProcessor: (own) => {
        processor = own;
      },
      resolve: (value) => (typeof value === "string" && isPlainString(value) ? value : this.byCdktf(value, context)),
    };
    const postProcess = (value: unknown) => (processor ? processor.postProcess(value, context) : value);
    return resolver.resolveToken(token, context, { postProcess });
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

  /** @param previousContext of the token that the value belongs to. @default - it belongs to none */
  private byCdktf(value: unknown, previousContext?: IResolveContext): unknown {
    const context = previousContext === undefined ? {} : { previousContext };
    return plainResolve(value, { ...this.options, prefix: [...this.path], ...context });
  }
}

/** What cdktf writes into a text for a token. Numbers stand there as digits with an exponent. */
const TOKEN = "TfToken[";
const LIST_START = `#{${TOKEN}`;
const TEXT_TOKEN = /^\$\{TfToken\[([a-zA-Z0-9:._-]+)\]\}$/;
const LIST_TOKEN = /^#\{TfToken\[([a-zA-Z0-9:._-]+)\]\}$/;
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

/** Whether an item says nothing of a token: a list stands for a token if one of its items says so. */
function isNoListToken(item: unknown): boolean {
  return typeof item === "string" ? !item.includes(LIST_START) : typeof item !== "number" || isPlainNumber(item);
}

/** Whether an object has keys and values only, and no key is a token. Constructs and tokens have their own classes. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" &&
    Object.getPrototypeOf(value) === Object.prototype &&
    !Tokenization.isResolvable(value) &&
    Object.keys(value as object).every(isPlainString)
  );
}

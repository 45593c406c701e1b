const SPACE = /[ \t\r\n]*/y;
const STRING = /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uffff]*)*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** A place in a text where it is not the JSON it should be. Lines and columns count from 1. */
export class JsonError extends Error {
  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}

/**
 * Looks through JSON. What V8 says of the place of an error differs from version to version, and it does not always say.
 *
 * @throws JsonError at the first place that is wrong, where an object has a key for a second time, where lists and objects
 *   are nested in more than {@link MAX_JSON_DEPTH} levels, or where a string has half of a surrogate pair.
 */
export function scanJson(text: string): void {
  new Scanner(text).document();
}

/** Most levels that lists and objects may be nested in: far more than any program writes, far fewer than a stack bears. */
export const MAX_JSON_DEPTH = 200;

/** Walks over JSON, and fails at the first place that is wrong. */
class Scanner {
  private at = 0;
  private depth = 0;
  /** Whether strings may have half a pair of UTF-16 alone: it is looked for in each only then. */
  private readonly halves: boolean;

  constructor(private readonly text: string) {
    this.halves = /\\u[dD][89a-fA-F]/.test(text);
  }

  document(): void {
    this.value();
    this.space();
    if (this.at < this.text.length) this.fail("expected the end");
  }

  private value(): void {
    this.space();
    const next = this.text[this.at];
    if (next === "{") this.object();
    else if (next === "[") this.array();
    else if (next === '"') this.string();
    else if (!this.take(SCALAR)) this.fail("expected a value");
  }

  private object(): void {
    const keys = new Set<string>();
    this.list("}", () => {
      this.space();
      const start = this.at;
      const key: string = JSON.parse(this.string());
      // `//` is a comment, and there may be many.
      if (keys.has(key) && key !== "//")
        this.fail(`the key ${JSON.stringify(key)} is there twice in one object`, start);
      keys.add(key);
      this.expect(":");
      this.value();
    });
  }

  private array(): void {
    this.list("]", () => this.value());
  }

  private list(end: string, item: () => void): void {
    this.depth += 1;
    if (this.depth > MAX_JSON_DEPTH) this.fail(`nested in more than ${MAX_JSON_DEPTH} levels`);
    this.items(end, item);
    this.depth -= 1;
  }

  private items(end: string, item: () => void): void {
    this.at += 1;
    this.space();
    if (this.text[this.at] === end) {
      this.at += 1;
      return;
    }
    for (;;) {
      item();
      this.space();
      const next = this.text[this.at];
      if (next !== "," && next !== end) this.fail(`expected , or ${end}`);
      this.at += 1;
      if (next === end) return;
    }
  }

  private string(): string {
    const start = this.at;
    if (!this.take(STRING)) this.fail("expected a string");
    const string = this.text.slice(start, this.at);
    // Programs differ in what they make of one, so that two of them would read two texts.
    if (this.halves && /\p{Cs}/u.test(JSON.parse(string)))
      this.fail("a character of two escapes is there by half", start);
    return string;
  }

  private expect(sign: string): void {
    this.space();
    if (this.text[this.at] !== sign) this.fail(`expected ${sign}`);
    this.at += 1;
  }

  private space(): void {
    this.take(SPACE);
  }

  private take(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }

  private fail(what: string, at: number = this.at): never {
    const lines = this.text.slice(0, at).split("\n");
    const found = at < this.text.length ? `found ${JSON.stringify(this.text[at])}` : "the file ends";
    throw new JsonError(
      what.startsWith("expected") ? `${what}, ${found}` : what,
      lines.length,
      (lines.at(-1)?.length ?? 0) + 1,
    );
  }
}

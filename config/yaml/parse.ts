import { Composer, type CST, type Document, Lexer, Parser } from "yaml";
import { characterFault } from "./characters";
import { syntaxFault } from "./syntax";
import type { Fault } from "./words";

/** Most levels that mappings and lists may be nested in: far more than a person writes, far fewer than a stack bears. */
export const MAX_DEPTH = 100;

/** A YAML text as it was parsed. */
export interface Parsed {
  /** Undefined where the syntax is broken. */
  readonly document: Document | undefined;
  readonly faults: readonly Fault[];
}

/** Parses a YAML text. Of several errors in its syntax it tells the first: the others mostly follow from it. */
export function parseYaml(text: string): Parsed {
  const broken = (fault: Fault): Parsed => ({ document: undefined, faults: [fault] });
  const character = characterFault(text);
  if (character) return broken(character);
  const tokens = tokensOf(text);
  if ("offset" in tokens) return broken(tokens);
  const composer = new Composer({ version: "1.2", uniqueKeys: false, logLevel: "silent" });
  const [document, second] = [...composer.compose(tokens.tokens, true, text.length)];
  const [error] = [...(document?.errors ?? [])].sort((a, b) => a.pos[0] - b.pos[0]);
  if (error) return broken(syntaxFault(text, error));
  if (document?.directives?.yaml.version === "1.1")
    return broken({
      offset: 0,
      expected: "YAML 1.2, in which yes and no are texts",
      found: "a directive for YAML 1.1",
      fix: "take the directive out",
    });
  if (second)
    return broken({
      offset: second.range?.[0] ?? 0,
      expected: "one document in a file",
      found: "a second one",
      fix: `take out the line \`${text.startsWith("---", second.range?.[0]) ? "---" : "..."}\`, or put what follows into a file of its own`,
    });
  return { document: document as Document | undefined, faults: [] };
}

/** Tokens of a text; or, where they are nested too deeply, the fault. */
function tokensOf(text: string): { tokens: CST.Token[] } | Fault {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > MAX_DEPTH)
      return {
        offset: Math.min(parser.offset, text.length),
        expected: `mappings and lists in at most ${MAX_DEPTH} levels`,
        found: "more levels",
        fix: "close the brackets, or indent less",
      };
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens };
}

import { Lexer } from "yaml";

/** A piece of a YAML text, and where it starts. */
export interface Lexeme {
  readonly offset: number;
  readonly source: string;
}

/** Marks that the lexer puts between pieces of the text, and that are no part of it: see `CST` of the library. */
const MARKS: readonly string[] = ["\u0002", "\u0018", "\u001f"];

/** The pieces of a text in their order. */
export function* lexemesOf(text: string): Generator<Lexeme> {
  let offset = 0;
  for (const source of new Lexer().lex(text)) {
    if (MARKS.includes(source)) continue;
    yield { offset, source };
    offset += source.length;
  }
}

/** The brackets that are open at a place, from the outermost to the innermost. */
export function openBrackets(text: string, at: number): Lexeme[] {
  const open: Lexeme[] = [];
  for (const lexeme of lexemesOf(text)) {
    if (lexeme.offset >= at) break;
    if (lexeme.source === "[" || lexeme.source === "{") open.push(lexeme);
    if (lexeme.source === "]" || lexeme.source === "}") open.pop();
  }
  return open;
}

/** The last text in quotation marks that starts before a place; undefined where there is none. */
export function quotedBefore(text: string, at: number): Lexeme | undefined {
  let last: Lexeme | undefined;
  for (const lexeme of lexemesOf(text)) {
    if (lexeme.offset >= at) break;
    if (/^["']/.test(lexeme.source)) last = lexeme;
  }
  return last;
}

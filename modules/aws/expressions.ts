import { Fn, Token } from "cdktf";

/**
 * What an expression gives for a list that the provider may leave out: its elements without null, none where the list
 * itself is null. Terraform has no such function: a splat and `length` fail on null, and `sort` on null among texts.
 *
 * @param list expression of the list, without `${}`.
 */
export function elementsOf(list: string): string {
  return `try([for one in ${list} : one if one != null], [])`;
}

/**
 * Whether an expression gives a text that says something: it is false for null, for an empty text, and where a block that the
 * text would be in is not there.
 *
 * @param text expression of the text, without `${}`.
 */
export function isText(text: string): string {
  return `try(length(${text}) > 0, false)`;
}

/**
 * What an expression gives for a text that the provider may leave out.
 *
 * @param text expression of the text, without `${}`.
 * @param otherwise what it gives where there is none: an expression, such as a text in quotes.
 */
export function textOr(text: string, otherwise: string): string {
  return `try(coalesce(${text}), ${otherwise})`;
}

/**
 * A text that the provider may leave out, by reference: an attribute, or one of a block in a list of blocks.
 *
 * @param text the reference.
 * @param otherwise what stands in its place where it is null or empty, or where the block is not there.
 */
export function given(text: string, otherwise: string): string {
  return Token.asString(Fn.try([Fn.coalesce([text]), otherwise]));
}

/** The elements of a list of texts, joined for a message, or a word where there are none. */
export function joined(list: string, none: string): string {
  return `join(", ", sort(coalescelist(${elementsOf(list)}, ["${none}"])))`;
}

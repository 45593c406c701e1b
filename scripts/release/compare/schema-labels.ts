import { compare } from "../../../support/compare";
import { canonical, escaped, isSchema, type Schema, WORDS } from "./schema-values";

/**
 * Names of alternatives: what tells each from the others, so that their order does not count. It is a constant of its, as
 * `type=s3`, or its type with a number: those of a type are counted in the order of what they say. Two with the same
 * constant have a number too.
 *
 * @param resolve gives what a reference leads to.
 */
export function labelsOf(all: readonly unknown[], resolve: (schema: unknown) => unknown): readonly string[] {
  const names = all.map((each) => nameOf(resolve(each)));
  const texts = all.map((each) => canonical(withoutWords(resolve(each))));
  return names.map((name, index) => {
    const same = names.flatMap((other, at) => (other === name ? [at] : []));
    // A constant of one alternative needs no number.
    if (same.length === 1 && name.includes("=")) return name;
    const before = same.filter((at) => {
      const order = compare(texts[at] ?? "", texts[index] ?? "");
      return order < 0 || (order === 0 && at < index);
    });
    return `${name}#${before.length}`;
  });
}

function nameOf(schema: unknown): string {
  if (!isSchema(schema)) return "";
  const constants = isSchema(schema.properties)
    ? Object.entries(schema.properties).filter(([, value]) => isSchema(value) && value.const !== undefined)
    : [];
  const [constant] = constants;
  if (constant !== undefined) return `${escaped(constant[0])}=${escaped(canonical((constant[1] as Schema).const))}`;
  return typeof schema.type === "string" ? schema.type : "";
}

/** A schema without its own words, which do not count for the order. */
function withoutWords(schema: unknown): unknown {
  return isSchema(schema) ? Object.fromEntries(Object.entries(schema).filter(([key]) => !WORDS.has(key))) : schema;
}

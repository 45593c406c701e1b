/** An index in an address: a number, or a key in quotes, in which brackets may stand and quotes are escaped. */
const INDEX = String.raw`\[(?:\d+|"(?:[^"\\]|\\.)*")\]`;
const INDEXES = new RegExp(INDEX, "gs");
const LAST_INDEX = new RegExp(`^((?:${INDEX}|[^["])*)${INDEX}$`, "s");

/** The address of a resource without all indexes: `module.a["b.c"].aws_vpc.d[0]` gives `module.a.aws_vpc.d`. */
export function withoutIndexes(address: string): string {
  return address.replace(INDEXES, "");
}

/** The address of a resource without its own index. The modules that it is in keep theirs. */
export function withoutLastIndex(address: string): string {
  return LAST_INDEX.exec(address)?.[1] ?? address;
}

/** A digest or the id of a commit, where a command line wants one. */
const DIGEST = "0".repeat(64);

/** What variables of the scripts stand for, where it matters to the command line; any other is `x`. */
const VALUES: Readonly<Record<string, string>> = {
  ...{ SHARD: "1/2", DIGEST },
  ...{ HEAD: DIGEST, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: DIGEST },
};

/** Arrays of a script, as they are where the script is at. */
type Arrays = Map<string, readonly string[]>;

const ARRAY = /\b(?<name>\w+)(?<more>\+?)=\((?<items>[^)]*)\)/;
const COMMAND = /(?:npx privatelink|node dist\/cli\/main\.js) (?<words>(?:"[^"]*"|'[^']*'|\$\{[^}]*\}|[^\n|;&><)"'])*)/;

/**
 * Command lines of the program in a script: the words behind `npx privatelink`, or its file, with arrays of the script put in.
 *
 * @param script for bash, or for sh.
 */
export function commandLines(script: string): string[][] {
  const text = script
    .replace(/\\\n\s*/g, " ")
    .replaceAll('"$(cat "$PLANFILE")"', DIGEST)
    .replaceAll('"$@"', "")
    .replace(/"\$\((?:[^()"]|"[^"]*")*\)"/g, "x");
  const arrays: Arrays = new Map();
  const found: string[][] = [];
  for (const { groups = {} } of text.matchAll(new RegExp(`${ARRAY.source}|${COMMAND.source}`, "g"))) {
    const { name, more, items = "", words } = groups;
    if (words !== undefined) found.push(wordsOf(words, arrays));
    else if (name !== undefined)
      arrays.set(name, [...(more === "+" ? (arrays.get(name) ?? []) : []), ...wordsOf(items, arrays)]);
  }
  return found;
}

/** The words of a piece of shell. */
function wordsOf(text: string, arrays: Arrays): string[] {
  const plain = text
    .replace(/\$\{\w+:\+([^}]*)\}/g, "$1")
    .replace(/"\$\{(\w+)\[@\]\}"/g, (_, name: string) => (arrays.get(name) ?? []).join(" "));
  return [...plain.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) =>
    word
      .replace(/^["']|["']$/g, "")
      .replace(/\$\{?(\w+)[^}"]*\}?|\$\(.*\)/g, (_, name: string | undefined) => VALUES[name ?? ""] ?? "x"),
  );
}

import { isScalar, isSeq, type YAMLMap } from "yaml";
import { asList, isMapping } from "../fields";
import { yamlDocument } from "../yaml/document";
import { byHand, CannotEdit, type Change, type Changes } from "./changes";
import { indentAt, lastCharacter, lineEnd, mappingOf, pairOf, rangeOf, splice } from "./node-places";
import { type Kind, scalarText } from "./scalar-text";

/** Keys behind which new ones are written, in the order that people write them in. */
const ORDER = [
  "name",
  "external",
  "account",
  "accounts",
  "role",
  "principal",
  "principals",
  "contact",
  "state",
  "since",
  "reason",
  "until",
  "service",
  "resource",
  "appliance",
  "endpointId",
];

/**
 * Changes keys of the mapping in a YAML file, or in a line of JSON. All else stays as it is, to the byte:
 * comments, the order of keys, quotes and line ends.
 *
 * @throws CannotEdit where the text does not say afterwards what it should.
 */
export function editMapping(text: string, changes: Changes, kind: Kind): string {
  let edited = text;
  for (const [key, change] of Object.entries(changes)) edited = changed(edited, key.split("."), change, kind);
  refuseOtherMeaning(text, edited, changes);
  return edited;
}

function changed(text: string, path: readonly string[], change: Change, kind: Kind): string {
  if (change === undefined) return withoutKey(text, path);
  return typeof change === "object" ? withItem(text, path, change.append, kind) : withKey(text, path, change, kind);
}

/** The text is edited, not written anew; so it is read again, and must say what was asked for and nothing else. */
function refuseOtherMeaning(text: string, edited: string, changes: Changes): void {
  const wanted = structuredClone(yamlDocument(text).value);
  for (const [key, value] of Object.entries(changes)) set(wanted, key.split("."), value);
  if (sorted(yamlDocument(edited).value) !== sorted(wanted))
    throw new CannotEdit("a record that can be changed without changing anything else", byHand(changes));
}

function set(mapping: unknown, [key = "", ...rest]: readonly string[], value: Change): void {
  if (!isMapping(mapping)) return;
  if (rest.length > 0) set(mapping[key], rest, value);
  else if (value === undefined) delete (mapping as Record<string, unknown>)[key];
  else
    (mapping as Record<string, unknown>)[key] =
      typeof value === "object" ? [...asList(mapping[key]), value.append] : value;
}

/** A value as text, whatever the order of its keys. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, each) =>
    isMapping(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each,
  );
}

function withKey(text: string, path: readonly string[], value: string, kind: Kind): string {
  const key = path.at(-1) ?? "";
  const mapping = mappingOf(text, path.slice(0, -1));
  const isFlow = mapping.flow === true;
  const pair = pairOf(mapping, key);
  if (pair === undefined) return inserted(text, mapping, key, scalarText(value, undefined, isFlow, kind), kind);
  const [start, end] = rangeOf(pair.value);
  const written = scalarText(value, pair.value, isFlow, kind);
  const old = text.slice(start, end);
  // A block scalar ends with its line.
  const rest = /\r?\n$/.exec(old)?.[0] ?? "";
  const space = start > 0 && /[:,]/.test(text[start - 1] ?? "") ? " " : "";
  return text.slice(0, start) + space + written + rest + text.slice(end);
}

/** A value at the end of a list. */
function withItem(text: string, path: readonly string[], value: string, kind: Kind): string {
  const key = path.at(-1) ?? "";
  const mapping = mappingOf(text, path.slice(0, -1));
  const list = pairOf(mapping, key)?.value;
  const written = (before: unknown, isFlow: boolean) => scalarText(value, before, isFlow, kind);
  if (list === undefined) return inserted(text, mapping, key, `[${written(undefined, true)}]`, kind);
  const last = isSeq(list) ? list.items.at(-1) : undefined;
  if (!isSeq(list) || !isScalar(last))
    throw new CannotEdit(`a list of texts at \`${path.join(".")}\``, byHand({ [path.join(".")]: { append: value } }));
  const [start, end] = rangeOf(last);
  if (list.flow === true) return splice(text, end, `${kind === "json" ? "," : ", "}${written(last, true)}`);
  const dash = /^[ \t]*-[ \t]+$/.exec(text.slice(text.lastIndexOf("\n", start - 1) + 1, start))?.[0];
  if (dash === undefined) throw new CannotEdit("items that begin a line", "edit the list by hand");
  return withLine(text, end, `${dash}${written(last, false)}`);
}

/** A text with a line behind the one in which something ends. */
function withLine(text: string, at: number, line: string): string {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const end = lineEnd(text, lastCharacter(text, at));
  return end < 0 ? `${text}${newline}${line}` : splice(text, end, `${line}${newline}`);
}

function inserted(text: string, mapping: YAMLMap, key: string, written: string, kind: Kind): string {
  const before = ORDER.includes(key) ? ORDER.slice(0, ORDER.indexOf(key)) : ORDER;
  const near = before.map((each) => pairOf(mapping, each)).findLast((pair) => pair !== undefined);
  const first = mapping.items[0];
  if (first === undefined) throw new CannotEdit("a record with keys", `write \`${key}\` by hand`);
  const name = kind === "json" ? JSON.stringify(key) : key;
  if (mapping.flow === true) {
    const separator =
      kind === "json" && !/^\{.*?":\s/s.test(text.slice(rangeOf(mapping)[0])) ? [",", ":"] : [", ", ": "];
    if (near === undefined)
      return splice(text, rangeOf(first.key)[0], `${name}${separator[1]}${written}${separator[0]}`);
    return splice(text, rangeOf(near.value ?? near.key)[1], `${separator[0]}${name}${separator[1]}${written}`);
  }
  const column = indentAt(text, rangeOf(first.key)[0]);
  const line = `${column}${name}: ${written}`;
  if (near !== undefined) return withLine(text, rangeOf(near.value ?? near.key)[1], line);
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  return splice(text, rangeOf(first.key)[0] - column.length, `${line}${newline}`);
}

function withoutKey(text: string, path: readonly string[]): string {
  const key = path.at(-1);
  const mapping = mappingOf(text, path.slice(0, -1));
  const index = mapping.items.findIndex((pair) => isScalar(pair.key) && pair.key.value === key);
  const pair = mapping.items[index];
  if (pair === undefined) return text;
  const start = rangeOf(pair.key)[0];
  const last = rangeOf(pair.value ?? pair.key)[1];
  if (mapping.flow === true) {
    const next = mapping.items[index + 1];
    const previous = mapping.items[index - 1];
    if (next) return text.slice(0, start) + text.slice(rangeOf(next.key)[0]);
    return previous ? text.slice(0, rangeOf(previous.value ?? previous.key)[1]) + text.slice(last) : text;
  }
  const end = lineEnd(text, Math.max(lastCharacter(text, last), start));
  const from = start - indentAt(text, start).length;
  return text.slice(0, from) + (end < 0 ? "" : text.slice(end));
}

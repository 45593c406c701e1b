import { type Change, own } from "./change";
import { parentOf, type SchemaFacts, schemaFacts } from "./schema-facts";
import { newOfRead, newOfWritten, ofRead, ofWritten } from "./schema-rules";

/** Schemas of what the program writes. The others are of files that users write. */
const WRITTEN =
  /^(certificate|certificate-index|changed|deployed|drift|order|plans|policy-report|review)\.schema\.json$/;

/** Compares JSON Schemas by the name of their file: texts of them. */
export function compareSchemas(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): Change[] {
  const changes: Change[] = [];
  for (const [file, text] of Object.entries(before)) {
    const other = own(now, file);
    if (other === undefined) changes.push({ needs: "major", of: `schema ${file}`, what: "is gone" });
    else if (other !== text) changes.push(...compareSchema(file, schemaFacts(JSON.parse(text)), other));
  }
  for (const file of Object.keys(now))
    if (own(before, file) === undefined) changes.push({ needs: "minor", of: `schema ${file}`, what: "is new" });
  return changes;
}

function compareSchema(file: string, before: SchemaFacts, text: string): Change[] {
  const now = schemaFacts(JSON.parse(text));
  const isWritten = WRITTEN.test(file);
  const changes: Change[] = [];
  for (const [path, old] of before) {
    const of = `key ${file} ${path}`;
    const other = now.get(path);
    if (other === undefined) {
      if (before.has(parentOf(path)) && !now.has(parentOf(path))) continue;
      changes.push({ needs: "major", of, what: "is gone" });
      continue;
    }
    for (const keyword of new Set([...old.keys(), ...other.keys()])) {
      const [was, is] = [old.get(keyword), other.get(keyword)];
      if (was === is) continue;
      const needs = isWritten ? ofWritten(keyword, was, is) : ofRead(keyword, was, is);
      changes.push({ needs, of: `${of} ${keyword}`, what: `was ${textOf(was)}, is ${textOf(is)}` });
    }
  }
  for (const [path, facts] of now) {
    if (before.has(path) || (!before.has(parentOf(path)) && now.has(parentOf(path)))) continue;
    const needs = isWritten ? newOfWritten(path, before) : newOfRead(path, before, now);
    const isDemanded = !isWritten && facts.get("required") === "true";
    changes.push({ needs, of: `key ${file} ${path}`, what: isDemanded ? "is new, and required" : "is new" });
  }
  return changes;
}

function textOf(text: string | undefined): string {
  return text === undefined ? "not there" : `\`${text.length > 80 ? `${text.slice(0, 80)}…` : text}\``;
}

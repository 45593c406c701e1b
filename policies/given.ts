import { writeNearest } from "../config/nearest";
import { isDate } from "../support/date";
import { isObject } from "../support/json-object";
import { CouldNotJudge } from "./checker/could-not-judge";
import { kindOf } from "./checker/policy";

/** What an option may be, and whether a value is that. */
interface Expected {
  readonly what: string;
  readonly holds: (value: unknown) => boolean;
}

const isText = (value: unknown) => typeof value === "string";
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText);
const isData = (value: unknown) => isText(value) || isObject(value);
const TEXTS: Expected = { what: "a list of paths", holds: isTexts };

/** Options of every call that judges. */
export const JUDGE_OPTIONS: Readonly<Record<string, Expected>> = {
  data: {
    what: "the path of a file, policy data as an object, or a list of them",
    holds: (value) => isData(value) || (Array.isArray(value) && value.every(isData)),
  },
  isSelection: { what: "true or false", holds: (value) => typeof value === "boolean" },
  now: { what: "a day as YYYY-MM-DD", holds: (value) => typeof value === "string" && isDate(value) },
};

/** Options of a call that judges documents in memory. What roles there are is told beside the document. */
export const DOCUMENT_OPTIONS: Readonly<Record<string, Expected>> = {
  ...JUDGE_OPTIONS,
  role: { what: "the name of a role", holds: isText },
};

/** Options of a call that judges files. */
export const PATH_OPTIONS: Readonly<Record<string, Expected>> = {
  ...JUDGE_OPTIONS,
  status: TEXTS,
  environments: { what: "the path of a folder", holds: isText },
  stacks: TEXTS,
  signal: { what: "an AbortSignal", holds: (value) => isObject(value) && typeof value.aborted === "boolean" },
};

/** Options that say which finding is meant. */
export const FINDING_OPTIONS: Readonly<Record<string, Expected>> = {
  ...DOCUMENT_OPTIONS,
  address: { what: "an address of Terraform", holds: isText },
  outcome: {
    what: "violated, unproven or warning",
    holds: (value) => ["violated", "unproven", "warning"].includes(String(value)) && isText(value),
  },
};

/**
 * Refuses options that a call does not have: JavaScript has no types that would tell. What is undefined is not given.
 *
 * @throws CouldNotJudge with everything that is wrong.
 */
export function checkOptions(options: unknown, known: Readonly<Record<string, Expected>>): void {
  if (!isObject(options))
    throw new CouldNotJudge(`options: expected an object, such as { role: "consumer" }; got ${given(options)}.`);
  const names = Object.keys(known);
  const wrong = Object.entries(options).flatMap(([name, value]) => {
    const expected = Object.hasOwn(known, name) ? known[name] : undefined;
    if (expected === undefined) {
      const advice = writeNearest(name, names);
      return [
        `options: expected some of ${names.join(", ")}; got \`${name}\`.${advice === undefined ? "" : ` ${sentence(advice)}`}`,
      ];
    }
    if (value === undefined || expected.holds(value)) return [];
    return [`${name}: expected ${expected.what}; got ${given(value)}.`];
  });
  if (wrong.length > 0) throw new CouldNotJudge(wrong.join("\n"));
}

/** Refuses paths that are no list of texts. */
export function checkPaths(paths: unknown): void {
  if (isTexts(paths)) return;
  const advice = isText(paths) ? ` Write [${JSON.stringify(paths)}].` : "";
  throw new CouldNotJudge(`paths: expected a list of paths; got ${given(paths)}.${advice}`);
}

/** Refuses documents that are no mapping from names. */
export function checkDocuments(documents: unknown): void {
  if (isObject(documents)) return;
  throw new CouldNotJudge(
    `documents: expected an object with documents by their names, such as { stack: DOCUMENT }; got ${given(documents)}.`,
  );
}

/** A value as messages show it: a short one itself, else what kind it is. */
function given(value: unknown): string {
  if (value === undefined) return "undefined";
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (Array.isArray(value)) return isTexts(value) ? "an array" : "an array with something else in it";
  return isObject(value) ? "an object" : kindOf(value);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

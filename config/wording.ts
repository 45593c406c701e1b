import type { z } from "zod";
import { nearest } from "./nearest";

type Issue = z.core.$ZodIssue;

const TYPE_NAMES: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "a mapping",
  record: "a mapping",
  string: "a text",
};

/** What was expected, in the terms of YAML. */
export function expectation(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.message.startsWith("Invalid input") ? (TYPE_NAMES[issue.expected] ?? issue.expected) : issue.message;
    case "invalid_value":
      if (!issue.message.startsWith("Invalid")) return issue.message;
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.join(", ")}`;
    case "too_small":
      return issue.origin === "array"
        ? `at least ${issue.minimum} in the list`
        : `${unit(issue.origin)} ${issue.minimum} or more`;
    case "too_big":
      return issue.origin === "array"
        ? `at most ${issue.maximum} in the list`
        : `${unit(issue.origin)} ${issue.maximum} or less`;
    default:
      return issue.message;
  }
}

function unit(origin: string): string {
  return origin === "string" ? "a length of" : "a number of";
}

/**
 * What to write instead of a value, where that can be told.
 *
 * @param source the value as it is written.
 * @param accepts whether the schema takes a value there: what the next run would refuse is no advice.
 */
export function suggestion(
  issue: Issue,
  value: unknown,
  source: string,
  accepts: (value: unknown) => boolean,
): string | undefined {
  const ofListener = listenerProtocol(issue, value);
  if (ofListener !== undefined) return ofListener;
  const instead = meantValue(issue, value, source);
  if (instead === undefined || !accepts(instead)) return undefined;
  return `write \`${typeof instead === "string" && issue.code === "invalid_value" ? instead : JSON.stringify(instead)}\``;
}

/** A Network Load Balancer passes HTTP on, and knows nothing of it. */
function listenerProtocol(issue: Issue, value: unknown): string | undefined {
  if (issue.code !== "invalid_value" || !["TCP", "TLS"].every((each) => issue.values.includes(each))) return undefined;
  if (/^https$/i.test(String(value)))
    return "write `TLS`, and the load balancer decrypts with a certificate, or `TCP`, and the targets decrypt";
  return /^http$/i.test(String(value)) ? "write `TCP`" : undefined;
}

function meantValue(issue: Issue, value: unknown, source: string): unknown {
  if (value === null || value === undefined || typeof value === "object") return undefined;
  if (issue.code === "invalid_value")
    return issue.values.every((each) => typeof each === "boolean")
      ? asFlag(value)
      : nearest(String(value), issue.values.map(String));
  if (issue.code !== "invalid_type") return undefined;
  switch (issue.expected) {
    case "array":
      // `-a -b` was meant as a list without the spaces.
      if (source.startsWith("-")) return undefined;
      return source.split(",").map((part) => (/^\d+$/.test(part.trim()) ? Number(part) : part.trim()));
    case "string":
      return source;
    case "number":
    case "int":
      return /^\d+$/.test(String(value)) ? Number(value) : undefined;
    case "boolean":
      return asFlag(value);
    default:
      return undefined;
  }
}

/** What a word means where true or false belongs: in older YAML it was one of them. */
export function asFlag(value: unknown): boolean | undefined {
  if (/^(yes|on|true)$/i.test(String(value))) return true;
  return /^(no|off|false)$/i.test(String(value)) ? false : undefined;
}

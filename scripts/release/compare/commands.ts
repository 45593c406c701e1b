import type { Facts, Groups } from "../contract/contract";
import { type Change, compareFacts, own } from "./change";

/** Compares what commands take. What was a right command line must stay one, and do the same. */
export function compareCommands(before: Groups, now: Groups): Change[] {
  const changes: Change[] = [];
  for (const [name, takes] of Object.entries(before)) {
    const other = own(now, name);
    if (other === undefined) changes.push({ needs: "major", of: `command ${name}`, what: "is gone" });
    else changes.push(...compareCommand(name, takes, other));
  }
  for (const name of Object.keys(now))
    if (own(before, name) === undefined) changes.push({ needs: "minor", of: `command ${name}`, what: "is new" });
  return changes;
}

/** What {@link ../contract/commands.ts} says of an option. */
interface Option {
  readonly takes: "value" | "optional-value" | "flag";
  readonly several?: boolean;
  readonly required?: boolean;
  readonly choices?: readonly string[];
  readonly default?: unknown;
  readonly short?: string;
}

function compareCommand(name: string, before: Facts, now: Facts): Change[] {
  return compareFacts(`option ${name}`, before, now, {
    added: (text) => (read(text).required ? "major" : "minor"),
    changed: (was, is) => (isCompatible(read(was), read(is)) ? "minor" : "major"),
  });
}

function isCompatible(was: Option, is: Option): boolean {
  return (
    was.takes === is.takes &&
    (is.several === true || was.several !== true) &&
    (was.required === true || is.required !== true) &&
    JSON.stringify(was.default) === JSON.stringify(is.default) &&
    (was.short === undefined || was.short === is.short) &&
    (is.choices === undefined || (was.choices?.every((choice) => is.choices?.includes(choice)) ?? false))
  );
}

function read(text: string): Option {
  return JSON.parse(text) as Option;
}

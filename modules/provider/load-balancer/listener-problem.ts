import type { OptionProblem } from "./option-problem";

/** Something that AWS, or its provider, refuses of a listener. Its path is from the listener on: `["healthCheck", "path"]`. */
export type ListenerProblem = OptionProblem;

/**
 * A listener of which nothing is sure but that it is a mapping: properties of a construct, or what somebody wrote into a
 * file. The rules over several keys read this, so that they hold for both.
 */
export type LooseListener = Readonly<Record<string, unknown>>;

/** A value as a mapping; an empty one where it is none. */
export function asLoose(value: unknown): LooseListener {
  return typeof value === "object" && value !== null ? (value as LooseListener) : {};
}

import type { Facts } from "../contract/contract";

/** Parts of a version, the least first. */
export const BUMPS = ["none", "patch", "minor", "major"] as const;

export type Bump = (typeof BUMPS)[number];

/** Something that a release changes for its users. */
export interface Change {
  readonly needs: "minor" | "major";
  /** What it is of, such as `address prod-service-orders aws_lb.main`: `accepted.yaml` names it. */
  readonly of: string;
  /** What became of it. */
  readonly what: string;
}

/** The greater of versions' parts. */
export function greatest(bumps: Iterable<Bump>): Bump {
  return BUMPS[Math.max(0, ...[...bumps].map((bump) => BUMPS.indexOf(bump)))] ?? "none";
}

/** What is asked of each name of two lists: the part of the version that its change needs; undefined where none. */
export interface Rules {
  readonly gone?: Change["needs"];
  readonly added?: Change["needs"] | ((now: string, name: string) => Change["needs"]);
  readonly changed?: (before: string, now: string) => Change["needs"];
}

/** Compares what is said of names: what is gone is major, what is new is minor, another text is major. */
export function compareFacts(
  kind: string,
  before: Facts,
  now: Facts,
  { gone = "major", added = "minor", changed = () => "major" }: Rules = {},
): Change[] {
  const changes: Change[] = [];
  const of = (name: string) => `${kind} ${name}`;
  for (const [name, text] of Object.entries(before)) {
    const other = own(now, name);
    if (other === undefined) changes.push({ needs: gone, of: of(name), what: "is gone" });
    else if (other !== text)
      changes.push({
        needs: changed(text, other),
        of: of(name),
        what: `was ${shownText(text)}, is ${shownText(other)}`,
      });
  }
  for (const [name, text] of Object.entries(now))
    if (own(before, name) === undefined)
      changes.push({ needs: typeof added === "function" ? added(text, name) : added, of: of(name), what: "is new" });
  return changes;
}

/** A value of a record that may have any key, also `constructor`. */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

const LONGEST = 100;

function shownText(text: string): string {
  if (text === "") return "without a note";
  return `\`${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}\``;
}

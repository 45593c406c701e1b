/** A released version: major, minor and patch number. */
type Version = readonly [major: number, minor: number, patch: number];

/** Versions from one to before another, without some. */
export interface VersionRange {
  readonly from: Version;
  /** @default - there is no end */
  readonly before?: Version | undefined;
  readonly without: readonly Version[];
}

/** A version constraint, as it was read. */
export interface VersionConstraint {
  /** The conditions as Terraform writes them to a lock file: sorted, each once, with all three numbers. */
  readonly text: string;
  readonly range: VersionRange;
}

const OPERATORS = ["=", "!=", ">", ">=", "<", "<=", "~>"] as const;
type Operator = (typeof OPERATORS)[number];

/** One condition. Terraform takes no `v`, no wildcard, and at most three numbers. */
const CONDITION = /^(=|!=|>=|<=|>|<|~>)?\s*(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?$/;

interface Condition {
  readonly operator: Operator;
  readonly version: Version;
  readonly text: string;
  readonly range: VersionRange;
}

/**
 * Reads a version constraint: conditions with commas between them, all of which hold
 * (https://developer.hashicorp.com/terraform/language/expressions/version-constraints). Terraform takes a pre-release only
 * where it is named exactly; here, none is taken.
 *
 * @returns the conditions that are none, as they stand in the text, where there are some.
 */
export function parseConstraint(text: string): VersionConstraint | { readonly wrong: readonly string[] } {
  const parts = text.split(",").map((part) => part.trim());
  const wrong = parts.filter((part) => !CONDITION.test(part));
  if (wrong.length > 0) return { wrong };
  const conditions = parts.map(condition).sort(inOrder);
  const texts = [...new Set(conditions.map((each) => each.text))];
  const range = conditions.map((each) => each.range).reduce(intersection, { from: [0, 0, 0], without: [] });
  return { text: texts.join(", "), range };
}

function condition(part: string): Condition {
  const [, operator = "=", major = "", minor, patch] = CONDITION.exec(part) ?? [];
  const version: Version = [Number(major), Number(minor ?? 0), Number(patch ?? 0)];
  const of = { operator: operator as Operator, version };
  if (operator !== "~>") return { ...of, text: written(of), range: rangeOf(of) };
  const [first, second] = version;
  if (patch === undefined)
    return {
      ...of,
      text: `~> ${first}.${second}`,
      range: { from: version, before: [first + 1, 0, 0], without: [] },
    };
  return { ...of, text: written(of), range: { from: version, before: [first, second + 1, 0], without: [] } };
}

function written({ operator, version }: Pick<Condition, "operator" | "version">): string {
  return operator === "=" ? version.join(".") : `${operator} ${version.join(".")}`;
}

function rangeOf({ operator, version }: Pick<Condition, "operator" | "version">): VersionRange {
  const [major, minor, patch] = version;
  const from: Version = [0, 0, 0];
  const next: Version = [major, minor, patch + 1];
  switch (operator) {
    case "!=":
      return { from, without: [version] };
    case ">":
      return { from: next, without: [] };
    case ">=":
      return { from: version, without: [] };
    case "<":
      return { from, before: version, without: [] };
    case "<=":
      return { from, before: next, without: [] };
    default:
      return { from: version, before: next, without: [] };
  }
}

function inOrder(a: Condition, b: Condition): number {
  return compareVersions(a.version, b.version) || OPERATORS.indexOf(a.operator) - OPERATORS.indexOf(b.operator);
}

/** Versions that two ranges have in common. */
export function intersection(a: VersionRange, b: VersionRange): VersionRange {
  const from = compareVersions(a.from, b.from) < 0 ? b.from : a.from;
  const ends = [a.before, b.before].filter((end) => end !== undefined).sort(compareVersions);
  return { from, before: ends[0], without: [...a.without, ...b.without] };
}

/** Whether no version is in a range. */
export function isEmpty({ from, before, without }: VersionRange): boolean {
  if (before === undefined) return false;
  if (compareVersions(from, before) >= 0) return true;
  const [major, minor, patch] = from;
  // From another minor version on, there are more versions than can be excluded.
  if (before[0] !== major || before[1] !== minor) return false;
  const excluded = new Set(without.map(String));
  for (let each = patch; each < before[2]; each += 1) if (!excluded.has(String([major, minor, each]))) return false;
  return true;
}

function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

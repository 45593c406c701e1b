/** A version as numbers, the greatest part first. */
type Numbers = readonly [number, number, number];

/** Versions from the first one on, and before the second one. */
interface Bounds {
  readonly from: Numbers;
  readonly before: Numbers;
}

const VERSION = String.raw`(\d+\.\d+\.\d+)`;
const CARET = new RegExp(String.raw`^\^${VERSION}$`);
const FROM_AND_BEFORE = new RegExp(`^>=${VERSION} <${VERSION}$`);
/** A version, with what may follow its numbers. */
const FOUND = new RegExp(`^${VERSION}(?:[-+].*)?$`);

/**
 * Whether a version is in a range of npm.
 *
 * @param range `^1.2.3` or `>=1.2.3 <2.0.0`. No version is in a range of another form.
 */
export function isInRange(version: string, range: string): boolean {
  const [, numbers] = FOUND.exec(version) ?? [];
  const bounds = boundsOf(range);
  if (numbers === undefined || bounds === undefined) return false;
  const found = numbersOf(numbers);
  return compareNumbers(found, bounds.from) >= 0 && compareNumbers(found, bounds.before) < 0;
}

/** The bounds of a range; undefined where it is of another form. */
export function boundsOf(range: string): Bounds | undefined {
  const [, least] = CARET.exec(range) ?? [];
  if (least !== undefined) return { from: numbersOf(least), before: afterCaret(numbersOf(least)) };
  const [, from, before] = FROM_AND_BEFORE.exec(range) ?? [];
  if (from === undefined || before === undefined) return undefined;
  return { from: numbersOf(from), before: numbersOf(before) };
}

/** The first version that is not in a range such as `^1.2.3`: its first number that is not zero is greater by one. */
function afterCaret([major, minor, patch]: Numbers): Numbers {
  if (major > 0) return [major + 1, 0, 0];
  return minor > 0 ? [0, minor + 1, 0] : [0, 0, patch + 1];
}

function numbersOf(version: string): Numbers {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  return [major, minor, patch];
}

/** Less than 0 where the first one is less, 0 where both are the same. */
function compareNumbers(a: Numbers, b: Numbers): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

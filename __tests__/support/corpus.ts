import { appendFileSync } from "node:fs";
import { relative } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";
import { sha256 } from "../../support/sha256";

/** Whether a run tests corpora whole, as `npm run test:corpus` does, and not a sample of each. */
export const IS_WHOLE = process.env.CORPUS === "whole";

/** What decides which cases a sample has: CORPUS_SEED, or the same number in each run. */
export const SEED = numberOf("CORPUS_SEED", 20261129);

/** By how much the cases of each property are multiplied: CORPUS_TIMES, or 1. */
const TIMES = numberOf("CORPUS_TIMES", 1);

/** The share of a property's cases that a quick run tries. */
const QUICK_SHARE = 1 / 10;

/**
 * A sample of a corpus, in the order of the corpus; all of it in a run of whole corpora.
 *
 * @param name what the corpus is of, as the output of the run says it.
 * @param corpus all cases.
 * @param size number of cases. There are more where there are more kinds.
 * @param kindOf the kind of a case. The sample has at least one case of each kind.
 */
export function sampleOf<T>(
  name: string,
  corpus: readonly T[],
  size: number,
  kindOf: (item: T) => string = () => "",
): readonly T[] {
  if (IS_WHOLE || corpus.length <= size) return corpus;
  const shuffled = corpus
    .map((item, index) => ({ item, index, place: sha256(`${SEED} ${name} ${index}`) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  const firsts = new Map<string, (typeof shuffled)[number]>();
  for (const each of shuffled) {
    const kind = kindOf(each.item);
    if (!firsts.has(kind)) firsts.set(kind, each);
  }
  const ofKinds = new Set(firsts.values());
  const others = shuffled.filter((each) => !ofKinds.has(each)).slice(0, Math.max(0, size - ofKinds.size));
  const chosen = [...ofKinds, ...others].sort((a, b) => a.index - b.index);
  tell(`${name}: ${chosen.length} of ${corpus.length}`);
  return chosen.map(({ item }) => item);
}

/**
 * What fast-check takes to try a property: the seed, and a number of cases.
 *
 * @param name what is tried, as the output of the run says it.
 * @param cases number of cases in a run of whole corpora.
 */
export function casesOf(name: string, cases: number): { readonly seed: number; readonly numRuns: number } {
  const all = cases * TIMES;
  if (IS_WHOLE) return { seed: SEED, numRuns: all };
  const numRuns = Math.ceil(all * QUICK_SHARE);
  tell(`${name}: ${numRuns} of ${all}`);
  return { seed: SEED, numRuns };
}

/** Fails where cases of a corpus did not do as they should, with their names and the command that runs them again. */
export function expectNone(failing: readonly string[]): void {
  const again = runAgain();
  expect({ "run again": again, failing }).toEqual({ "run again": again, failing: [] });
}

/** Leaves a line for the end of the run's output. */
function tell(line: string): void {
  const file = process.env.CORPUS_NOTES;
  if (file !== undefined) appendFileSync(file, `${line}\n`);
}

/** The command that runs the file of this test again, with the same cases. */
function runAgain(): string {
  const { testPath = "", currentTestName = "" } = expect.getState();
  const [file] = /^__tests__\/\S+/.exec(currentTestName) ?? [relative(PACKAGE_ROOT, testPath)];
  return `${IS_WHOLE ? "CORPUS=whole " : ""}CORPUS_SEED=${SEED} npx jest ${file}`;
}

function numberOf(variable: string, otherwise: number): number {
  const text = process.env[variable];
  if (!text) return otherwise;
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new Error(`${variable}: expected a whole number from 1; got ${text}`);
  return number;
}

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "./environments";

type Corpus = typeof import("./corpus");

const VARIABLES = ["CORPUS", "CORPUS_SEED", "CORPUS_TIMES", "CORPUS_NOTES"];
const before = VARIABLES.map((name) => [name, process.env[name]] as const);
const notes = join(temporaryFolder(), "notes.txt");

afterEach(() => {
  for (const [name, value] of before) set(name, value);
});

function set(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

/** The module as a run with these variables has it. */
function corpusWith(variables: Readonly<Record<string, string>> = {}): Corpus {
  for (const name of VARIABLES) set(name, { CORPUS_NOTES: notes, ...variables }[name]);
  let corpus: Corpus | undefined;
  jest.isolateModules(() => {
    corpus = require("./corpus");
  });
  return corpus as Corpus;
}

const NUMBERS = Array.from({ length: 1000 }, (_, index) => index);
/** Two kinds that are frequent, and one with a single case. */
const kindOf = (number: number) => (number === 777 ? "rare" : number % 2 === 0 ? "even" : "odd");

test("a sample has its size, in the order of the corpus, and is the same in each run", () => {
  const sample = corpusWith().sampleOf("numbers", NUMBERS, 50);
  expect(new Set(sample).size).toBe(50);
  expect([...sample].sort((a, b) => a - b)).toEqual(sample);
  expect(corpusWith().sampleOf("numbers", NUMBERS, 50)).toEqual(sample);
});

test("another seed and another corpus have another sample", () => {
  const sample = corpusWith().sampleOf("numbers", NUMBERS, 50);
  expect(corpusWith({ CORPUS_SEED: "7" }).sampleOf("numbers", NUMBERS, 50)).not.toEqual(sample);
  expect(corpusWith().sampleOf("others", NUMBERS, 50)).not.toEqual(sample);
});

test.each([1, 3, 50])("a sample of %i has each kind, whatever the seed", (size) => {
  for (const seed of [1, 2, 3]) {
    const sample = corpusWith({ CORPUS_SEED: String(seed) }).sampleOf("numbers", NUMBERS, size, kindOf);
    expect(new Set(sample.map(kindOf)).size).toBe(3);
    expect(sample).toHaveLength(Math.max(3, size));
  }
});

test("a run of whole corpora has all of them, and says nothing of samples", () => {
  const { sampleOf, casesOf } = corpusWith({ CORPUS: "whole", CORPUS_NOTES: `${notes}.whole` });
  expect(sampleOf("numbers", NUMBERS, 50)).toEqual(NUMBERS);
  expect(casesOf("property", 150)).toMatchObject({ numRuns: 150 });
  expect(existsSync(`${notes}.whole`)).toBe(false);
});

test("a quick run tries a property less often, and says what was sampled", () => {
  const { sampleOf, casesOf } = corpusWith({ CORPUS_NOTES: `${notes}.quick` });
  sampleOf("numbers", NUMBERS, 50);
  expect(casesOf("property", 150)).toEqual({ seed: 20261129, numRuns: 15 });
  expect(readFileSync(`${notes}.quick`, "utf8")).toBe("numbers: 50 of 1000\nproperty: 15 of 150\n");
});

test("CORPUS_TIMES tries a property more often", () => {
  expect(corpusWith({ CORPUS: "whole", CORPUS_TIMES: "100" }).casesOf("property", 150).numRuns).toBe(15_000);
});

test.each(["x", "0", "-1", "1.5"])("fails on CORPUS_SEED=%s", (seed) => {
  expect(() => corpusWith({ CORPUS_SEED: seed })).toThrow("CORPUS_SEED: expected a whole number from 1");
});

test("fails on cases that went wrong with their names and how to run them again", () => {
  const { expectNone } = corpusWith({ CORPUS: "whole", CORPUS_SEED: "7" });
  expect(() => expectNone(["aws_route by vpc_id"])).toThrow(/aws_route by vpc_id/);
  expect(() => expectNone(["aws_route by vpc_id"])).toThrow(
    /CORPUS=whole CORPUS_SEED=7 npx jest __tests__\/support\/corpus\.test\.ts/,
  );
  expectNone([]);
});

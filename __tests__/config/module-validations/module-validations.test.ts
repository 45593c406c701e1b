import { stringify } from "yaml";
import { KEY_PATTERN } from "../../../config/fields";
import { namePartProblem } from "../../../modules/aws/names";
import { latticeNamePartProblem } from "../../../modules/provider/resource/names";
import { sourceNames } from "../../../support/source-names";
import { sampleOf } from "../../support/corpus";
import { problemsIn } from "../../support/environments";
import { moduleValidations, validationsIn } from "../../support/module-validations";
import { CONSUMER_COVERAGE } from "./consumer";
import type { Input } from "./coverage";
import { soundFiles } from "./files";
import { OTHER_COVERAGE, RESOURCE_COVERAGE, SERVICE_COVERAGE } from "./provider";

const COVERAGE = { ...OTHER_COVERAGE, ...CONSUMER_COVERAGE, ...SERVICE_COVERAGE, ...RESOURCE_COVERAGE };

/** How often each property is judged in each file. */
function counted(places: readonly { readonly file: string; readonly property: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { file, property } of places) counts[`${file}: ${property}`] = (counts[`${file}: ${property}`] ?? 0) + 1;
  return counts;
}

const COVERED = Object.entries(COVERAGE).flatMap(([file, properties]) =>
  Object.entries(properties).flatMap(([property, all]) => all.map((coverage) => ({ file, property, coverage }))),
);

test("every validation of a module says how config covers it", () => {
  expect(counted(COVERED)).toEqual(counted(moduleValidations()));
});

const SOUND_TEXTS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(soundFiles()).map(([file, value]) => [`dev/${file}`, stringify(value)]),
);

test("the files that the inputs change are sound", () => {
  expect(problemsAfter({})).toEqual([]);
});

const INPUTS = COVERED.flatMap(({ file, property, coverage }, index): [string, Input][] =>
  "never" in coverage ? [] : [[`${file}: ${property} (${index})`, coverage]],
);
/** A third of them, of each file at least one. */
const SOME_INPUTS = sampleOf(
  "inputs that a module refuses",
  INPUTS,
  Math.ceil(INPUTS.length / 3),
  ([name]) => `${name.split(":")[0]}`,
);

test.each(SOME_INPUTS)("fails in config, with file, line and key, on what %s refuses", (_, { put, at }) => {
  const { file, path } = placeOf(at);
  const problem = problemsAfter(put).find((each) => each.file === `dev/${file}` && each.path === path);
  expect(problem).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
  expect(problem?.expected).not.toBe("");
});

test("a new validation is seen, whatever it is called by", () => {
  const source = `
    function validate(problems: PropertyProblems, others: PropertyProblems) {
      problems.checkName(name);
      problems.add(\`targets.\${key}\`, "something", got);
      throw new Error();
    }
    const mine = new PropertyProblems(scope);
    node.addValidation(rule);
  `;
  expect(validationsIn("a.ts", source).map(({ property, line }) => `${line} ${property}`)).toEqual([
    "2 PropertyProblems under another name than `problems`",
    "3 name",
    "4 targets.${key}",
    "5 throw",
    "7 PropertyProblems under another name than `problems`",
    "8 addValidation",
  ]);
});

test("keys of files, and names of sources, are parts of names", () => {
  const keys = ["a", "sg-team", "internal-http", "rcfg-a", "a1-b2", `a${"-b".repeat(15)}1`];
  for (const key of keys) {
    expect(key).toMatch(KEY_PATTERN);
    expect([namePartProblem(key), latticeNamePartProblem(key)]).toEqual([undefined, undefined]);
  }
  const sources = ["10.20.0.0/24", "sg-0123456789abcdef0", "pl-01234567", "2001:db8::/56", "::1/128"];
  for (const name of Object.keys(sourceNames(sources))) expect(namePartProblem(name)).toBeUndefined();
});

/** The file and the path that a place of the table stands for. */
function placeOf(place: string): { file: string; path: string } {
  const [, consumer, path = ""] = /^(?:(\w+): )?(.+)$/.exec(place) ?? [];
  return { file: consumer === undefined ? "environment.yaml" : `consumers/${consumer}.yaml`, path };
}

/** What config says of the sound files with some values put in. */
function problemsAfter(put: Input["put"]): ReturnType<typeof problemsIn> {
  const files = soundFiles();
  const texts = { ...SOUND_TEXTS };
  for (const [place, value] of Object.entries(put)) {
    const { file, path } = placeOf(place);
    setIn(files[file] as Values, path.split("."), value);
    texts[`dev/${file}`] = stringify(files[file]);
  }
  return problemsIn(texts);
}

type Values = Record<string, unknown>;

function setIn(values: Values, [key = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length > 0) {
    values[key] ??= {};
    setIn(values[key] as Values, rest, value);
  } else if (value === undefined) delete values[key];
  else values[key] = value;
}

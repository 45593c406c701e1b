import { intersection, isEmpty, parseConstraint, type VersionRange } from "../../config/version-constraint";

/** What Terraform 1.15.5 answers to `init` where only 6.25.0 is to be had: what it writes to the lock file. */
const TAKEN: readonly (readonly [string, string])[] = [
  ["6.25.0", "6.25.0"],
  ["6.25", "6.25.0"],
  ["= 6.25", "6.25.0"],
  ["=6.25.0", "6.25.0"],
  [" 6.25.0 ", "6.25.0"],
  ["06.25", "6.25.0"],
  [">= 6.25, < 7", ">= 6.25.0, < 7.0.0"],
  [">=6.25,<7", ">= 6.25.0, < 7.0.0"],
  [">=6.25 , <7.0.0", ">= 6.25.0, < 7.0.0"],
  ["> 6.24.9", "> 6.24.9"],
  ["> 6.24", "> 6.24.0"],
  ["> 6", "> 6.0.0"],
  ["< 6.26", "< 6.26.0"],
  ["<= 6.25", "<= 6.25.0"],
  ["~> 6.25", "~> 6.25"],
  ["~>6.25", "~> 6.25"],
  ["~> 6.25.0", "~> 6.25.0"],
  ["~> 6", "~> 6.0"],
  ["~> 6.24", "~> 6.24"],
  ["!= 6.24", "!= 6.24.0"],
  ["!= 6.25.1, >= 6.25", ">= 6.25.0, != 6.25.1"],
  ["~> 6.25, != 6.30.0", "~> 6.25, != 6.30.0"],
];

/** What it says of these: no such version is to be had. */
const OTHERS = [
  ...["6", "<= 6", "> 6.25", "~> 5", "~> 6.24.0", "!= 6.25", ">= 7, < 6", ">= 6.25.1, < 7", ">= 6.26, < 7"],
];

/** Invalid version constraint. */
const REFUSED = [
  ...["", "v6.25.0", ">= v6.25", ">= 6.25,", ", >= 6.25", ">= 6.25 < 7", ">= 6.25,, < 7", "6.x", "6.*", "^6.25"],
  ...["== 6.25", "=> 6.25", "=< 6.25", ">= 6.25 || < 5", "> = 6.25", "!6.24", ">= 6.25.0.0"],
];

const ONLY: VersionRange = { from: [6, 25, 0], before: [6, 25, 1], without: [] };

function read(text: string) {
  const constraint = parseConstraint(text);
  if ("wrong" in constraint) throw new Error(`refused: ${constraint.wrong.join(" | ")}`);
  return { text: constraint.text, takes: !isEmpty(intersection(constraint.range, ONLY)) };
}

test.each(TAKEN)("%p is taken for 6.25.0, and written as Terraform does", (text, written) => {
  expect(read(text)).toEqual({ text: written, takes: true });
});

test.each(OTHERS)("%p is of other versions than 6.25.0", (text) => {
  expect(read(text).takes).toBe(false);
});

test.each(REFUSED)("fails on %p, as Terraform does", (text) => {
  expect(parseConstraint(text)).toHaveProperty("wrong");
});

test.each(["6.25.0-beta1", ">= 6.25.0-beta1", "6.25.0+build"])("fails on the pre-release %p", (text) => {
  expect(parseConstraint(text)).toEqual({ wrong: [text] });
});

test("each condition that is none is told", () => {
  expect(parseConstraint("=> 6.25, < 7,")).toEqual({ wrong: ["=> 6.25", ""] });
});

test("conditions are told once and sorted, whatever their order", () => {
  expect(read("< 7, >= 6.25, <7.0.0").text).toBe(read(">= 6.25, < 7").text);
});

test.each([">= 7, < 6", "> 6.25, < 6.25.1", "6.25.0, != 6.25.0", "~> 6.25.0, < 6.25.2, != 6.25.0, != 6.25.1"])(
  "no version meets %p",
  (text) => {
    const constraint = parseConstraint(text);
    expect("range" in constraint && isEmpty(constraint.range)).toBe(true);
  },
);

test.each(["> 6.25.0, < 6.26", "~> 6.25.0, != 6.25.0", ">= 6.25, < 6.26, != 6.25.0", "!= 6.25.0"])(
  "some version meets %p",
  (text) => {
    const constraint = parseConstraint(text);
    expect("range" in constraint && isEmpty(constraint.range)).toBe(false);
  },
);

import { fileList } from "../../cli/synth";

const paths = Array.from({ length: 3000 }, (_, index) => `out/stacks/s${index}/cdk.tf.json`);

test("a program gets every file", () => {
  expect(fileList(paths, false)).toBe(`${paths.join("\n")}\n`);
});

test("a terminal gets the first ones and the number of the rest", () => {
  const lines = fileList(paths, true).trim().split("\n");
  expect(lines).toHaveLength(41);
  expect(lines.at(-1)).toBe("and 2960 more files");
  expect(fileList(paths.slice(0, 40), true)).toBe(fileList(paths.slice(0, 40), false));
});

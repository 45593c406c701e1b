import { shellCommand, shellWord } from "../../support/shell";
import { run } from "./run-node";

test.each([
  ["environments", "environments"],
  ["--out=a/b.c", "--out=a/b.c"],
  ["my app", "'my app'"],
  ["dev-*", "'dev-*'"],
  ["it's", "'it'\\''s'"],
  ["$HOME", "'$HOME'"],
  ["", "''"],
])("%j is written %s", (word, expected) => {
  expect(shellWord(word)).toBe(expected);
});

test("a shell reads the words as they were", async () => {
  const words = ["a b", "it's", "$HOME `x`", 'say "x"', "new\nline", "*", "", "~", "a\\b"];
  const { stdout } = await run("sh", ["-c", `printf '%s|' ${shellCommand(words)}`]);
  expect(stdout).toBe(`${words.join("|")}|`);
});

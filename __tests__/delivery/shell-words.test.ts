import { commandLines } from "./shell-words";

test.each([
  ['npx privatelink plan --env "$NAME" --out ci.out/plans >log', [["plan", "--env", "x", "--out", "ci.out/plans"]]],
  ["npx privatelink synth || echo 1\nnpx privatelink start; ls", [["synth"], ["start"]]],
  ['npx privatelink changed \\\n  --base "$(base_commit)"', [["changed", "--base", "x"]]],
  [
    'a=(--old)\na=(--x 1)\na+=(--y "$z")\nnpx privatelink apply "${a[@]}" --w',
    [["apply", "--x", "1", "--y", "x", "--w"]],
  ],
  ['npx privatelink plan --shard "$SHARD"', [["plan", "--shard", "1/2"]]],
  ['npx privatelink review ${status:+--status "$status"}', [["review", "--status", "x"]]],
  ["npx privatelink policy a/*/plans --format json=b", [["policy", "a/*/plans", "--format", "json=b"]]],
])("the command lines of %j", (script, expected) => {
  expect(commandLines(script)).toEqual(expected);
});

import { CONSUMER, consumerProblems, problem } from "../../support/environments";

test("fails on a consumer's tag that differs from the environment's by its case alone", () => {
  expect(consumerProblems(`${CONSUMER}tags: {owner: web}\n`)).toEqual([
    problem(
      "dev/consumers/web.yaml:8:15 tags.owner",
      "a key that differs from the environment's Owner by more than its case",
      "`Owner` and `owner` (dev/environment.yaml:5 and dev/consumers/web.yaml:8)",
      "write both alike, or rename one: IAM takes them for one key",
    ),
  ]);
});

test("a consumer's tag takes the place of the environment's", () => {
  expect(consumerProblems(`${CONSUMER}tags: {Owner: web}\n`)).toEqual([]);
});

import { acceptorScheduleProblem, secondsOfRate } from "../../../../modules/provider/acceptor/schedule";

test.each([
  ["rate(1 minute)", 60],
  ["rate(2 minutes)", 120],
  ["rate(1 hour)", 3600],
  ["rate(10 hours)", 36_000],
  ["rate(1 day)", 86_400],
])("%s is %i seconds", (text, seconds) => {
  expect(secondsOfRate(text)).toBe(seconds);
});

test.each(["rate(1 minute)", "rate(5 minutes)", "rate(480 minutes)", "rate(8 hours)"])("%s is a schedule", (text) => {
  expect(acceptorScheduleProblem(text)).toBeUndefined();
});

test.each([
  "rate(1 minutes)",
  "rate(2 minute)",
  "rate(0 minutes)",
  "rate(05 minutes)",
  "rate(481 minutes)",
  "rate(9 hours)",
  "rate(1 day)",
  "cron(0 * * * ? *)",
  "rate(5 minutes) ",
  "",
])("fails on %j", (text) => {
  expect(acceptorScheduleProblem(text)).toMatch(/^a rate of EventBridge of at most 8 hours/);
});

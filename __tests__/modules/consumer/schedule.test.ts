import { scheduleProblem } from "../../../modules/consumer/client-application";

test.each([
  "cron(0 8 ? * MON-FRI *)",
  "cron(0/15 * * * ? *)",
  "cron(0 8,20 1,L * ? 2026-2030)",
  "cron(0 8 ? JAN-mar 2#1 *)",
  "cron(5 8 15W * ? *)",
  "cron(0 8 ? * FRIL *)",
])("%s is a schedule", (text) => {
  expect(scheduleProblem(text)).toBeUndefined();
});

test.each([
  ["cron(60 8 * * ? *)", "minutes is from 0 to 59"],
  ["cron(0 24 * * ? *)", "hours is from 0 to 23"],
  ["cron(0 8 32 * ? *)", "day of the month is from 1 to 31"],
  ["cron(0 8 * 13 ? *)", "month is from 1 to 12"],
  ["cron(0 8 ? * 0 *)", "day of the week is from 1 to 7"],
  ["cron(0 8 ? * 8 *)", "day of the week is from 1 to 7"],
  ["cron(0 8 * * ? 1969)", "year is from 1970 to 2199"],
  ["cron(0/0 8 * * ? *)", "minutes is from 0 to 59"],
  ["cron(0 ? * * ? *)", "hours is from 0 to 23"],
])("fails on %s", (text, what) => {
  expect(scheduleProblem(text)).toContain(`whose ${what}`);
});

test.each(["cron(0 8 * * * *)", "cron(0 8 ? * ? *)", "cron(0 8 1 * MON *)"])(
  "fails on %s, with days of the month and of the week",
  (text) => {
    expect(scheduleProblem(text)).toContain("? as the day of the month or as the day of the week, not as both");
  },
);

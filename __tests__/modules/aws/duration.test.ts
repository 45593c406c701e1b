import { timeoutProblem } from "../../../modules/aws/duration";

test.each(["10m", "1h", "90s", "1h30m", "1h0m30s"])("%s is a time", (text) => {
  expect(timeoutProblem(text)).toBeUndefined();
});

test.each(["", "10", "10 m", "0m", "0h0m", "30m1h", "1.5h", "-5m", "10min"])("fails on the time %j", (text) => {
  expect(timeoutProblem(text)).toBe("a time in hours, minutes and seconds, such as 30m or 1h30m");
});

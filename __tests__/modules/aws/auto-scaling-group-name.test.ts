import { autoScalingGroupNameProblem } from "../../../modules/aws/auto-scaling-group-name";

test.each(["a", "web_2/b+c", "x".repeat(255)])("%s names a group", (name) => {
  expect(autoScalingGroupNameProblem(name)).toBeUndefined();
});

test.each(["", "a b", "a:b", "ä", "x".repeat(256)])("fails on %j", (name) => {
  expect(autoScalingGroupNameProblem(name)).toBe(
    "the name of an Auto Scaling group: 1 to 255 characters of ASCII, without spaces and colons",
  );
});

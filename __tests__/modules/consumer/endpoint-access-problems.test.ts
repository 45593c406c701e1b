import { sourceProblem } from "../../../modules/consumer/endpoint-access-problems";

test.each([
  "sg-1",
  "sg-012345678",
  "sg-0123456789ABCDEF0",
  "eni-01234567",
  "${x}",
  "10.0.0.0",
  "fd00::1/64",
  "fd00:0::/64",
])("fails on the source %s", (text) => {
  expect(sourceProblem(text)).toContain("the id of a security group (sg-...)");
});

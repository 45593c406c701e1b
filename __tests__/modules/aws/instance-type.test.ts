import { amazonLinuxParameter, architectureOf, instanceTypeProblem } from "../../../modules/aws/instance-type";

test.each([
  ["t4g.nano", "arm64"],
  ["a1.medium", "arm64"],
  ["m7g.large", "arm64"],
  ["c7gn.large", "arm64"],
  ["c6gd.large", "arm64"],
  ["g5g.xlarge", "arm64"],
  ["x2gd.medium", "arm64"],
  ["im4gn.large", "arm64"],
  ["is4gen.large", "arm64"],
  ["i8ge.large", "arm64"],
  ["hpc7g.4xlarge", "arm64"],
  ["t3.nano", "x86_64"],
  ["t3a.nano", "x86_64"],
  ["m5.large", "x86_64"],
  ["g4dn.xlarge", "x86_64"],
  ["g5.xlarge", "x86_64"],
  ["gr6.4xlarge", "x86_64"],
  ["m7i-flex.large", "x86_64"],
  ["u-6tb1.metal", "x86_64"],
  ["x2iedn.xlarge", "x86_64"],
])("%s is %s", (instanceType, architecture) => {
  expect(architectureOf(instanceType)).toBe(architecture);
});

test.each(["", "t4g", "T4G.nano", "t4g.nano ", ".nano", "${var.type}", "t4g.nano\n"])("fails on type %j", (text) => {
  expect(instanceTypeProblem(text)).toBe("an EC2 instance type, such as t4g.nano");
});

test("the newest Amazon Linux image is that of the type's processors", () => {
  expect(amazonLinuxParameter("t4g.nano")).toBe("/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64");
});

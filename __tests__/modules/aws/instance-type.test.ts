import {
  amazonLinuxParameter,
  architectureOf,
  architectureProblem,
  instanceTypeProblem,
} from "../../../modules/aws/instance-type";
import { INSTANCE_TYPES } from "../../../modules/aws/instance-types";

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
  ["p6e-gb200.36xlarge", "arm64"],
])("%s is %s", (instanceType, architecture) => {
  expect(architectureOf(instanceType)).toBe(architecture);
});

test.each(["", "t4g", "T4G.nano", "t4g.nano ", ".nano", "${var.type}", "t4g.nano\n"])("fails on type %j", (text) => {
  expect(instanceTypeProblem(text)).toBe("an EC2 instance type, such as t4g.nano");
});

test.each(["t4g.nano", "m7i-flex.large", "u-6tb1.metal", "m8azn.metal-24xl", "c5.9xlarge"])("%s is a type", (text) => {
  expect(instanceTypeProblem(text)).toBeUndefined();
});

test("every known type is listed once", () => {
  expect(new Set(INSTANCE_TYPES).size).toBe(INSTANCE_TYPES.length);
  expect(INSTANCE_TYPES.length).toBeGreaterThan(1000);
});

test.each(["t9.nano", "t4g.4xlarge", "m5.nano", "t4.nano"])("fails on %s, which AWS has not", (text) => {
  expect(instanceTypeProblem(text)).toBe("an instance type that Amazon EC2 has, such as t4g.nano");
});

test("a newer type than is known is accepted with its architecture, which chooses the image", () => {
  expect(instanceTypeProblem("t9.nano", "arm64")).toBeUndefined();
  expect(amazonLinuxParameter("t9.nano", "arm64")).toMatch(/-arm64$/);
  expect(architectureProblem("t9.nano", "arm64")).toBeUndefined();
});

test("fails on another architecture than the type's", () => {
  expect(architectureProblem("t4g.nano", "x86_64")).toBe("arm64, the architecture of t4g.nano");
  expect(architectureProblem("t4g.nano", "arm64")).toBeUndefined();
});

test("the newest Amazon Linux image is that of the type's processors", () => {
  expect(amazonLinuxParameter("t4g.nano")).toBe("/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64");
});

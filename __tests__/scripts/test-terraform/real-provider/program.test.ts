import { reasonOf } from "../../../../scripts/test-terraform/real-provider/program";

test("a program that did not run gives its own reason", () => {
  expect(reasonOf("installing\nskipped: python3 has no venv\n")).toBe("python3 has no venv");
});

test("the reason of a program that failed is its last line", () => {
  expect(reasonOf("installing moto\nmkdir: cannot create directory\n")).toBe("mkdir: cannot create directory");
});

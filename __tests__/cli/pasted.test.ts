import { initialized, pastedPath, takeCard } from "../../cli/pasted";

const here = { folder: process.cwd() };
const elsewhere = { folder: "/elsewhere" };

test("paths are as they were given where the user is in the folder of the process, otherwise whole", () => {
  expect(pastedPath("cdktf.out", here)).toBe("cdktf.out");
  expect(pastedPath("cdktf.out", elsewhere)).toBe(`${process.cwd()}/cdktf.out`);
});

test("Terraform is initialized before it does anything", () => {
  expect(initialized("removed/dev-dns-web", ["destroy"], here, "terraform")).toBe(
    "terraform -chdir=cdktf.out/removed/dev-dns-web init && terraform -chdir=cdktf.out/removed/dev-dns-web destroy",
  );
});

test("a card is written where the user is, and read from there", () => {
  expect(takeCard("dev-service-orders", "orders", here, "terraform").file).toBe("orders.json");
  const { command, file } = takeCard("dev-service-orders", "orders", elsewhere, "tofu");
  expect(command).toContain(`tofu -chdir=${process.cwd()}/cdktf.out/stacks/dev-service-orders init`);
  expect(command.endsWith("output -raw service_card > orders.json")).toBe(true);
  expect(file).toBe("/elsewhere/orders.json");
});

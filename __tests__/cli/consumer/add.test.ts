import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cli, type Printed } from "../../support/cli";
import { ENVIRONMENT, EXTERNAL, folderOf } from "../../support/environments";

let folder: string;

function add(name: string, ...args: string[]): Promise<Printed> {
  const options = ["--account", "999999999999", "--service", "orders", "--environments", folder, "--now", "2026-11-29"];
  return cli(["consumer", "add", name, ...options, ...args]);
}

const file = (name: string) => join(folder, "dev/consumers", name);

beforeEach(() => {
  folder = folderOf({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/globex.yaml": EXTERNAL });
});

test("a customer gets a file of their own", async () => {
  const arn = "arn:aws:iam::999999999999:role/connect";
  const args = ["--principal", arn, "--contact", "A: <a@example.com>", "--until", "2027-06-30"];
  const { out, code } = await add("acme", ...args);
  expect(code).toBe(0);
  expect(out).toMatch(/^\S+dev\/consumers\/acme\.yaml {2}acme: `allowed`\n/);
  expect(readFileSync(file("acme.yaml"), "utf8")).toBe(`external: true
account: "999999999999"
principal: ${arn}
contact: "A: <a@example.com>"
state: allowed
since: 2026-11-29
until: 2027-06-30
connections:
  orders:
    service: orders
`);
});

test("fails where the customer has a record, also in another case of arguments", async () => {
  const { error, code } = await add("globex");
  expect([code, error]).toEqual([1, expect.stringContaining("globex.yaml:1: globex has a record already")]);
  expect(readFileSync(file("globex.yaml"), "utf8")).toBe(EXTERNAL);
});

test.each([
  ["a name that is none", ["Acme Corp"], "as the name of a customer"],
  ["a table with another ending", ["acme", "--to", "crm.xlsx"], "expected a file that ends with .csv or .jsonl"],
  ["a table that there is not", ["acme", "--to", "crm.csv"], "found no file"],
  ["a table elsewhere", ["acme", "--to", "../crm.jsonl"], "expected a file in "],
])("fails on %s", async (_, [name = "", ...args], message) => {
  const { error, code } = await add(name, ...args);
  expect([code, error]).toEqual([1, expect.stringContaining(message)]);
  expect(existsSync(file("acme.yaml"))).toBe(false);
});

test.each([
  ["an account that is none", ["--account", "1234"], "12 digits"],
  ["everybody as a principal", ["--principal", "*"], "the principals one by one"],
  ["a service that there is not", ["--service", "order"], "order: did you mean orders?"],
  ["a state that is none", ["--state", "open"], "Allowed choices are invited, allowed."],
  ["a state that a new customer cannot have", ["--state", "draining"], "Allowed choices are invited, allowed."],
])("fails on %s as a wrong command line", async (_, args, message) => {
  const { error, code } = await add("acme", ...args);
  expect([code, error]).toEqual([2, expect.stringContaining(message)]);
});

test("fails where the environment would be wrong, and writes nothing", async () => {
  writeFileSync(file("bad.yaml"), "account: 1\n");
  const { error, code } = await add("acme");
  expect([code, error]).toEqual([1, expect.stringContaining("bad.yaml:1:10")]);
  expect(existsSync(file("acme.yaml"))).toBe(false);
});

test("fails without --env where there are several environments", async () => {
  folder = folderOf({ "a/environment.yaml": ENVIRONMENT, "b/environment.yaml": ENVIRONMENT });
  expect((await add("acme")).error).toContain("There are several environments: a, b. Choose one with --env.");
});

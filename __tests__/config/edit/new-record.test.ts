import { parse } from "yaml";
import { CannotEdit } from "../../../config/edit/changes";
import { type NewCustomer, newFile, withCsvRow, withJsonLine } from "../../../config/edit/new-record";

const ACME: NewCustomer = {
  name: "acme",
  accounts: ["999999999999"],
  principals: [],
  state: "allowed",
  since: "2026-11-29",
  connections: [{ kind: "service", key: "orders" }],
};
const MANY: NewCustomer = {
  ...ACME,
  accounts: ["999999999999", "888888888888"],
  principals: ["arn:aws:iam::999999999999:role/a", "arn:aws:iam::888888888888:user/b"],
  connections: [
    { kind: "service", key: "orders" },
    { kind: "appliance", key: "firewall" },
  ],
};

test("a file has an account or several, and what the connections lead to", () => {
  expect(parse(newFile(ACME))).toEqual({
    external: true,
    account: "999999999999",
    state: "allowed",
    since: "2026-11-29",
    connections: { orders: { service: "orders" } },
  });
  expect(parse(newFile(MANY))).toMatchObject({
    accounts: MANY.accounts,
    principals: MANY.principals,
    connections: { firewall: { appliance: "firewall" } },
  });
});

test("a file names its schema, where it is in this project", () => {
  expect(newFile(ACME, "../x.json").split("\n")[0]).toBe("# yaml-language-server: $schema=../x.json");
});

test("account ids stay texts", () => {
  expect(newFile({ ...ACME, accounts: ["012345678901"] })).toContain('account: "012345678901"');
});

test.each([
  ["the column of one", "name,account,state,since,services\n", "acme,999999999999,allowed,2026-11-29,orders\n"],
  ["the column of several", "name,accounts,state,since,services\n", "acme,999999999999,allowed,2026-11-29,orders\n"],
])("a row has the account in %s", (_, table, row) => {
  expect(withCsvRow(table, ACME)).toBe(table + row);
  expect(withCsvRow(`\ufeff${table}`, ACME)).toBe(`\ufeff${table}${row}`);
});

test("a row has several values with semicolons between", () => {
  const table = "name,accounts,principals,state,since,services,connections.firewall.appliance\n";
  expect(withCsvRow(table, MANY).slice(table.length)).toBe(
    "acme,999999999999;888888888888,arn:aws:iam::999999999999:role/a;arn:aws:iam::888888888888:user/b,allowed,2026-11-29,orders,firewall\n",
  );
});

test("a table gets the columns that it lacks", () => {
  expect(withCsvRow("name,account,services\r\na,777777777777,orders\r\n", { ...ACME, accounts: MANY.accounts })).toBe(
    "name,account,services,accounts,state,since\r\na,777777777777,orders,,,\r\nacme,,orders,999999999999;888888888888,allowed,2026-11-29\r\n",
  );
});

test("fails where a table is empty", () => {
  expect(() => withCsvRow("", ACME)).toThrow(CannotEdit);
});

test("a line of JSON is added, with the line ends of the others", () => {
  expect(withJsonLine('{"name":"a"}', ACME)).toMatch(
    /^\{"name":"a"\}\n\{"name":"acme","account":"999999999999",.*\}\n$/,
  );
  expect(withJsonLine('{"name":"a"}\r\n', ACME)).toMatch(/\}\r\n$/);
  expect(withJsonLine("", ACME)).toMatch(/^\{"name":"acme".*\}\n$/);
});

import fc from "fast-check";
import { stringify } from "yaml";
import { problem } from "../../support/environments";
import { consumersIn, tableProblems } from "./tables";

const problems = (text: string) => tableProblems("crm.csv", text);
const at = (place: string, ...rest: [expected: string, found: string, fix?: string]) =>
  problem(`dev/consumers/crm.csv:${place}`, ...rest);

const HEADER = "name,account,services";
const rows = (...lines: string[]) => `${[HEADER, ...lines].join("\n")}\n`;

const COLUMNS =
  "one of the columns name, services, external, account, accounts, state, since, reason, until, principal, principals, contact, or connections.<name>.<key> with a key of service, resource, appliance, endpointId, endpointIds, regions, clientRanges";

test("a row is an external consumer, as a file of its own would be", () => {
  const yaml = `external: true
accounts: ["888888888888", "888888888889"]
contact: Globex, "IT"
state: draining
until: 2027-06-30
connections:
  orders: { service: orders, endpointIds: [vpce-0123456789abcdef0, vpce-0123456789abcdef1], regions: [us-east-1] }
`;
  const header =
    "name,accounts,contact,state,until,connections.orders.service,connections.orders.endpointIds,connections.orders.regions";
  const row = `globex,888888888888;888888888889,"Globex, ""IT""",draining,2027-06-30,orders,vpce-0123456789abcdef0; vpce-0123456789abcdef1,us-east-1`;
  expect(consumersIn({ "crm.csv": `${header}\n${row}\n` })).toEqual(consumersIn({ "globex.yaml": yaml }));
});

test("`services` stands for a connection to each; other columns add to it", () => {
  const text =
    "name,account,services,connections.orders.endpointId\nglobex,888888888888,orders,vpce-0123456789abcdef0\n";
  expect(consumersIn({ "crm.csv": text }).globex?.connections).toEqual({
    orders: { service: "orders", endpointId: "vpce-0123456789abcdef0" },
  });
});

test("a mark, CRLF, quoted line breaks, empty rows and texts that look like formulas are read as they are", () => {
  const text =
    '\ufeffname,account,services,contact\r\nglobex,888888888888,orders,"=1+1\r\nsecond"\r\n\r\n,,,\r\ninitech,888888888889,orders,@x\r\n';
  const { globex, initech } = consumersIn({ "crm.csv": text });
  expect([globex, initech]).toMatchObject([{ contact: "=1+1\r\nsecond" }, { contact: "@x" }]);
});

test("lines may end in either way, also in one table; the places are right in each", () => {
  const text = "name,account,services\r\na,888888888888,orders\nb,888888888887,orders\r\nc,nine,orders\n";
  expect(problems(text)).toEqual([at("4:3 account", "an account id: 12 digits", '"nine"')]);
});

test("whatever the texts are, a table says what files of their own say", () => {
  const text = fc.string({ unit: fc.constantFrom(..."aé,;\"' \n=@#:{}[]"), minLength: 1, maxLength: 12 });
  const cell = (value: string) => `"${value.replaceAll('"', '""')}"`;
  const property = fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), fc.boolean(), (contacts, crlf) => {
    const end = crlf ? "\r\n" : "\n";
    const names = contacts.map((contact, index) => [`c${index}`, contact] as const);
    const table = [
      "name,account,services,contact",
      ...names.map(([name, each]) => `${name},888888888888,orders,${cell(each)}`),
    ];
    const files = names.map(([name, contact]) => [
      `${name}.yaml`,
      stringify({ external: true, account: "888888888888", contact, connections: { orders: { service: "orders" } } }),
    ]);
    expect(consumersIn({ "crm.csv": table.join(end) })).toEqual(consumersIn(Object.fromEntries(files)));
  });
  fc.assert(property, { numRuns: 30 });
});

test.each([
  [
    "an empty file",
    "",
    at(
      "1:1",
      "a row with the names of the columns, then a consumer a row",
      "nothing: the file is empty",
      "export the consumers again, or delete the file",
    ),
  ],
  [
    "other separators",
    "name;account\n",
    at(
      "1:1",
      "columns with commas between them",
      "`name;account`",
      "export it with commas; `;` stands between several values in a cell",
    ),
  ],
  ["an unknown column, nearly a known one", "name,acount\n", at("1:6", COLUMNS, '"acount"', "write `account`")],
  ["an unknown column", "name,Umsatz\n", at("1:6", COLUMNS, '"Umsatz"', "take the column out, or rename it")],
  [
    "an unknown key of a connection",
    "name,connections.orders.endpoint\n",
    at("1:6", COLUMNS, '"connections.orders.endpoint"', "write `connections.orders.endpointId`"),
  ],
  [
    "a column twice",
    "name,account,account\n",
    at("1:14", "each column once", "`account` twice (line 1, positions 2 and 3)", "take one of them out"),
  ],
  ["no names", "account,services\n", at("1:1", "a column `name` with the names of the consumers", "account, services")],
  [
    "a name that is none",
    rows('"Globex, Inc.",888888888888,orders'),
    at(
      "2:1 name",
      "a key of lower-case letters, digits and single hyphens, at most 32, that begins with a letter",
      '"Globex, Inc."',
      "write `globex-inc`",
    ),
  ],
  [
    "a row without a name",
    rows(",888888888888,orders"),
    at("2:1 name", "a name of the consumer", "nothing: there is no name"),
  ],
  [
    "too few cells",
    rows("globex,888888888888"),
    at(
      "2:8",
      "3 cells, as many as the header has",
      '2 (the row begins with "globex")',
      "write a comma for each cell that is left empty",
    ),
  ],
  [
    "too many cells",
    rows("globex,888888888888,orders,more"),
    at(
      "2:28",
      "3 cells, as many as the header has",
      '4 (the row begins with "globex")',
      "put a cell with a comma in quotation marks, or write `;` between several values",
    ),
  ],
  [
    "a quotation mark that is not closed",
    rows('globex,888888888888,"orders'),
    at("2:21", 'a quotation mark `"` at the end of the cell', '`"orders`, which is not closed'),
  ],
  [
    "a quotation mark within a cell",
    rows('globex,888888888888,or"ders'),
    at(
      "2:21",
      'quotation marks around the whole cell, and `""` for one within it',
      '`or"ders`',
      'write the cell as `"..."`, with `""` for each quotation mark in it',
    ),
  ],
  [
    "an account without its zero",
    rows("globex,12345678901,orders"),
    at(
      "2:8 account",
      "an account id: 12 digits",
      '"12345678901"',
      "if it is 012345678901, write that: spreadsheets drop zeros at the beginning; format the column as text before the numbers are put in",
    ),
  ],
  [
    "an account as a number",
    rows("globex,8.88889E+11,orders"),
    at(
      "2:8 account",
      "an account id: 12 digits",
      '"8.88889E+11"',
      "write all 12 digits of the account of globex: a spreadsheet shortened the number; format the column as text before the numbers are put in",
    ),
  ],
  [
    "an unknown service",
    rows("globex,888888888888,order"),
    at("2:21 connections.order.service", "a service of dev/environment.yaml: orders", '"order"', "write `orders`"),
  ],
  [
    "a service twice",
    rows("globex,888888888888,orders; orders"),
    at("2:21 services", "each service once", "`orders` twice", "delete one of them"),
  ],
  [
    "a consumer twice",
    rows("globex,888888888888,orders", "initech,888888888889,orders", "globex,888888888888,orders"),
    at(
      "4:1 name",
      "each consumer once, in a file of its own or in a row",
      "`globex` twice (lines 2 and 4)",
      "delete all but one",
    ),
  ],
])("fails on %s", (_, text, expected) => {
  expect(problems(text)).toEqual([expected]);
});

test("a place behind a quoted line break is told by its line in the file", () => {
  const text = 'name,contact,account,services\nglobex,"a\nb",888888888888,orders\ninitech,x,nine,orders\n';
  expect(problems(text)).toEqual([at("4:11 account", "an account id: 12 digits", '"nine"')]);
});

test("fails on all rows at once, with the column of the cell", () => {
  const text =
    "name,account,services,state,since\na,888888888888,orders,revokd,\nb,888888888888,orders,revoked,2026-01-01\n";
  expect(problems(text)).toEqual([
    at("2:23 state", "one of invited, allowed, draining, revoked", '"revokd"', "write `revoked`"),
    at("3:1 reason", "with `state: revoked`, the reason", "nothing: the key is missing"),
  ]);
});

test("fails where `services` and another column say two things of one connection", () => {
  const text = "name,account,services,connections.orders.service\nglobex,888888888888,orders,payments\n";
  expect(problems(text)).toContainEqual(
    at(
      "2:28 connections.orders",
      "an empty cell: `services` has orders, which is a connection of this name to the service of this name",
      '"payments"',
      "take it out of one of the two columns, or name the connection otherwise",
    ),
  );
});

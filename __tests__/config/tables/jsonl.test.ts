import { ENVIRONMENT, EXTERNAL, problem, problemsIn } from "../../support/environments";
import { consumersIn, tableProblems } from "./tables";

const at = (place: string, ...rest: [expected: string, found: string, fix?: string]) =>
  problem(`dev/consumers/crm.jsonl:${place}`, ...rest);

const ROW =
  '{"name":"globex","account":"888888888888","connections":{"orders":{"service":"orders","endpointId":"vpce-0123456789abcdef0"}}}';
const ONE_A_LINE = "write each consumer on a line of its own, without brackets around all and without commas between";

test("a line is an external consumer, whether it says so or not", () => {
  const own = consumersIn({ "globex.yaml": EXTERNAL });
  expect(consumersIn({ "crm.jsonl": `\n${ROW}\r\n` })).toEqual(own);
  expect(consumersIn({ "crm.jsonl": ROW.replace("{", '{"external":true,') })).toEqual(own);
});

test.each([
  [
    "an empty file",
    "\n",
    at(
      "1:1",
      "at least one consumer, as a JSON object on a line",
      "nothing: the file is empty",
      "export the consumers again, or delete the file",
    ),
  ],
  [
    "a list",
    `[\n${ROW}\n]\n`.replace(`${ROW}\n`, ""),
    at("1:2", "a value, in JSON: one object a line", "the end of the line", ONE_A_LINE),
  ],
  ["a text", '"globex"\n', at("1:1", "a JSON object, one consumer a line", '"globex"', ONE_A_LINE)],
  [
    "a key twice",
    `${ROW.replace("{", '{"account":"888888888888",')}\n`,
    at("1:43", "a JSON object, in JSON: one object a line", 'the key "account" is there twice in one object'),
  ],
  [
    "no name",
    `${ROW.replace('"name":"globex",', "")}\n`,
    at("1:1 name", "a name of the consumer", "nothing: there is no name"),
  ],
  ["a name that is a number", `${ROW.replace('"globex"', "7")}\n`, at("1:9 name", "a name of the consumer", "7")],
  [
    "an account that is a number",
    `${ROW}\n${ROW.replace("globex", "initech").replace('"888888888888"', "888888888888").replace("def0", "def1")}\n`,
    at("2:29 account", "an account id in quotes: 12 digits", "888888888888 (number)", 'write `"888888888888"`'),
  ],
  [
    "an account without its zero",
    `${ROW.replace("888888888888", "12345678901")}\n`,
    at(
      "1:28 account",
      "an account id: 12 digits, in quotes",
      '"12345678901"',
      "if it is 012345678901, write that: spreadsheets drop zeros at the beginning; format the column as text before the numbers are put in",
    ),
  ],
  [
    "an unknown key",
    `${ROW.replace('"account"', '"vpc":{},"account"')}\n`,
    at(
      "1:18 vpc",
      "one of the keys account, accounts, connections, contact, external, principal, principals, reason, since, state, until",
      'the key "vpc"',
      "take the key out",
    ),
  ],
])("fails on %s", (_, text, expected) => {
  expect(tableProblems("crm.jsonl", text)).toContainEqual(expected);
});

test("fails on a consumer that this environment would build", () => {
  const [first] = tableProblems("crm.jsonl", `${ROW.replace("{", '{"external":false,')}\n`);
  expect(first).toEqual(
    at(
      "1:13 external",
      "a consumer who runs their own side: `external: true`, or the key left out",
      "false",
      "move a consumer that this environment builds to a file of its own, consumers/<consumer>.yaml",
    ),
  );
});

test("fails on one consumer in three files, with all places", () => {
  const found = problemsIn({
    "dev/environment.yaml": ENVIRONMENT,
    "dev/consumers/crm.csv": "name,account,services\nglobex,888888888888,orders\n",
    "dev/consumers/crm.jsonl": `${ROW}\n`,
    "dev/consumers/globex.yaml": EXTERNAL.replace("def0", "def1"),
  });
  expect(found).toContainEqual(
    at(
      "1:9 name",
      "each consumer once, in a file of its own or in a row",
      "`globex` 3 times (dev/consumers/crm.csv:2, dev/consumers/crm.jsonl:1 and dev/consumers/globex.yaml:1)",
      "delete all but one",
    ),
  );
});

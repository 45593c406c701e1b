import fc from "fast-check";
import { parse } from "yaml";
import { CannotEdit } from "../../../config/edit/changes";
import { editMapping } from "../../../config/edit/mapping-text";

const RECORD = `# Globex, since 2019
external: true # they run their own side
account: "888888888888"   # spaces stay

# whom to talk to
contact: 'network@globex.example'
connections:
  orders: { service: orders } # the only one
`;

const REVOKED = { state: "revoked", since: "2026-11-29", reason: "contract ended: #1" };

test("new keys are written behind those that people write before them, and nothing else changes", () => {
  expect(editMapping(RECORD, REVOKED, "yaml")).toBe(
    RECORD.replace(
      "contact: 'network@globex.example'\n",
      "contact: 'network@globex.example'\nstate: revoked\nsince: 2026-11-29\nreason: \"contract ended: #1\"\n",
    ),
  );
});

test.each([
  ["plain", "state: allowed # why\na: 1\n", "state: revoked # why\na: 1\n"],
  ["double quotes", 'state: "allowed"\n', 'state: "revoked"\n'],
  ["single quotes", "state: 'allowed'\n", "state: 'revoked'\n"],
  ["a quoted key", '"state": allowed\n', '"state": revoked\n'],
  ["no value", "account: a\nstate:\n", "account: a\nstate: revoked\n"],
  ["spaces around", "state :   allowed   # x\n", "state :   revoked   # x\n"],
  ["an alias", "a: &x allowed\nstate: *x\n", "a: &x allowed\nstate: revoked\n"],
  ["a block of text", "state: |\n  allowed\na: 1\n", "state: revoked\na: 1\n"],
  ["Windows line ends", "account: a\r\nb: 1\r\n", "account: a\r\nstate: revoked\r\nb: 1\r\n"],
  ["no line end at the end", "account: a", "account: a\nstate: revoked"],
  ["a flow mapping", "{ account: a, b: 1 }\n", "{ account: a, state: revoked, b: 1 }\n"],
  ["a flow mapping over lines", "{\n  account: a,\n  b: 1\n}\n", "{\n  account: a, state: revoked,\n  b: 1\n}\n"],
  ["a list before", "accounts:\n  - a\n  - b # last\nb: 1\n", "accounts:\n  - a\n  - b # last\nstate: revoked\nb: 1\n"],
  ["none of the keys before", "# head\nb: 1\n", "# head\nstate: revoked\nb: 1\n"],
  ["a document marker", "---\naccount: a\nb: 1\n", "---\naccount: a\nstate: revoked\nb: 1\n"],
  ["a merge key", "<<: { state: allowed }\nb: 1\n", "state: revoked\n<<: { state: allowed }\nb: 1\n"],
])("a state is written where there is %s", (_, before, after) => {
  expect(editMapping(before, { state: "revoked" }, "yaml")).toBe(after);
});

test.each([
  ["a line", "state: allowed\nreason: because # of\nb: 1\n", "state: allowed\nb: 1\n"],
  ["the last line", "b: 1\nreason: because\n", "b: 1\n"],
  ["a block of text", "reason: |\n  one\n  two\nb: 1\n", "b: 1\n"],
  ["one of a flow mapping", "{ a: 1, reason: x, b: 2 }\n", "{ a: 1, b: 2 }\n"],
  ["the last of a flow mapping", "{ a: 1, reason: x }\n", "{ a: 1 }\n"],
  ["nothing", "b: 1\n", "b: 1\n"],
])("a key is removed: %s", (_, before, after) => {
  expect(editMapping(before, { reason: undefined }, "yaml")).toBe(after);
});

test.each([
  [
    "a block",
    "connections:\n  orders:\n    service: orders\n    # none yet\n",
    "    service: orders\n    endpointId: vpce-1\n",
  ],
  ["a flow mapping", "connections: { orders: { service: orders } }\n", "{ service: orders, endpointId: vpce-1 }"],
])("a key within mappings is written into %s", (_, before, part) => {
  expect(editMapping(before, { "connections.orders.endpointId": "vpce-1" }, "yaml")).toContain(part);
});

test.each([
  ['{"name":"a","account":"1"}', '{"name":"a","account":"1","state":"revoked"}'],
  [
    '{"name": "a", "state": "allowed", "until": "2026-01-01"}',
    '{"name": "a", "state": "revoked", "until": "2026-01-01"}',
  ],
  ['{"name": "a", "connections": {}}', '{"name": "a", "state": "revoked", "connections": {}}'],
])("a line of JSON stays JSON: %s", (before, after) => {
  expect(editMapping(before, { state: "revoked" }, "json")).toBe(after);
  expect(JSON.parse(after)).toEqual({ ...JSON.parse(before), state: "revoked" });
});

test.each(['a "b"', "it's", "a: b", "# no", "- x", "yes", "2026", "a, b", "{x}", "*y", "ä → 東京", "back\\slash"])(
  "a reason is read as it was given: %s",
  (reason) => {
    for (const text of ["account: a\n", "{ account: a }\n", "account: a\nreason: 'x'\n", 'account: a\nreason: "x"\n'])
      expect(parse(editMapping(text, { reason }, "yaml")).reason).toBe(reason);
    expect(JSON.parse(editMapping('{"name":"a"}', { reason }, "json")).reason).toBe(reason);
  },
);

test.each([
  ["the value is anchored, and used elsewhere", "state: &x allowed\nconnections: { a: *x }\n"],
  ["the file is a list", "- a\n"],
  ["the file is empty", ""],
])("fails where %s", (_, text) => {
  expect(() => editMapping(text, { state: "revoked" }, "yaml")).toThrow(CannotEdit);
});

test("fails within a mapping that is an alias", () => {
  const text = "a: &c { service: x }\nconnections: { orders: *c }\n";
  expect(() => editMapping(text, { "connections.orders.endpointId": "vpce-1" }, "yaml")).toThrow(CannotEdit);
});

test("whatever comments, quotes and line ends there are, all other lines stay", () => {
  const line = fc.constantFrom(
    "# note",
    "",
    "  # deep",
    'contact: "x" # y',
    "role: r",
    "tags: { a: b }",
    "vpc:\n  cidr: 10.0.0.0/16",
  );
  fc.assert(
    fc.property(fc.uniqueArray(line), fc.constantFrom("\n", "\r\n"), (lines, newline) => {
      const text = `${["account: a", ...lines].join("\n")}\n`.replaceAll("\n", newline);
      const edited = editMapping(text, REVOKED, "yaml");
      const added = ["state: revoked", "since: 2026-11-29", 'reason: "contract ended: #1"'];
      expect(edited.split(newline).filter((each) => !added.includes(each))).toEqual(text.split(newline));
    }),
  );
});

describe("a value is added to a list", () => {
  const append = { "connections.orders.endpointIds": { append: "vpce-2" } };
  const record = (list: string) => `external: true\nconnections:\n  orders:\n    service: orders\n${list}`;

  test.each([
    ["a flow list", "    endpointIds: [vpce-1] # one\n", "    endpointIds: [vpce-1, vpce-2] # one\n"],
    ["quotes", '    endpointIds: ["vpce-1"]\n', '    endpointIds: ["vpce-1", "vpce-2"]\n'],
    [
      "a block list",
      "    endpointIds:\n      - vpce-1 # one\n    regions: [a]\n",
      "    endpointIds:\n      - vpce-1 # one\n      - vpce-2\n    regions: [a]\n",
    ],
    ["a block list at the end", "    endpointIds:\n    - vpce-1", "    endpointIds:\n    - vpce-1\n    - vpce-2"],
    ["no list", "    endpointId: vpce-1\n", "    endpointId: vpce-1\n    endpointIds: [vpce-2]\n"],
  ])("to %s", (_, before, after) => {
    expect(editMapping(record(before), append, "yaml")).toBe(record(after));
    const windows = (text: string) => record(text).replaceAll("\n", "\r\n");
    expect(editMapping(windows(before), append, "yaml")).toBe(windows(after));
  });

  test.each([
    ['{"connections":{"orders":{"endpointIds":["a"]}}}', '{"connections":{"orders":{"endpointIds":["a","vpce-2"]}}}'],
    [
      '{"connections": {"orders": {"service": "orders", "endpointId": "a"}}}',
      '{"connections": {"orders": {"service": "orders", "endpointId": "a", "endpointIds": ["vpce-2"]}}}',
    ],
  ])("to %s", (before, after) => {
    expect(editMapping(before, append, "json")).toBe(after);
  });

  test.each([
    ["is none", "    endpointIds: vpce-1\n"],
    ["is empty", "    endpointIds: []\n"],
    ["holds something else", "    endpointIds: [[a]]\n"],
    ["is an alias", "    regions: &x [a]\n    endpointIds: *x\n"],
  ])("fails on what %s", (_, list) => {
    expect(() => editMapping(record(list), append, "yaml")).toThrow(
      expect.objectContaining({ fix: expect.stringContaining('add "vpce-2" to the list') }),
    );
  });
});

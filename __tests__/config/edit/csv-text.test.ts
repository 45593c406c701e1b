import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { CannotEdit, type Changes } from "../../../config/edit/changes";
import { addedColumns, editRows, rowsOf, withRow } from "../../../config/edit/csv-text";

/** Changes one row. */
const editRow = (text: string, name: string, changes: Changes) => editRows(text, new Map([[name, changes]]));

const TABLE = `name,account,"state",reason,until
globex,888888888888,allowed,,2027-06-30
"initech","777777777777","allowed","says ""no"", twice",
umbrella,999999999999,,"two
lines",
`;

test("only cells of the row change, in their quotes", () => {
  expect(editRow(TABLE, "initech", { state: "revoked", reason: 'a "b", c' })).toBe(
    TABLE.replace('"allowed","says ""no"", twice"', '"revoked","a ""b"", c"'),
  );
});

test("an empty cell is filled, and a removed key leaves an empty cell", () => {
  expect(editRow(TABLE, "globex", { reason: "late, again", until: undefined })).toBe(
    TABLE.replace("allowed,,2027-06-30", 'allowed,"late, again",'),
  );
});

test.each([
  ["quotation marks", 'says "no"', '"says ""no"""'],
  ["only a quotation mark", '"', '""""'],
  ["a comma", "late, again", '"late, again"'],
  ["a line break", "two\nlines", '"two\nlines"'],
  ["a space at its end", "late ", '"late "'],
  ["nothing of that", "late", "late"],
])("a value with %s is read back as it is", (_, value, cell) => {
  const text = editRow(TABLE, "globex", { reason: value });
  expect(text).toBe(TABLE.replace("allowed,,", `allowed,${cell},`));
  expect(rowsOf(text)[1]?.cells[3]?.value).toBe(value);
  const [, added] = rowsOf(withRow("name,reason\n", { name: "acme", reason: value }));
  expect(added?.cells.map((each) => each.value)).toEqual(["acme", value]);
});

test("several rows at once, in whatever order they are asked for", () => {
  const changes = new Map([
    ["umbrella", { state: "draining" }],
    ["globex", { state: "revoked" }],
  ]);
  expect(editRows(TABLE, changes)).toBe(
    editRow(editRow(TABLE, "globex", { state: "revoked" }), "umbrella", { state: "draining" }),
  );
});

test("Windows line ends stay", () => {
  const table = TABLE.replaceAll("\n", "\r\n");
  expect(editRow(table, "umbrella", { state: "draining" })).toBe(
    table.replace("umbrella,999999999999,,", "umbrella,999999999999,draining,"),
  );
});

test("columns that are missing are added at the right side, with a cell for each row", () => {
  const table = `name,contact\r\na,"two\r\nlines"\r\n\r\n,\r\nb,`;
  const after = editRow(table, "b", { state: "revoked", since: "2026-11-29", contact: undefined, until: undefined });
  expect(after).toBe(`name,contact,state,since\r\na,"two\r\nlines",,\r\n\r\n,\r\nb,,revoked,2026-11-29`);
  expect(addedColumns(table, after)).toEqual(["state", "since"]);
  expect(editRow(after, "b", { state: undefined, since: undefined, reason: undefined })).toBe(
    after.replace("revoked,2026-11-29", ","),
  );
});

test("a list gets a value behind the others, in the quotes of the cell", () => {
  const table = 'name,ids\na,\nb,x\n"c","x;y"\n';
  const append = { ids: { append: "z" } };
  const changes = new Map(["a", "b", "c"].map((name) => [name, append]));
  expect(editRows(table, changes)).toBe('name,ids\na,z\nb,x;z\n"c","x;y;z"\n');
});

test("fails where there is no such row", () => {
  expect(() => editRow(TABLE, "acme", { state: "revoked" })).toThrow(CannotEdit);
});

test("rows are numbered by their first line", () => {
  expect(rowsOf(TABLE).map(({ line }) => line)).toEqual([1, 2, 3, 4]);
  expect(rowsOf("\n\nname\n\na\n").map(({ line }) => line)).toEqual([3, 5]);
});

test("a new row has the columns of the table", () => {
  expect(withRow("name,until,account", { name: "acme", account: "1" })).toBe("name,until,account\nacme,,1\n");
  expect(withRow("name,a\r\nx,1\r\n", { name: "y" })).toBe("name,a\r\nx,1\r\ny,\r\n");
  expect(withRow("name\nx\n", { name: "a", contact: "b" })).toBe("name,contact\nx,\na,b\n");
  expect(() => withRow("", { name: "a" })).toThrow(CannotEdit);
});

test("reads what csv-parse reads", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r\n", " ", "ä") });
  const quoted = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1 }), (rows) => {
      const text = rows.map((cells) => cells.map(quoted).join(",")).join("\n");
      const expected = (parse(text, { relax_column_count: true }) as string[][]).filter((cells) =>
        cells.some((each) => each !== ""),
      );
      expect(rowsOf(text).map(({ cells }) => cells.map(({ value }) => value))).toEqual(expected);
    }),
  );
});

test("whatever is in a table, added columns change no other cell", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r\n", " ", "ä") });
  const quoted = (text: string) => (/[",\n\r ]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell)), fc.constantFrom("\n", "\r\n"), (rows, newline) => {
      const all = [
        ["name", "contact", "reason"],
        ...rows.map((each, index) => [`c${index}`, ...each]),
        ["last", "", ""],
      ];
      const text = all.map((cells) => cells.map(quoted).join(",") + newline).join("");
      const after = parse(editRow(text, "last", { state: "revoked" })) as string[][];
      expect(after.map((cells) => cells.slice(0, 3))).toEqual(all);
      expect(after.map((cells) => cells.slice(3))).toEqual([["state"], ...rows.map(() => [""]), ["revoked"]]);
    }),
  );
});

import { join } from "node:path";
import type { Changes } from "../../../config/edit/changes";
import { editRecords, placeOf, type RecordPlace, recordPlaces } from "../../../config/edit/record-place";
import { EXTERNAL, folderOf } from "../../support/environments";

const CSV =
  "\ufeffname,account,state,since,reason,until,services\r\nglobex,888888888888,,,,,orders\r\n\r\numbrella,999999999999,allowed,,,,orders\r\n";
const JSONL =
  '{"name":"initech","account":"777777777777"}\n\n{"name": "hooli", "account": "666666666666", "state": "allowed"}\n';

function places(names?: ReadonlySet<string>): RecordPlace[] {
  const folder = folderOf({
    "dev/consumers/acme.yaml": EXTERNAL,
    "dev/consumers/crm.csv": CSV,
    "dev/consumers/export.jsonl": JSONL,
    "dev/consumers/README.md": "# No record",
  });
  return recordPlaces(folder, "dev", names).map((place) => ({ ...place, path: place.path.replace(`${folder}/`, "") }));
}

test("records are found in files of their own, in tables and in JSON Lines", () => {
  expect(places().map(({ customer, path, form, line }) => [customer, path, form, line])).toEqual([
    ["acme", join("dev", "consumers/acme.yaml"), "yaml", 1],
    ["globex", join("dev", "consumers/crm.csv"), "csv", 2],
    ["umbrella", join("dev", "consumers/crm.csv"), "csv", 4],
    ["initech", join("dev", "consumers/export.jsonl"), "jsonl", 1],
    ["hooli", join("dev", "consumers/export.jsonl"), "jsonl", 3],
  ]);
});

test("only the records of some customers, also where there are none", () => {
  expect(places(new Set(["hooli", "acme"])).map(({ customer }) => customer)).toEqual(["acme", "hooli"]);
  expect(places(new Set(["web"]))).toEqual([]);
  expect(recordPlaces(folderOf({ "dev/environment.yaml": "" }), "dev")).toEqual([]);
});

function placeNamed(name: string): RecordPlace {
  const [place] = places(new Set([name]));
  if (place === undefined) throw new Error(`no ${name}`);
  return place;
}

function editRecord(text: string, { form, customer }: RecordPlace, changes: Changes): string {
  return editRecords(text, form, new Map([[customer, changes]]));
}

const CHANGES = { state: "revoked", since: "2026-11-29", reason: "a, b" };

test("in a table, only the row changes; the byte order mark and the line ends stay", () => {
  expect(editRecord(CSV, placeNamed("umbrella"), CHANGES)).toBe(
    CSV.replace("allowed,,,,", 'revoked,2026-11-29,"a, b",,'),
  );
});

test("in JSON Lines, only the line changes", () => {
  expect(editRecord(JSONL, placeNamed("hooli"), CHANGES)).toBe(
    JSONL.replace('"state": "allowed"', '"state": "revoked", "since": "2026-11-29", "reason": "a, b"'),
  );
  const windows = JSONL.replaceAll("\n", "\r\n");
  expect(editRecord(windows, placeNamed("initech"), { state: "draining" })).toBe(
    windows.replace('"777777777777"', '"777777777777","state":"draining"'),
  );
});

test.each([
  ["acme", EXTERNAL, "account", { line: 2, column: 10 }],
  ["acme", EXTERNAL, "state", { line: 1, column: 1 }],
  ["umbrella", CSV, "state", { line: 4, column: 23 }],
  ["umbrella", CSV, "contact", { line: 4, column: 1 }],
  ["hooli", JSONL, "state", { line: 3, column: 55 }],
  ["hooli", JSONL, "until", { line: 3, column: 1 }],
])("of %s, a key has its place", (name, text, key, expected) => {
  expect(placeOf(text, placeNamed(name), key)).toEqual(expected);
});

test("a key within a connection has the place of its cell, or of its key", () => {
  const csv = "name,services,connections.orders.endpointIds\ng,orders,vpce-1\n";
  const yaml = "connections:\n  a:\n    endpointIds: [x]\n  orders:\n    endpointIds: [vpce-1]\n";
  const json = '{}\n{"name":"g","connections":{"orders":{"endpointIds":["vpce-1"]}}}\n';
  const place = { environment: "dev", customer: "g", path: "", value: {} };
  const key = "connections.orders.endpointIds";
  expect(placeOf(csv, { ...place, form: "csv", line: 2 }, key)).toEqual({ line: 2, column: 10 });
  expect(placeOf(yaml, { ...place, form: "yaml", line: 1 }, key)).toEqual({ line: 5, column: 18 });
  expect(placeOf(json, { ...place, form: "jsonl", line: 2 }, key)).toEqual({ line: 2, column: 52 });
});

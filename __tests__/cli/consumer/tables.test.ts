import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cli, type Printed } from "../../support/cli";
import { ENVIRONMENT, folderOf } from "../../support/environments";

const CSV = `name,account,contact,state,since,reason,until,services,connections.orders.endpointId
globex,888888888888,"Globex, network",allowed,,,,orders,
initech,777777777777,,,,,2026-06-30,orders,vpce-0123456789abcdef0
`;
const JSONL = `{"name": "hooli", "account": "666666666666", "connections": {"orders": {"service": "orders"}}}
{"name":"acme","account":"999999999999","connections":{"orders":{"service":"orders"}}}
`;

let folder: string;

beforeEach(() => {
  folder = folderOf({
    "dev/environment.yaml": ENVIRONMENT,
    "dev/consumers/crm.csv": CSV,
    "dev/consumers/export.jsonl": JSONL,
  });
});

const text = (name: string) => readFileSync(join(folder, "dev/consumers", name), "utf8");

function run(...args: string[]): Promise<Printed> {
  return cli(["consumer", ...args, "--environments", folder, "--now", "2026-11-29"]);
}

test("of a table, only cells of the customer's row change", async () => {
  const { out, code } = await run("revoke", "globex", "--reason", 'they said "no", twice');
  expect(code).toBe(0);
  expect(text("crm.csv")).toBe(
    CSV.replace("allowed,,,,orders,\n", 'revoked,2026-11-29,"they said ""no"", twice",,orders,\n'),
  );
  expect(out).toContain("crm.csv:2  globex: state: allowed -> revoked, since: 2026-11-29");
  expect(text("export.jsonl")).toBe(JSONL);
});

test("of JSON Lines, only the customer's line changes", async () => {
  expect((await run("drain", "hooli")).code).toBe(0);
  expect(text("export.jsonl")).toBe(
    JSONL.replace('"666666666666", ', '"666666666666", "state": "draining", "since": "2026-11-29", '),
  );
});

test("the id of an endpoint is noted in its column, and in its line", async () => {
  expect((await run("allow", "globex", "--endpoint-id", "vpce-0123456789abcdef1")).code).toBe(0);
  expect(text("crm.csv")).toBe(CSV.replace("allowed,,,,orders,\n", "allowed,,,,orders,vpce-0123456789abcdef1\n"));
  expect((await run("allow", "acme", "--endpoint-id", "vpce-0123456789abcdef2")).code).toBe(0);
  expect(text("export.jsonl")).toContain('{"orders":{"service":"orders","endpointId":"vpce-0123456789abcdef2"}}}\n');
});

test("revoke --ended finds rows, too", async () => {
  expect((await run("revoke", "--ended")).out).toContain("crm.csv:3  initech: state: allowed -> revoked");
  expect(text("crm.csv")).toContain(
    "initech,777777777777,,revoked,2026-11-29,access ended on 2026-06-30,2026-06-30,orders,",
  );
});

test("fails at the row where the rule of the states refuses it", async () => {
  await run("revoke", "globex", "--reason", "x");
  const { error, code } = await run("drain", "globex");
  expect([code, error]).toEqual([1, expect.stringContaining("crm.csv:2:39  state\n")]);
});

describe("a table without the columns of a change", () => {
  const DOCS = "name,account,contact,services,state,until\n";
  const ROWS = "g,888888888888,,orders,,2026-06-30\nh,777777777777,H,orders,allowed,\n";

  beforeEach(() => {
    folder = folderOf({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/crm.csv": DOCS + ROWS });
  });

  const columns = (added: string, g: string, h: string) =>
    `${DOCS.trim()},${added}\n${ROWS.replace("-30\n", `-30${g}\n`).replace(/,\n$/, `,${h}\n`)}`;

  test("gets them, and the output says so", async () => {
    const { out, code } = await run("drain", "h", "--reason", "moves");
    expect(code).toBe(0);
    expect(text("crm.csv")).toBe(
      columns("since,reason", ",,", ",2026-11-29,moves").replace("orders,allowed", "orders,draining"),
    );
    expect(out).toContain("crm.csv:1  columns added: since, reason\n\nNext\n");
  });

  test("gets them by revoke --ended", async () => {
    expect((await run("revoke", "--ended")).code).toBe(0);
    expect(text("crm.csv")).toBe(
      columns("since,reason", ",2026-11-29,access ended on 2026-06-30", ",,").replace("orders,,", "orders,revoked,"),
    );
  });

  test("gets that of an endpoint", async () => {
    expect((await run("allow", "h", "--endpoint-id", "vpce-0123456789abcdef1")).code).toBe(0);
    expect(text("crm.csv")).toBe(columns("connections.orders.endpointId", ",", ",vpce-0123456789abcdef1"));
  });

  test("gets them by add", async () => {
    const { out } = await run(...NEW, "--to", "crm.csv");
    expect(text("crm.csv")).toBe(
      `${columns("since", ",", ",")}umbrella,555555555555,"U, C",orders,invited,,2026-11-29\n`,
    );
    expect(out).toContain("crm.csv:1  columns added: since\n");
  });
});

test("further endpoints are added to the list, in a table and in JSON Lines", async () => {
  const ids = ["1", "2", "3"].map((each) => `vpce-0123456789abcdef${each}`);
  for (const id of ids) {
    const { out, code } = await run("allow", "acme", "--endpoint-id", id);
    expect([code, out]).toEqual([0, expect.stringContaining(id)]);
  }
  expect(text("export.jsonl")).toContain(
    `{"service":"orders","endpointId":"${ids[0]}","endpointIds":["${ids[1]}","${ids[2]}"]}`,
  );
  folder = folderOf({
    "dev/environment.yaml": ENVIRONMENT,
    "dev/consumers/crm.csv": "name,account,services,connections.orders.endpointIds\ng,888888888888,orders,\n",
  });
  for (const id of ids) expect((await run("allow", "g", "--endpoint-id", id)).code).toBe(0);
  expect(text("crm.csv")).toBe(
    `name,account,services,connections.orders.endpointIds\ng,888888888888,orders,${ids.join(";")}\n`,
  );
  expect((await run("allow", "g", "--endpoint-id", ids[1] ?? "")).out).toContain("Nothing was written");
});

const NEW = [
  "add",
  "umbrella",
  "--account",
  "555555555555",
  "--service",
  "orders",
  "--contact",
  "U, C",
  "--state",
  "invited",
];

test("add appends a row, or a line", async () => {
  expect((await run(...NEW, "--to", "crm.csv")).out).toContain("crm.csv:4  umbrella: `invited`\n");
  expect(text("crm.csv")).toBe(`${CSV}umbrella,555555555555,"U, C",invited,2026-11-29,,,orders,\n`);
  const again = NEW.map((each) => each.replace("umbrella", "wayne").replace("5555", "4444"));
  expect((await run(...again, "--to", join(folder, "dev/consumers/export.jsonl"))).code).toBe(0);
  expect(text("export.jsonl")).toBe(
    `${JSONL}{"name":"wayne","account":"444455555555","contact":"U, C","state":"invited","since":"2026-11-29","connections":{"orders":{"service":"orders"}}}\n`,
  );
});

test("add makes a new file of JSON Lines", async () => {
  expect((await run(...NEW, "--to", "new.jsonl")).code).toBe(0);
  expect(JSON.parse(text("new.jsonl"))).toMatchObject({ name: "umbrella", state: "invited" });
});

test("fails to add a customer who is in a table already", async () => {
  const { error } = await run(...NEW.map((each) => each.replace("umbrella", "globex")));
  expect(error).toContain("crm.csv:2: globex has a record already");
});

test("show says where the row is", async () => {
  const { out } = await cli(["consumer", "show", "initech", "--environments", folder]);
  expect(out).toContain("crm.csv:3\n");
  expect(out).toContain("orders: service orders; endpoints vpce-0123456789abcdef0");
});

import { CONSUMER, ENVIRONMENT, EXTERNAL, edit } from "../../support/environments";
import { repository } from "./repository";

const FILE = "dev/consumers/a.yaml";
const ID = "vpce-0123456789abcdef0";
const NEW_ID = "vpce-0123456789abcdef1";
const inState = (state: string) => `${EXTERNAL}state: ${state}\nsince: 2027-01-01\nreason: because\n`;
const BILLING = edit(
  ENVIRONMENT,
  "services:\n",
  `services:\n${/ {2}orders:\n(?: {4,}.*\n)+/.exec(ENVIRONMENT)?.[0].replace("orders", "billing").replaceAll("10.10.", "10.11.")}`,
);

describe.each(["allowed", "draining"])("of a customer who is %s", (state) => {
  test("fails where an account is gone, unless the customer is revoked", () => {
    const { write, found, problems } = repository({ [FILE]: inState(state) });
    const other = (text: string) => text.replace("888888888888", "777777777777");
    write(FILE, other(inState(state)));
    expect(found("base")).toMatchObject([
      {
        line: 2,
        path: "account",
        expected: expect.stringContaining("the account 888888888888"),
        found: "777777777777",
      },
    ]);
    write(FILE, inState(state).replace('account: "888888888888"', 'accounts: ["777777777777", "888888888888"]'));
    expect(problems()).toEqual([]);
    write(FILE, other(inState("revoked")));
    expect(problems()).toEqual([]);
  });

  test("fails where a connection is renamed, gone or leads elsewhere", () => {
    const { write, found, problems } = repository({ "dev/environment.yaml": BILLING, [FILE]: inState(state) });
    write(FILE, edit(inState(state), "  orders:\n", "  sales:\n"));
    expect(found("base")).toMatchObject([
      {
        path: "connections",
        expected: expect.stringContaining("the connection `orders` to service orders"),
        found: "the connections sales",
        fix: expect.stringContaining("revoke the customer, deploy"),
      },
      ...(state === "draining" ? [{ path: "connections.sales.endpointId" }] : []),
    ]);
    write(FILE, edit(inState(state), "service: orders", "service: billing"));
    expect(problems()).toContain(`${FILE}:4:3 connections.orders: service billing`);
  });

  test("a note tells the id of an endpoint that is gone, and nothing is wrong", () => {
    const { write, notes, problems } = repository({ [FILE]: inState(state) });
    write(FILE, inState(state).replace(/ +endpointId.*\n/, ""));
    expect(problems()).toEqual([]);
    expect(notes).toEqual([
      `${FILE}: ${ID} is no longer an endpoint of a (dev, connection orders): where Terraform accepted its connection, the next deploy rejects it`,
    ]);
    write(FILE, inState(state).replace(`endpointId: ${ID}`, `endpointIds: [${ID}]`));
    expect([problems(), notes]).toEqual([[], []]);
  });
});

test("a customer who was invited or revoked may lose anything", () => {
  for (const state of ["invited", "revoked"]) {
    const { write, notes, problems } = repository({ [FILE]: inState(state) });
    write(FILE, inState("allowed").replace("888888888888", "777777777777").replace("  orders:\n", "  sales:\n"));
    expect([problems(), notes]).toEqual([[], []]);
  }
});

test("a consumer that this environment builds may lose a connection: its endpoint is destroyed with it", () => {
  const { write, problems } = repository({ "dev/consumers/web.yaml": CONSUMER });
  write("dev/consumers/web.yaml", edit(CONSUMER, "  orders:\n", "  sales:\n"));
  expect(problems()).toEqual([]);
});

test("fails where a draining customer gains an endpoint", () => {
  const { write, problems } = repository({ [FILE]: inState("draining") });
  write(FILE, inState("draining").replace(ID, `${ID}\n    endpointIds: [${NEW_ID}]`));
  expect(problems()).toEqual([`${FILE}:7:18 connections.orders.endpointIds: ${NEW_ID}`]);
  write(FILE, inState("allowed").replace(ID, `${ID}\n    endpointIds: [${NEW_ID}]`));
  expect(problems()).toEqual([]);
});

test("fails where a customer who begins to drain gains an endpoint", () => {
  const { write, problems } = repository({ [FILE]: EXTERNAL });
  write(FILE, inState("draining").replace(ID, NEW_ID));
  expect(problems()).toEqual([`${FILE}:6:17 connections.orders.endpointId: ${NEW_ID}`]);
});

describe("what cannot be read at the commit", () => {
  const CSV = "dev/consumers/crm.csv";
  const after = `name,account,services\nb,777777777777,orders\n`;

  test.each([
    ["a state that is none", FILE, inState("alowed"), EXTERNAL, `${FILE}:7:8 state: "alowed"`],
    ["a file that is no YAML", FILE, "a: [", EXTERNAL, /^dev.consumers.a\.yaml:1:/],
    ["an empty file", FILE, "", EXTERNAL, /^dev.consumers.a\.yaml:1:1 : /],
    ["an account that is no text", FILE, EXTERNAL.replaceAll('"', ""), EXTERNAL, `${FILE}:2:10 account: 888888888888`],
    [
      "a list of endpoints that is none",
      FILE,
      EXTERNAL.replace("endpointId:", "endpointIds:"),
      EXTERNAL,
      `${FILE}:6:18 connections.orders.endpointIds: "${ID}"`,
    ],
    [
      "a quotation mark that is not closed",
      CSV,
      `name,account\n"b,777777777777\n`,
      after,
      /^dev.consumers.crm\.csv:2:1 /,
    ],
    ["a column that is unknown", CSV, `name,acount\nb,777777777777\n`, after, /^dev.consumers.crm\.csv:1:6 /],
    ["a consumer twice", CSV, `${after}b,777777777777,orders\n`, after, /^dev.consumers.crm\.csv:3:1 /],
  ])("fails on %s", (_, path, before, now, expected) => {
    const { write, found, problems } = repository({ [path]: before });
    write(path, now);
    expect(problems()).toEqual([
      expected instanceof RegExp ? expect.stringMatching(expected) : expect.stringContaining(expected),
    ]);
    expect(found("base")).toMatchObject([
      { found: expect.stringMatching(/The ledger at base cannot be read$/), fix: expect.stringContaining("--base") },
    ]);
  });

  test("fails in an environment that is gone", () => {
    const { remove, problems } = repository({ "prod/environment.yaml": ENVIRONMENT, "prod/consumers/a.yaml": "[" });
    remove("prod");
    expect(problems()).toEqual([expect.stringContaining("The ledger at base cannot be read")]);
  });
});

describe("links", () => {
  test("the record is what a link leads to, also where only that changed", () => {
    const { write, problems } = repository({ "a.txt": inState("allowed") }, { [FILE]: "../../a.txt" });
    expect(problems()).toEqual([]);
    write("a.txt", inState("invited"));
    expect(problems()).toEqual([`${FILE}:7:8 state: \`allowed\` at base, and \`invited\` now`]);
  });

  test("fails on one that leads out of the repository", () => {
    const { write, remove, problems } = repository({}, { [FILE]: "/dev/null" });
    remove(FILE);
    write(FILE, EXTERNAL);
    expect(problems()).toEqual([expect.stringContaining("a link that leads to no file of the repository")]);
  });
});

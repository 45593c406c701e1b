import { appendFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { transitionsSince } from "../../../config/history/transitions";
import { STATES, transitionProblem } from "../../../ledger/state";
import { UserError } from "../../../support/user-error";
import { CONSUMER, ENVIRONMENT, EXTERNAL, edit, temporaryFolder } from "../../support/environments";
import { repository } from "./repository";

const inState = (state: string) => `${EXTERNAL}state: ${state}\nsince: 2027-01-01\nreason: because\n`;

test("nothing is wrong where nothing changed, or only what is not a state", () => {
  const { folder, problems } = repository({ "dev/consumers/a.yaml": EXTERNAL });
  expect(problems()).toEqual([]);
  appendFileSync(join(folder, "dev/consumers/a.yaml"), "contact: somebody\n");
  expect(problems()).toEqual([]);
});

test("every transition that the ledger refuses fails, at the state, and no other", () => {
  const { write, remove, problems } = repository(
    Object.fromEntries(
      STATES.map((state, index) => [
        `dev/consumers/c${index}.yaml`,
        inState(state).replace("888888888888", `88888888888${index}`).replace("def0", `def${index}`),
      ]),
    ),
  );
  const files = STATES.map((from, index) => ({ from, path: `dev/consumers/c${index}.yaml`, index }));
  for (const to of [...STATES, undefined]) {
    for (const { path, index } of files)
      if (to === undefined) remove(path);
      else write(path, inState(to).replace("888888888888", `88888888888${index}`).replace("def0", `def${index}`));
    const expected = files.flatMap(({ from, path }) =>
      transitionProblem(from, to) === undefined
        ? []
        : [`${path}:7:8 state: \`${from}\` at base, and ${to === undefined ? "no record now" : `\`${to}\` now`}`],
    );
    expect(problems()).toEqual(expected);
  }
});

test("fails on a new consumer that begins as no consumer can", () => {
  const { write, problems } = repository({});
  write("dev/consumers/a.yaml", inState("draining"));
  expect(problems()).toEqual(["dev/consumers/a.yaml:7:8 state: no record at base, and `draining` now"]);
  write("dev/consumers/a.yaml", inState("invited"));
  expect(problems()).toEqual([]);
});

test.each([
  ["revoked", "", true],
  ["draining", "", true],
  ["revoked", "state: allowed\n", true],
  ["revoked", "state: allowed\nsince: 2026-12-31\n", true],
  ["revoked", "state: allowed\nsince: 2027-01-01\n", false],
  ["draining", "state: allowed\nsince: 2027-02-01\n", false],
  ["invited", "", false],
])("a customer who was %s is allowed again only by a state with its day: %j", (from, keys, fails) => {
  const { write, problems } = repository({ "dev/consumers/a.yaml": inState(from) });
  write("dev/consumers/a.yaml", `${EXTERNAL}${keys}`);
  const found = problems();
  if (!fails) expect(found).toEqual([]);
  else
    expect(found).toEqual([
      expect.stringMatching(
        new RegExp(
          `^dev/consumers/a.yaml:\\d:\\d+ state: \`${from}\` at base, and \`allowed\` now without such a day$`,
        ),
      ),
    ]);
});

describe("rows of tables", () => {
  test("fails where an export without states takes the place of the table", () => {
    const head = "name,account,services,state,since,reason\n";
    const { write, problems } = repository({
      "dev/consumers/crm.csv": `${head}a,888888888888,orders,revoked,2027-01-01,left\nb,888888888887,orders,,,\n`,
    });
    write("dev/consumers/crm.csv", "name,account,services\na,888888888888,orders\nb,888888888887,orders\n");
    expect(problems()).toEqual([
      "dev/consumers/crm.csv:2:1 state: `revoked` at base, and `allowed` now without such a day",
    ]);
  });

  const table = (...rows: string[]) => `name,account,services,state\n${rows.map((row) => `${row}\n`).join("")}`;
  const crm = table("a,888888888888,orders,", "b,888888888887,orders,invited");

  test("fails where a row is gone, or has another state, at its line", () => {
    const { write, problems } = repository({ "dev/consumers/crm.csv": crm });
    write("dev/consumers/crm.csv", table("b,888888888887,orders,draining"));
    expect(problems()).toEqual([
      "dev/consumers/crm.csv:2:1 state: `allowed` at base, and no record now",
      "dev/consumers/crm.csv:2:23 state: `invited` at base, and `draining` now",
    ]);
  });

  test("a consumer may move from one file to another", () => {
    const { folder, write, remove, problems } = repository({ "dev/consumers/crm.csv": crm });
    renameSync(join(folder, "dev/consumers/crm.csv"), join(folder, "dev/consumers/all.csv"));
    expect(problems()).toEqual([]);
    remove("dev/consumers/all.csv");
    write("dev/consumers/a.yaml", EXTERNAL);
    write(
      "dev/consumers/b.jsonl",
      `{"name":"b","account":"888888888887","state":"revoked","since":"2027-01-01","reason":"x","connections":{"orders":{"service":"orders"}}}\n`,
    );
    expect(problems()).toEqual([]);
  });

  test("says nothing of rows that are gone where a table cannot be read", () => {
    const { write, problems } = repository({ "dev/consumers/crm.csv": crm });
    write("dev/consumers/crm.csv", "name;account\n");
    expect(problems()).toEqual(["dev/consumers/crm.csv:1:1 : `name;account`"]);
  });
});

test("fails on all that is wrong at once, with what is wrong otherwise", () => {
  const { write, remove, problems } = repository({
    "dev/consumers/a.yaml": EXTERNAL,
    "dev/consumers/web.yaml": CONSUMER,
  });
  remove("dev/consumers/a.yaml");
  write("dev/consumers/web.yaml", edit(`${CONSUMER}state: invited\n`, "service: orders", "service: gone"));
  expect(problems()).toEqual([
    "dev/consumers/a.yaml:1:1 state: `allowed` at base, and no record now",
    'dev/consumers/web.yaml:7:14 connections.orders.service: "gone"',
    "dev/consumers/web.yaml:8:8 state: `allowed` at base, and `invited` now",
  ]);
});

describe("environments that are gone", () => {
  const PROD = { "prod/environment.yaml": ENVIRONMENT };
  const GONE = "prod/environment.yaml:1:1 : no prod/environment.yaml now, and 1 such customer at base: a";

  test.each(["allowed", "draining"])("fails where a customer of theirs was %s", (state) => {
    const { remove, problems } = repository({ ...PROD, "prod/consumers/a.yaml": inState(state) });
    remove("prod");
    expect(problems()).toEqual([GONE]);
    // It can be selected no more, so it is judged with every selection.
    expect(problems("base", ["dev"])).toEqual([GONE]);
  });

  test("fails where the folder has another name", () => {
    const { folder, problems } = repository({ ...PROD, "prod/consumers/a.yaml": EXTERNAL });
    renameSync(join(folder, "prod"), join(folder, "production"));
    expect(problems("base", ["production"])).toEqual([GONE]);
  });

  test("nothing is wrong where nobody was connected, or the environment is new", () => {
    const { write, remove, problems } = repository({
      ...PROD,
      "prod/consumers/a.yaml": inState("revoked"),
      "prod/consumers/b.yaml": inState("invited"),
    });
    remove("prod");
    write("test/environment.yaml", ENVIRONMENT.replace("111111111111", "111111111112"));
    write("test/consumers/a.yaml", EXTERNAL);
    expect(problems()).toEqual([]);
  });
});

test("fails where there is no such commit, or no repository", () => {
  const { problems } = repository({});
  expect(() => problems("mian")).toThrow(
    new UserError(
      '--base: expected a commit, a branch or a tag of this repository; found "mian". In CI, fetch it first: a shallow clone does not have it.',
    ),
  );
  // It is no option of git either.
  expect(() => problems("--all")).toThrow(UserError);
  expect(() => transitionsSince(temporaryFolder(), "main")).toThrow(
    /expected .* to be in a git repository; found none/,
  );
  expect(() => transitionsSince(join(temporaryFolder(), "missing"), "main")).toThrow(
    /expected a folder of environments/,
  );
});

test("fails without git", () => {
  const { problems } = repository({});
  const { PATH } = process.env;
  try {
    process.env.PATH = temporaryFolder();
    expect(() => problems()).toThrow("expected the program git");
  } finally {
    process.env.PATH = PATH;
  }
});

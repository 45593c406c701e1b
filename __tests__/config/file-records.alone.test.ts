import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import type { Environment } from "../../config/environment";
import { FileRecords, type KeptConsumer } from "../../config/file-records";
import { loadEnvironments } from "../../config/load";
import { EnvironmentError } from "../../config/problem";
import { renderCard, serviceCard } from "../../modules/card";
import { readRecords, writeRecords } from "../../support/records";
import { CARD } from "../support/card";
import { casesOf } from "../support/corpus";
import { CONSUMER, ENVIRONMENT, EXTERNAL, edit, folderOf, temporaryFolder } from "../support/environments";

let mockDigest = "this program";
jest.mock("../../support/program", () => ({ programDigest: () => mockDigest }));

const cache = process.env.XDG_CACHE_HOME;
beforeAll(() => {
  process.env.XDG_CACHE_HOME = temporaryFolder();
});
afterAll(() => {
  if (cache === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = cache;
});
beforeEach(() => {
  mockDigest = "this program";
});

const OTHER = edit(edit(CONSUMER, "222222222222", "333333333333"), "10.20.0.0/20", "10.30.0.0/20");
const FILES = {
  "dev/environment.yaml": ENVIRONMENT,
  "dev/consumers/web.yaml": CONSUMER,
  "dev/consumers/other.yaml": OTHER,
};

/** Loads environments, and keeps what is read in a file of records. */
function load(folder: string, file?: string, names?: readonly string[]): readonly Environment[] {
  const records = file === undefined ? FileRecords.none() : FileRecords.read(file);
  try {
    return loadEnvironments(folder, names, { records });
  } finally {
    records.write();
  }
}

/** Environments that were loaded, or the message of what is wrong. */
function outcome(folder: string, records?: string, names?: readonly string[]): readonly Environment[] | string {
  try {
    return load(folder, records, names);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return error.message;
  }
}

/** A folder of environments that was loaded once, with its records. */
function loadedOnce(files: Readonly<Record<string, string>> = FILES): { folder: string; records: string } {
  const folder = folderOf(files);
  const records = join(temporaryFolder(), ".records", "files.json");
  load(folder, records);
  return { folder, records };
}

interface Kept {
  readonly environments: Readonly<Record<string, Readonly<Record<string, KeptConsumer>>>>;
  readonly sets: readonly string[];
}

const kept = (records: string) => readRecords(records, "files") as unknown as Kept;

/** Writes into all kept consumers what no file says. Where it comes out, a record was used. */
function mark(records: string, sets: readonly string[] = kept(records).sets): void {
  const environments = Object.entries(kept(records).environments).map(([name, files]) => [
    name,
    Object.fromEntries(
      Object.entries(files).map(([digest, each]) => [
        digest,
        { ...each, spec: { ...each.spec, tags: { Kept: "yes" } } },
      ]),
    ),
  ]);
  writeRecords(records, "files", { environments: Object.fromEntries(environments), sets });
}

/** Names of the consumers that a record was used for. */
function marked(loaded: readonly Environment[] | string): string[] {
  if (typeof loaded === "string") throw new Error(loaded);
  return loaded.flatMap(({ consumers }) =>
    Object.entries(consumers).flatMap(([name, spec]) => ("tags" in spec && spec.tags.Kept === "yes" ? [name] : [])),
  );
}

test("the first load keeps all consumers, and the next one uses them", () => {
  const { folder, records } = loadedOnce();
  expect(outcome(folder, records)).toEqual(outcome(folder));
  expect(Object.keys(kept(records).environments.dev ?? {})).toHaveLength(2);
  mark(records);
  expect(marked(outcome(folder, records))).toEqual(["other", "web"]);
});

test("the rules run only where the files, taken together, are not known to be sound", () => {
  const { folder, records } = loadedOnce();
  const { environments, sets } = kept(records);
  const range = { vpc: { cidr: "10.10.0.0/20", zones: ["use1-az1", "use1-az2"] } };
  const files = Object.entries(environments.dev ?? {}).map(([digest, each]) => [
    digest,
    { ...each, spec: { ...each.spec, ...range } },
  ]);
  const overlapping = { environments: { dev: Object.fromEntries(files) } };
  writeRecords(records, "files", { ...overlapping, sets });
  expect(outcome(folder, records)).toHaveLength(1);
  writeRecords(records, "files", { ...overlapping, sets: sets.map((each) => `not ${each}`) });
  expect(outcome(folder, records)).toContain("a range apart from that of");
});

test("a file of the same name with other content is read again", () => {
  const { folder, records } = loadedOnce();
  mark(records);
  writeFileSync(join(folder, "dev/consumers/web.yaml"), edit(CONSUMER, "10.20.0.0/20", "10.40.0.0/20"));
  expect(marked(outcome(folder, records))).toEqual(["other"]);
});

test("content that was swapped between two files goes with the file's name", () => {
  const { folder, records } = loadedOnce();
  writeFileSync(join(folder, "dev/consumers/web.yaml"), OTHER);
  writeFileSync(join(folder, "dev/consumers/other.yaml"), CONSUMER);
  const [dev] = outcome(folder, records) as readonly Environment[];
  expect(dev?.consumers.web?.account).toBe("333333333333");
  expect(dev?.consumers.other?.account).toBe("222222222222");
});

test("files that were added and removed count", () => {
  const { folder, records } = loadedOnce();
  writeFileSync(join(folder, "dev/consumers/new.yaml"), EXTERNAL);
  rmSync(join(folder, "dev/consumers/web.yaml"));
  expect(outcome(folder, records)).toEqual(outcome(folder));
  expect(Object.keys(kept(records).environments.dev ?? {})).toHaveLength(2);
});

test("a row that is as it was is taken from the records, whatever became of the table; with its new place", () => {
  const table = (...rows: string[]) => `name,account,services\n${rows.map((row) => `${row}\n`).join("")}`;
  const { folder, records } = loadedOnce({
    "dev/environment.yaml": ENVIRONMENT,
    "dev/consumers/crm.csv": table("a,888888888881,orders", "b,888888888882,orders"),
  });
  mark(records);
  expect(marked(outcome(folder, records))).toEqual(["a", "b"]);
  writeFileSync(join(folder, "dev/consumers/crm.csv"), table("c,888888888883,orders", "b,888888888882,orders"));
  expect(marked(outcome(folder, records))).toEqual(["b"]);
  writeFileSync(join(folder, "dev/environment.yaml"), ENVIRONMENT.replace("  orders:", "  other:"));
  expect(outcome(folder, records)).toContain("crm.csv:3:16  connections.orders.service");
});

test("a file whose bytes are no text of a record is told, whatever the records say", () => {
  const { folder, records } = loadedOnce();
  writeFileSync(join(folder, "dev/consumers/web.yaml"), Buffer.from([0xff, 0xfe, 0x61, 0x00]));
  expect(outcome(folder, records)).toMatch(/^1 problem in 1 file;/);
  expect(outcome(folder, records)).toBe(outcome(folder));
});

describe("the rules run again for unchanged consumers", () => {
  const again = (files: Readonly<Record<string, string>>, change: (folder: string) => void, names?: string[]) => {
    const { folder, records } = loadedOnce(files);
    change(folder);
    const found = outcome(folder, records, names);
    expect(found).toEqual(outcome(folder, undefined, names));
    expect(found).toMatch(/problems? in/);
    return found as string;
  };

  test("where environment.yaml changed", () => {
    const change = (folder: string) =>
      writeFileSync(join(folder, "dev/environment.yaml"), ENVIRONMENT.replace("  orders:", "  other:"));
    expect(again(FILES, change)).toContain("consumers/web.yaml:7:14  connections.orders.service");
  });

  test("where a card changed", () => {
    const card = (fields: object) => `${renderCard(serviceCard({ ...CARD, ...fields }))}\n`;
    const files = {
      ...FILES,
      "dev/consumers/web.yaml": edit(CONSUMER, "service: orders", "card: shop"),
      "dev/cards/shop.json": card({}),
    };
    const change = (folder: string) =>
      writeFileSync(join(folder, "dev/cards/shop.json"), card({ addressTypes: ["ipv6"] }));
    expect(again(files, change)).toContain("connections.orders.card");
  });

  test("where another consumer changed", () => {
    const change = (folder: string) =>
      writeFileSync(join(folder, "dev/consumers/other.yaml"), edit(OTHER, "10.30.0.0/20", "10.20.0.0/21"));
    expect(again(FILES, change)).toContain("a range apart from that of consumer");
  });

  test("where a consumer was renamed, and its stack has the name of another now", () => {
    const second = edit(edit(ENVIRONMENT, "10.10.0.0/20", "10.50.0.0/20"), "111111111111", "444444444444");
    const files = { ...FILES, "dev-x/environment.yaml": second, "dev-x/consumers/web.yaml": CONSUMER };
    const change = (folder: string) =>
      renameSync(join(folder, "dev/consumers/web.yaml"), join(folder, "dev/consumers/x-web.yaml"));
    expect(again(files, change)).toContain("dev-x-web");
  });

  test("where another environment is loaded beside it", () => {
    const second = edit(ENVIRONMENT, "  orders:", "  orders-x:").replace("111111111111", "444444444444");
    const files = {
      "dev/environment.yaml": `${ENVIRONMENT}accounts: { "111111111111": { blockPublicAccess: {} } }\n`,
      "test/environment.yaml": second,
    };
    const change = (folder: string) =>
      writeFileSync(
        join(folder, "test/environment.yaml"),
        `${second.replace("444444444444", "111111111111")}accounts: { "111111111111": { blockPublicAccess: {} } }\n`,
      );
    expect(again(files, change)).toContain("an account that no other environment of us-east-1 sets something for");
  });
});

test("environments that are sound each by itself are judged when they are loaded together", () => {
  const accounts = `accounts: { "111111111111": { blockPublicAccess: {} } }\n`;
  const folder = folderOf({
    "dev/environment.yaml": `${ENVIRONMENT}${accounts}`,
    "test/environment.yaml": `${ENVIRONMENT}${accounts}`,
  });
  const records = join(temporaryFolder(), "files.json");
  expect(outcome(folder, records, ["dev"])).toHaveLength(1);
  expect(outcome(folder, records, ["test"])).toHaveLength(1);
  expect(outcome(folder, records)).toContain("an account that no other environment of us-east-1 sets something for");
});

test("a selection keeps the records of the environments that it leaves out", () => {
  const { folder, records } = loadedOnce({ ...FILES, "test/environment.yaml": ENVIRONMENT });
  outcome(folder, records, ["test"]);
  mark(records);
  expect(marked(outcome(folder, records))).toEqual(["other", "web"]);
});

test("records of environments that are gone are dropped", () => {
  const { folder, records } = loadedOnce({ ...FILES, "test/environment.yaml": ENVIRONMENT });
  renameSync(join(folder, "dev"), join(folder, "prod"));
  outcome(folder, records);
  expect(Object.keys(kept(records).environments).sort()).toEqual(["prod", "test"]);
});

describe("records that do not count", () => {
  test.each([
    [
      "of another program",
      () => {
        mockDigest = "another program";
      },
    ],
    [
      "that somebody changed",
      (records: string) => {
        writeFileSync(records, readFileSync(records, "utf8").replace('"yes"', '"yas"'));
      },
    ],
    [
      "that are cut off",
      (records: string) => {
        writeFileSync(records, readFileSync(records, "utf8").slice(0, -20));
      },
    ],
    [
      "that are no file",
      (records: string) => {
        rmSync(records);
        mkdirSync(records);
      },
    ],
    [
      "that are not there",
      (records: string) => {
        rmSync(records);
      },
    ],
  ])("%s", (_, change: (records: string) => void) => {
    const { folder, records } = loadedOnce();
    mark(records);
    change(records);
    const found = outcome(folder, records);
    expect(marked(found)).toEqual([]);
    expect(found).toEqual(outcome(folder));
  });
});

test("what is wrong is never kept, and what is sound beside it is", () => {
  const folder = folderOf({ ...FILES, "dev/consumers/web.yaml": `${CONSUMER}unknown: 1\n` });
  const records = join(temporaryFolder(), "files.json");
  expect(outcome(folder, records)).toBe(outcome(folder));
  expect(Object.keys(kept(records).environments.dev ?? {})).toHaveLength(1);
  expect(kept(records).sets).toEqual([]);
  expect(outcome(folder, records)).toBe(outcome(folder));
});

test("a key that is there twice, which the schema does not see, is told by the second run as by the first", () => {
  const folder = folderOf({ ...FILES, "dev/consumers/web.yaml": `${CONSUMER}client: false\nclient: false\n` });
  const records = join(temporaryFolder(), "files.json");
  const first = outcome(folder, records);
  expect(first).toMatch(/^1 problem in 1 file;/);
  expect(outcome(folder, records)).toBe(first);
  expect(Object.keys(kept(records).environments.dev ?? {})).toHaveLength(1);
});

test("records that would say the same are not written again", () => {
  const { folder, records } = loadedOnce();
  const before = readFileSync(records, "utf8");
  writeFileSync(records, before);
  mark(records);
  const own = readFileSync(records, "utf8");
  outcome(folder, records);
  expect(readFileSync(records, "utf8")).toBe(own);
});

test.each([
  ["infinity", ".inf"],
  ["minus zero", "-0.0"],
])("a file with %s, which JSON does not have, is read again each time", (_, number) => {
  const condition = `Condition: { NumericLessThan: { "s3:max-keys": ${number} } }`;
  const policy = `{ Statement: { Effect: Allow, Principal: "*", Action: "*", Resource: "*", ${condition} } }`;
  const text = `${edit(CONSUMER, "service: orders", "awsService: s3")}    policy: ${policy}\n`;
  const { folder, records } = loadedOnce({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": text });
  expect(kept(records).environments.dev).toEqual({});
  expect(outcome(folder, records)).toEqual(outcome(folder));
});

/** Texts that files may have, sound ones and others, by path. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  "dev/environment.yaml": [
    ENVIRONMENT,
    `${ENVIRONMENT}cidrOverlap: allow\n`,
    ENVIRONMENT.replace("  orders:", "  other:"),
    ENVIRONMENT.replace("us-east-1", "eu-west-1"),
    ENVIRONMENT.replace("zones: [use1-az1, use1-az2]", "zones: [use1-az1]"),
    `${ENVIRONMENT}sharedConnections: { shop: { service: orders } }\n`,
  ],
  "test/environment.yaml": [
    ENVIRONMENT.replace("10.10.0.0/20", "10.60.0.0/20"),
    `${ENVIRONMENT}quotas: { "111111111111": { networkLoadBalancersPerRegion: 1 } }\n`,
    "backend: {type: local}\n",
  ],
  "dev/consumers/crm.csv": [
    "name,account,services\nx,888888888881,orders\ny,888888888882,orders\n",
    "name,account,services\ny,888888888882,orders\nx,888888888881,other\n",
    "name,account,services,state\nx,888888888881,orders,invited\nx,888888888881,orders,\n",
    "name,account\nx\n",
    "",
  ],
  "dev/consumers/crm.jsonl": [
    '{"name":"z","account":"888888888888","connections":{"orders":{"service":"orders"}}}\n',
    '\n{"name":"y","account":"888888888882","connections":{"orders":{"service":"orders"}}}\n',
    "{}\n",
  ],
  "dev/cards/shop.json": [`${renderCard(serviceCard(CARD))}\n`, "{}"],
  ...Object.fromEntries(
    ["dev/consumers/a.yaml", "dev/consumers/b.yaml", "dev/consumers/c.yaml", "test/consumers/a.yaml"].map((path) => [
      path,
      [
        CONSUMER,
        OTHER,
        EXTERNAL,
        edit(CONSUMER, "service: orders", "card: shop"),
        edit(CONSUMER, "service: orders", "shared: shop"),
        edit(CONSUMER, "service: orders", "service: other"),
        `${CONSUMER}tags: { owner: me }\n`,
        `${CONSUMER}bad: [`,
        `\ufeff${CONSUMER}`,
        "account: 222222222222\n",
      ],
    ]),
  ),
};

test("after any edits, a load with records says what a load without them says", () => {
  const edits = Object.entries(TEXTS).map(([path, texts]) =>
    fc.record({
      path: fc.constant(path),
      text: path.endsWith("/environment.yaml")
        ? fc.constantFrom(...texts)
        : fc.option(fc.constantFrom(...texts), { freq: 4 }),
      names: fc.constantFrom(undefined, undefined, ["dev"], ["test"]),
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(...edits), { minLength: 3, maxLength: 12 }), (series) => {
      const folder = folderOf({
        "dev/environment.yaml": ENVIRONMENT,
        "test/environment.yaml": ENVIRONMENT.replace("10.10.0.0/20", "10.60.0.0/20"),
      });
      const records = join(folder, "..", `${folder.split("/").at(-1)}-records`, "files.json");
      mkdirSync(dirname(records));
      try {
        for (const { path, text, names } of series) {
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          if (text === null) rmSync(join(folder, path), { force: true });
          else writeFileSync(join(folder, path), text);
          expect(outcome(folder, records, names)).toEqual(outcome(folder, undefined, names));
        }
      } finally {
        rmSync(dirname(records), { recursive: true });
      }
    }),
    casesOf("series of edits between two loads", 60),
  );
});

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readRecords, recordsFile, writeRecords } from "../../support/records";
import { temporaryFolder } from "./environments";
import { runTypeScript } from "./run-node";

let mockDigest = "this program";
jest.mock("../../support/program", () => ({ programDigest: () => mockDigest }));

const RECORDS = { a: { b: [1, "x"] } };
const { XDG_CACHE_HOME } = process.env;
let file: string;
let key: string;

beforeEach(() => {
  mockDigest = "this program";
  const cache = temporaryFolder();
  process.env.XDG_CACHE_HOME = cache;
  key = join(cache, "cdktf-privatelink/records.key");
  file = recordsFile(temporaryFolder(), "stacks");
});

afterAll(() => {
  if (XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = XDG_CACHE_HOME;
});

const write = () => writeRecords(file, "stacks", RECORDS);
const read = () => readRecords(file, "stacks");

/** Changes the first line of the file, and leaves its seal and the records as they are. */
function editHeader(change: Readonly<Record<string, string>>): void {
  const [header = "", body] = readFileSync(file, "utf8").split("\n");
  writeFileSync(file, `${JSON.stringify({ ...JSON.parse(header), ...change })}\n${body}`);
}

test("what is written is read", () => {
  write();
  expect(read()).toEqual(RECORDS);
  expect(readdirSync(dirname(file))).toEqual(["stacks.json"]);
});

test("the key is for nobody else to read", () => {
  write();
  expect(statSync(key).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(key)).mode & 0o777).toBe(0o700);
  expect(readdirSync(dirname(key))).toEqual(["records.key"]);
});

describe("records do not count", () => {
  afterEach(() => {
    expect(read()).toBeUndefined();
  });

  test("where there are none", () => undefined);

  test("of another kind", () => {
    writeRecords(file, "files", RECORDS);
  });

  test("of another kind, which their first line denies", () => {
    writeRecords(file, "files", RECORDS);
    editHeader({ kind: "stacks" });
  });

  test("of another program", () => {
    write();
    mockDigest = "another program";
  });

  test("of another program, which their first line denies", () => {
    write();
    mockDigest = "another program";
    editHeader({ program: mockDigest });
  });

  test("of another format", () => {
    write();
    editHeader({ format: "cdktf-privatelink/records/0" });
  });

  test("that somebody changed", () => {
    write();
    writeFileSync(file, readFileSync(file, "utf8").replace('"x"', '"y"'));
  });

  test("with another seal, or a shorter one", () => {
    write();
    editHeader({ seal: "0".repeat(64) });
    expect(read()).toBeUndefined();
    editHeader({ seal: "" });
  });

  test("that were sealed with another key", () => {
    write();
    rmSync(key);
    writeRecords(recordsFile(temporaryFolder(), "stacks"), "stacks", {});
    expect(existsSync(key)).toBe(true);
  });

  test("that cannot be read", () => {
    mkdirSync(file, { recursive: true });
  });
});

test.each([0, 10, 33])("a key of %d bytes is replaced by a whole one", (length) => {
  mkdirSync(dirname(key), { recursive: true });
  writeFileSync(key, "x".repeat(length));
  write();
  expect(statSync(key).size).toBe(32);
  expect(read()).toEqual(RECORDS);
});

test("where the key cannot be read, nothing is kept, and nothing is left beside it", () => {
  mkdirSync(join(key, "in-its-place"), { recursive: true });
  write();
  expect(existsSync(file)).toBe(false);
  expect(readdirSync(dirname(key))).toEqual(["records.key"]);
  expect(read()).toBeUndefined();
});

test("where no key can be made, nothing is kept", () => {
  const blocked = join(temporaryFolder(), "file");
  writeFileSync(blocked, "");
  process.env.XDG_CACHE_HOME = blocked;
  write();
  expect(existsSync(file)).toBe(false);
});

/**
 * Writes records in a process of its own with other variables, from within a folder.
 *
 * @returns what it reads of them.
 */
async function writtenIn(folder: string, env: NodeJS.ProcessEnv): Promise<unknown> {
  const { stdout, stderr } = await runTypeScript(
    `const { readRecords, writeRecords } = require("./support/records");
     const file = ${JSON.stringify(file)};
     require("./support/program").programDigest();
     process.chdir(${JSON.stringify(folder)});
     writeRecords(file, "stacks", { a: 1 });
     console.log(JSON.stringify(readRecords(file, "stacks") ?? null));`,
    env,
  );
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

test("without XDG_CACHE_HOME the key is in the user's home", async () => {
  const home = temporaryFolder();
  expect(await writtenIn(temporaryFolder(), { XDG_CACHE_HOME: "", HOME: home })).toEqual({ a: 1 });
  expect(existsSync(join(home, ".cache/cdktf-privatelink/records.key"))).toBe(true);
});

test.each<[what: string, env: NodeJS.ProcessEnv]>([
  ["a home of no name", { XDG_CACHE_HOME: "", HOME: "" }],
  ["a home by a relative path", { XDG_CACHE_HOME: "", HOME: "home" }],
  ["a cache folder by a relative path", { XDG_CACHE_HOME: "cache" }],
])("with %s no key is taken from the working folder, which may be somebody's repository", async (_, env) => {
  const repository = temporaryFolder();
  expect(await writtenIn(repository, env)).toBeNull();
  expect(readdirSync(repository)).toEqual([]);
  expect(existsSync(file)).toBe(false);
});

test("records that cannot be written are not kept, and leave nothing", () => {
  mkdirSync(join(file, "in-their-place"), { recursive: true });
  write();
  expect(readdirSync(dirname(file))).toEqual(["stacks.json"]);
});

test("what a killed run left is removed by the next that writes, but not what another run writes", () => {
  const { pid: killed } = spawnSync(process.execPath, ["-e", ""]);
  mkdirSync(dirname(file), { recursive: true });
  const stay = [`stacks.json.${process.ppid}`, `verdicts.json.${killed}`, "stacks.json.mine"];
  for (const name of [`stacks.json.${killed}`, ...stay]) writeFileSync(join(dirname(file), name), "");
  write();
  expect(readdirSync(dirname(file)).sort()).toEqual(["stacks.json", ...stay].sort());
});

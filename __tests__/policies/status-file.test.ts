import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { toldByUser } from "../../policies/checker/policy";
import { readPolicyData } from "../../policies/checker/policy-data";
import type { PolicyDataError } from "../../policies/checker/policy-data-error";
import { freshOn } from "../../policies/checker/status-file";
import { temporaryFolder } from "../support/environments";
import { CONNECTION, SERVICE, status } from "./statuses";

const DAY = "2026-11-25";

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

/** Reads statuses, given as text or as what to write as JSON. */
function read(contents: Readonly<Record<string, unknown>>, now: string = DAY) {
  const paths = Object.entries(contents).map(([name, content]) => {
    const file = join(folder, name);
    writeFileSync(file, typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content));
    return file;
  });
  return readPolicyData([], now, paths);
}

/** What is wrong with a status. */
function problemsOf(content: unknown, now?: string) {
  return problemsIn({ "s.json": content }, now);
}

function problemsIn(contents: Readonly<Record<string, unknown>>, now?: string) {
  try {
    read(contents, now);
  } catch (error) {
    return (error as PolicyDataError).problems.map(({ file, ...rest }) => ({
      file: file.replace(`${folder}/`, ""),
      ...rest,
    }));
  }
  return [];
}

test("takes what the policies need of a status", () => {
  const { status: files } = read({ "s.json": { ...status(), summary: { services: 1 }, exit_code: 0 } });
  expect(files).toEqual([
    {
      file: `${folder}/s.json`,
      status: {
        format: "privatelink-status/1",
        generated_at: "2026-11-25T10:00:00.000Z",
        source: "aws",
        services: [
          {
            environment: "prod",
            service: "orders",
            service_id: "vpce-svc-0123456789abcdef0",
            is_known: true,
            connections: [
              {
                endpoint_id: "vpce-0123456789abcdef0",
                owner: "222222222222",
                state: "available",
                customer: "web",
                connection: "orders",
                declared: "allowed",
              },
            ],
            customers: [],
          },
        ],
      },
    },
  ]);
});

describe("records of the ledger", () => {
  const record = (customer: string, declared: string, managed = true) => ({
    ...{ customer, connection: "orders", declared, managed },
  });
  const taken = (...customers: object[]) => {
    const services = [{ ...SERVICE, customers: customers.map((each) => ({ ...each, says: "", observed: "none" })) }];
    return read({ "s.json": { ...status(), services } }).status?.[0]?.status.services[0]?.customers;
  };

  test.each(["revoked", "ended"])("are taken of customers who are deployed here, if one is %s", (declared) => {
    const [web, api] = [record("web", declared), record("api", "allowed")];
    expect(taken(web, api, record("globex", "allowed", false))).toEqual([web, api]);
  });

  test("are left out if none of them is revoked", () => {
    expect(taken(record("api", "allowed"), record("globex", "revoked", false))).toEqual([]);
  });
});

test("the Rego is told nothing of statuses where none is given", () => {
  expect(Object.keys(toldByUser(read({})))).toEqual(["config", "waivers", "now"]);
  expect(toldByUser(read({ "s.json": status() }))).toMatchObject({
    status: [{ generated_at: "2026-11-25T10:00:00.000Z" }],
    status_since: "0000-01-01T00:00:00Z",
  });
});

test("a state that nobody knows yet is taken", () => {
  expect(problemsOf(status([{ ...CONNECTION, state: "sleeping" }]))).toEqual([]);
});

test.each([
  ["a table of people", "SERVICE  CUSTOMER\norders   web\n", "no valid JSON: expected a value"],
  ["an empty file", "", "no valid JSON: expected a value"],
  ["a file that is cut off", '{"format": "privatelink-status/1", "serv', "no valid JSON: expected a string"],
  ["a key that is there twice", '{"format": "a", "format": "b"}', "no valid JSON"],
  ["another encoding", Buffer.from("{}", "utf16le"), "UTF-16"],
])("fails %s", (_, content, found) => {
  const [problem, ...more] = problemsOf(content);
  expect(more).toEqual([]);
  expect(problem?.file).toBe("s.json");
  expect(problem?.found).toContain(found);
});

test.each([
  ["another format", { ...status(), format: "privatelink-status/2" }, '"privatelink-status/2"'],
  ["something else", { format_version: "1.2" }, "nothing: the key is missing"],
])("fails %s", (_, content, found) => {
  expect(problemsOf(content)).toEqual([
    expect.objectContaining({
      path: "format",
      expected: "`privatelink-status/1`, the format of `privatelink status --format json`",
      found,
      fix: "write the file by `privatelink status --format json --output FILE` of this version of the program",
    }),
  ]);
});

test("fails a list", () => {
  expect(problemsOf([status()])).toEqual([expect.objectContaining({ path: "format" })]);
});

test("tells all that is wrong with a status, with its places", () => {
  const text = JSON.stringify(
    {
      ...status([
        { ...CONNECTION, endpoint_id: "eni-1" },
        { ...CONNECTION, state: 1 },
      ]),
      source: "memory",
      generated_at: "yesterday",
    },
    null,
    2,
  );
  expect(problemsOf(text).map(({ path, line }) => [path, line])).toEqual([
    ["generated_at", 3],
    ["source", 4],
    ["services[0].connections[0].endpoint_id", 17],
    ["services[0].connections[1].state", 33],
  ]);
});

test("fails files that cannot be read, all at once", () => {
  const missing = join(folder, "none.json");
  expect(() => readPolicyData([], DAY, [missing, "-", folder])).toThrow(/^3 problems in 3 files; nothing was judged\./);
});

test("fails a service that two statuses know", () => {
  expect(problemsIn({ "a.json": status(), "b.json": status([]) })).toEqual([
    {
      file: "b.json",
      line: 1,
      column: expect.any(Number),
      path: "services[0].service_id",
      expected: `each service in one status; ${folder}/a.json has \`vpce-svc-0123456789abcdef0\` as well`,
      found: '"vpce-svc-0123456789abcdef0"',
      fix: "give only the newer status",
    },
  ]);
});

test("services that are not deployed may be in several", () => {
  const none = { ...status(), services: [{ ...SERVICE, service_id: null, is_known: false, connections: [] }] };
  expect(problemsIn({ "a.json": none, "b.json": none })).toEqual([]);
});

describe("the age of a status", () => {
  const clock = new Date("2026-11-25T12:00:00Z");

  test("is at most 24 hours today", () => {
    expect(freshOn(DAY, clock)).toEqual({ oldest: "2026-11-24T12:00:00.000Z", newest: "2026-11-25T12:05:00.000Z" });
  });

  test("is by the day on another day: that one, and the day before", () => {
    expect(freshOn("2026-11-20", clock)).toEqual({
      oldest: "2026-11-19T00:00:00.000Z",
      newest: "2026-11-20T23:59:59.999Z",
    });
  });

  test.each([
    ["2026-11-24T00:00:00Z", 0],
    ["2026-11-25T23:59:59Z", 0],
    ["2026-11-23T23:59:59Z", 1],
    ["2026-11-26T00:00:00Z", 1],
  ])("made at %s: %i problems", (generated_at, count) => {
    expect(problemsOf({ ...status(), generated_at })).toHaveLength(count);
  });

  test("fails an old one with the command that asks again", () => {
    expect(problemsOf({ ...status(), generated_at: "2026-11-20T10:00:00Z" })).toEqual([
      expect.objectContaining({
        path: "generated_at",
        expected:
          "a status that is at most 24 hours old: made between 2026-11-24T00:00:00.000Z and 2026-11-25T23:59:59.999Z",
        found: '"2026-11-20T10:00:00Z"',
        fix: "run `privatelink status --format json --output FILE` again",
      }),
    ]);
  });
});

import {
  CONSUMER,
  consumerProblems,
  ENVIRONMENT,
  EXTERNAL,
  edit,
  problem,
  problemsIn,
} from "../../support/environments";

const REVOKED = "state: revoked\nsince: 2027-01-01\nreason: contract ended\n";

/** Problems of consumers beside a sound environment file, by their names. */
function problemsOf(consumers: Readonly<Record<string, string>>, environment: string = ENVIRONMENT) {
  const files = Object.entries(consumers).map(([name, text]) => [`dev/consumers/${name}.yaml`, text]);
  return problemsIn({ "dev/environment.yaml": environment, ...Object.fromEntries(files) });
}

describe("a revoked record stays, whatever becomes of what it names", () => {
  const web = { web: edit(CONSUMER, "222222222222", "222222222223") };

  test.each([
    ["its service is gone", edit(CONSUMER, "service: orders", "service: gone"), {}],
    ["its range is used again", CONSUMER, web],
    [
      "its principal is of another account",
      edit(CONSUMER, "vpc:", "principal: arn:aws:iam::333333333333:root\nvpc:"),
      {},
    ],
    ["its zone is of another region", edit(CONSUMER, "use1-az2", "euw1-az2"), {}],
  ])("%s", (_, text, others) => {
    expect(problemsOf({ old: `${text}${REVOKED}`, ...others })).toEqual([]);
    expect(problemsOf({ old: text, ...others })).not.toEqual([]);
  });

  test("what is set for its account stays, since its stacks may be there", () => {
    const accounts = `${ENVIRONMENT}accounts:\n  "222222222222": { blockPublicAccess: {} }\n`;
    expect(problemsOf({ old: `${CONSUMER}${REVOKED}` }, accounts)).toEqual([]);
  });

  test("fails on what is wrong with the record by itself", () => {
    expect(consumerProblems(`${edit(CONSUMER, "222222222222", "2222")}${REVOKED}`)).toHaveLength(1);
  });
});

test("an invited consumer is judged, but has nothing yet that a quota counts", () => {
  const quotas = `${ENVIRONMENT}quotas:\n  "*": { vpcsPerRegion: 1 }\n`;
  const two = { a: CONSUMER, b: edit(CONSUMER, "10.20.0.0/20", "10.30.0.0/20") };
  expect(problemsOf(two, quotas)).toHaveLength(1);
  expect(problemsOf({ ...two, b: `${two.b}state: invited\n` }, quotas)).toEqual([]);
  expect(problemsOf({ b: `${edit(two.b, "service: orders", "service: gone")}state: invited\n` })).toHaveLength(1);
});

describe("endpoints of an account that two consumers have in common", () => {
  const any = EXTERNAL.replace("    endpointId: vpce-0123456789abcdef0\n", "");
  const regions = `${edit(ENVIRONMENT, "    targets:\n", "    supportedRegions: [us-west-2]\n    targets:\n")}`;
  const clash = (other: string, line: number, declared: string) =>
    expect.objectContaining({
      file: "dev/consumers/b.yaml",
      path: "connections.orders",
      expected: `what is declared of a (dev/consumers/a.yaml:${line}), ${other}: any endpoint of account 888888888888 in orders belongs to both`,
      found: declared,
    });

  test("fails where one may connect and the other may not", () => {
    expect(problemsOf({ a: any, b: `${any}state: draining\n` })).toEqual([clash("`allowed`", 1, "`draining`")]);
    expect(problemsOf({ a: `${any}${REVOKED}`, b: any })).toEqual([clash("`revoked`", 6, "`allowed`")]);
  });

  test("fails where the access of one ends before that of the other", () => {
    const [first, ...more] = problemsOf({ a: any, b: `${any}until: 2027-06-30\n` });
    expect([first?.found, more]).toEqual(["`allowed` until 2027-06-30", []]);
  });

  test("fails once for two consumers with several accounts in common", () => {
    const several = edit(any, 'account: "888888888888"', 'accounts: ["888888888888", "888888888889"]');
    expect(problemsOf({ a: several, b: `${several}state: draining\n` })).toHaveLength(1);
  });

  test.each([
    ["declare the same", any, any],
    [
      "have other regions",
      edit(any, "service: orders\n", "service: orders\n    regions: [us-east-1]\n"),
      edit(any, "service: orders\n", "service: orders\n    regions: [us-west-2]\n"),
    ],
    ["name their endpoints, one of them", EXTERNAL, any],
    ["are of other accounts", any, any.replace("888888888888", "888888888889")],
  ])("may be of two that %s", (_, a, b) => {
    const state = a === b ? "" : "state: draining\n";
    expect(problemsOf({ a, b: `${b}${state}` }, regions)).toEqual([]);
  });

  test("may be of two that are built here: their states know the endpoints", () => {
    const other = edit(CONSUMER, "10.20.0.0/20", "10.30.0.0/20");
    expect(problemsOf({ a: CONSUMER, b: `${other}state: draining\n` })).toEqual([]);
    const external = any.replace("888888888888", "222222222222");
    expect(problemsOf({ a: CONSUMER, b: `${external}state: draining\n` })).toHaveLength(1);
  });
});

describe("an endpoint", () => {
  const several = edit(
    EXTERNAL,
    "endpointId: vpce-0123456789abcdef0",
    "endpointIds: [vpce-0123456789abcdef1, vpce-0123456789abcdef0]",
  );

  test.each([EXTERNAL, `${EXTERNAL}${REVOKED}`])(
    "fails where another consumer has it, among several or revoked",
    (other) => {
      expect(problemsOf({ a: other, b: several })).toEqual([
        problem(
          "dev/consumers/b.yaml:6:43 connections.orders.endpointIds[1]",
          "an endpoint other than that of a, connection orders",
          "`vpce-0123456789abcdef0` twice (dev/consumers/a.yaml:6 and dev/consumers/b.yaml:6)",
        ),
      ]);
    },
  );

  test("fails on several where nobody is to accept them", () => {
    const manual = edit(ENVIRONMENT, "    targets:\n", "    acceptance: manual\n    targets:\n");
    expect(problemsOf({ b: several }, manual).map(({ path }) => path)).toEqual([
      "connections.orders.endpointIds[0]",
      "connections.orders.endpointIds[1]",
    ]);
    expect(problemsOf({ b: `${several}${REVOKED}` }, manual)).toEqual([]);
  });
});

describe("the connections of an acceptance stack", () => {
  const table = (count: number, state: string = "allowed") =>
    [
      "name,account,services,connections.orders.endpointId,state",
      ...Array.from({ length: count }, (_, index) => {
        const id = `vpce-${(0x10_0000_0000 + index).toString(16).padStart(17, "0")}`;
        return `c${index},${200_000_000_000 + index},orders,${id},${state}`;
      }),
      "",
    ].join("\n");
  const problemsWith = (csv: string, environment: string = ENVIRONMENT) =>
    problemsIn({ "dev/environment.yaml": environment, "dev/consumers/crm.csv": csv });
  const withKey = (key: string) => edit(ENVIRONMENT, "    targets:\n", `    ${key}\n    targets:\n`);

  test("fails on more than a state can bear, with the ways out", () => {
    expect(problemsWith(table(501))).toEqual([
      problem(
        "dev/environment.yaml:7:3 services.orders",
        "at most 500 connections to accept in an acceptance stack",
        "501 in the only one",
        "write `acceptanceShards: 4`; or write `acceptor: {}`, a function that accepts in place of the stacks",
      ),
    ]);
    const [ofShards] = problemsWith(table(2_000), withKey("acceptanceShards: 2"));
    expect(ofShards).toMatchObject({ path: "services.orders.acceptanceShards", line: 20 });
    expect(ofShards?.fix).toMatch(/^write `acceptanceShards: 16`/);
  });

  test("count while they drain: they are still accepted", () => {
    expect(problemsWith(table(501, "draining")).map(({ found }) => found)).toEqual(["501 in the only one"]);
  });

  test.each([
    ["there are enough shards", 501, "allowed", withKey("acceptanceShards: 4")],
    ["an acceptor accepts", 501, "allowed", withKey("acceptor: {}")],
    ["they are no more than that", 500, "allowed", ENVIRONMENT],
    ["they are not accepted yet", 501, "invited", ENVIRONMENT],
  ])("may be many where %s", (_, count, state, environment) => {
    expect(problemsWith(table(count, state), environment)).toEqual([]);
  });
});

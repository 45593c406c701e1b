import { CONSUMER, consumerProblems, ENVIRONMENT, EXTERNAL, edit, problemsIn } from "../support/environments";

/** Paths of the problems, sorted, with their files where these are not the consumer's. */
const paths = (problems: ReturnType<typeof consumerProblems>) =>
  problems.map(({ file, path }) => (file.includes("consumers") ? path : `${file} ${path}`)).sort();

describe("a connection of which something is refused is judged by the rest", () => {
  const SERVICE = "    service: orders\n";
  test.each([
    ["a misspelt service beside a bad port", "    service: order\n    ports: [0]\n", ["ports[0]", "service"]],
    ["a misspelt service beside an unknown key", "    service: order\n    nope: 1\n", ["nope", "service"]],
    ["a misspelt service beside a bad flag", "    service: order\n    privateDns: maybe\n", ["privateDns", "service"]],
    ["no card there, and a bad tag", "    card: shop\n    tags: { 'a!': b }\n", ["card", "tags.a!"]],
    ["no resource there, and a bad number", "    resource: db\n    minimumZones: 0\n", ["minimumZones", "resource"]],
    [
      "a misspelt service beside a bad name",
      "    service: order\n    hostedZones: { a: { name: A! } }\n",
      ["hostedZones.a.name", "service"],
    ],
    [
      "private DNS of a service without a name, beside a bad name",
      `${SERVICE}    privateDns: true\n    hostedZones: { a: { name: A! } }\n`,
      ["hostedZones.a.name", "privateDns"],
    ],
    [
      "zones of another region, and a bad timeout",
      `${SERVICE}    inZones: [use2-az1]\n    timeouts: { create: soon }\n`,
      ["inZones[0]", "timeouts.create"],
    ],
  ])("%s", (_, by, expected) => {
    expect(paths(consumerProblems(edit(CONSUMER, SERVICE, by)))).toEqual(
      expected.map((key) => `connections.orders.${key}`),
    );
  });

  test("but not by what the refused key would have said", () => {
    const text = edit(CONSUMER, "  zones: [use1-az1, use1-az2]", "  zones: [use1-az1]");
    expect(paths(consumerProblems(edit(text, SERVICE, `${SERVICE}    minimumZone: 1\n`)))).toEqual([
      "connections.orders.minimumZone",
    ]);
  });
});

test("an external consumer's misspelt service is told beside a bad endpoint id", () => {
  const text = edit(edit(EXTERNAL, "service: orders", "service: order"), "vpce-0123456789abcdef0", "vpce-1");
  expect(paths(consumerProblems(text))).toEqual(["connections.orders.endpointId", "connections.orders.service"]);
});

test("a service with a bad tag is judged by the rest: private DNS that it has not", () => {
  const environment = edit(ENVIRONMENT, "    role: deploy\n", "    role: deploy\n    tags: { 'a!': b }\n");
  expect(
    paths(
      consumerProblems(edit(CONSUMER, "service: orders\n", "service: orders\n    privateDns: true\n"), environment),
    ),
  ).toEqual(["connections.orders.privateDns", "dev/environment.yaml services.orders.tags.a!"]);
});

test("a VPC with bad flow logs is judged by the rest: zones of another region", () => {
  const text = edit(
    CONSUMER,
    "  zones: [use1-az1, use1-az2]",
    "  zones: [use1-az1, use1-az2, use2-az3]\n  flowLogs: { trafficType: SOME }",
  );
  expect(paths(consumerProblems(text))).toEqual(["vpc.flowLogs.trafficType", "vpc.zones[2]"]);
});

describe("an unknown key of the environment file hides nothing that it cannot mean", () => {
  const MISSPELT = edit(CONSUMER, "service: orders\n", "service: order\n");

  test.each([
    ["beside the services", `tgas: {}\n${ENVIRONMENT}`, MISSPELT, ["connections.orders.service"]],
    [
      "beside no resources",
      `tgas: {}\n${ENVIRONMENT}`,
      edit(CONSUMER, "service: orders\n", "resource: db\n"),
      ["connections.orders.resource"],
    ],
  ])("%s", (_, environment, consumer, expected) => {
    expect(paths(consumerProblems(consumer, environment))).toEqual([...expected, "dev/environment.yaml tgas"].sort());
  });

  test.each(["service", "Services", "servicesOffered"])("but services under %s may be those that are named", (key) => {
    expect(paths(consumerProblems(CONSUMER, edit(ENVIRONMENT, "services:", `${key}:`)))).toEqual([
      `dev/environment.yaml ${key}`,
    ]);
  });

  test("nor do services that are a level too far in hide more than themselves", () => {
    const [head = "", services = ""] = ENVIRONMENT.split(/(?=services:)/);
    const moved = `${head.replace("  Owner: platform\n", "")}${services.replace(/^/gm, "  ").trimEnd()}\n`;
    expect(paths(consumerProblems(CONSUMER, moved)).filter((path) => !path.startsWith("dev/"))).toEqual([]);
  });
});

test("a service with a key that is refused is judged all the same", () => {
  const text = edit(edit(ENVIRONMENT, "  orders:", "  Orders_API:"), "        port: 80", "        port: 0");
  expect(paths(consumerProblems(edit(CONSUMER, "service: orders", "service: orders-api"), text))).toEqual([
    "dev/environment.yaml services.Orders_API",
    "dev/environment.yaml services.Orders_API.listeners.http.port",
  ]);
});

test("a consumer's file that cannot be read is one problem: its account may be the one that is meant", () => {
  const environment = `accounts: { "222222222222": { blockPublicAccess: {} } }\n${ENVIRONMENT}`;
  expect(problemsIn({ "dev/environment.yaml": environment, "dev/consumers/web.yaml": "account: [\n" })).toHaveLength(1);
});

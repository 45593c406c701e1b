import {
  CONSUMER,
  consumerProblems,
  ENVIRONMENT,
  EXTERNAL,
  edit,
  type Mistake,
  problem,
  problemsIn,
} from "../../support/environments";

const MISTAKES: readonly Mistake[] = [
  [
    "a principal of another account",
    'account: "222222222222"',
    'account: "222222222222"\nprincipal: arn:aws:iam::333333333333:root',
    "2:12 principal",
    "an ARN of the consumer's account, 222222222222",
    '"arn:aws:iam::333333333333:root"',
  ],
  [
    "an unknown service, nearly a known one",
    "service: orders",
    "service: order",
    "7:14 connections.orders.service",
    "a service of dev/environment.yaml: orders",
    '"order"',
    "write `orders`",
  ],
  [
    "an unknown service, like no other",
    "service: orders",
    "service: bananas",
    "7:14 connections.orders.service",
    "a service of dev/environment.yaml: orders",
    '"bananas"',
    "for somebody else's service, give `card`, `serviceName`, `serviceArn` or `awsService` instead; if the service no longer exists, remove the connection",
  ],
  [
    "a port that the service has not",
    "service: orders",
    "service: orders\n    ports: [80, 8080]",
    "8:17 connections.orders.ports[1]",
    "a port that orders listens on: 80",
    "8080 (number)",
  ],
];

test.each(MISTAKES)("fails on %s", (_, part, by, place, ...rest) => {
  expect(consumerProblems(edit(CONSUMER, part, by))).toEqual([problem(`dev/consumers/web.yaml:${place}`, ...rest)]);
});

const MISTAKES_OF_EXTERNAL: readonly Mistake[] = [
  [
    "an unknown service",
    "service: orders",
    "service: order",
    "5:14 connections.orders.service",
    "a service of dev/environment.yaml: orders",
    '"order"',
    "write `orders`",
  ],
  [
    "an endpoint named twice",
    "endpointId: vpce-0123456789abcdef0",
    "endpointId: vpce-0123456789abcdef0\n  again:\n    service: orders\n    endpointId: vpce-0123456789abcdef0",
    "9:17 connections.again.endpointId",
    "an endpoint other than that of web, connection orders",
    "`vpce-0123456789abcdef0` twice (lines 6 and 9)",
  ],
];

test.each(MISTAKES_OF_EXTERNAL)("fails on %s, external", (_, part, by, place, ...rest) => {
  expect(consumerProblems(edit(EXTERNAL, part, by))).toEqual([problem(`dev/consumers/web.yaml:${place}`, ...rest)]);
});

test.each(["manual", "automatic"])("fails on an endpoint to accept with acceptance %s", (acceptance) => {
  const environment = edit(ENVIRONMENT, "role: deploy", `acceptance: ${acceptance}`);
  expect(consumerProblems(EXTERNAL, environment)).toEqual([
    problem(
      "dev/consumers/web.yaml:6:17 connections.orders.endpointId",
      `no endpoint to accept: orders has \`acceptance: ${acceptance}\``,
      '"vpce-0123456789abcdef0"',
      "take it out, or set `acceptance: registered` for the service",
    ),
  ]);
});

test("fails on an endpoint that another consumer named", () => {
  const files = {
    "dev/environment.yaml": ENVIRONMENT,
    "dev/consumers/a.yaml": EXTERNAL,
    "dev/consumers/b.yaml": EXTERNAL,
  };
  expect(problemsIn(files)).toEqual([
    problem(
      "dev/consumers/b.yaml:6:17 connections.orders.endpointId",
      "an endpoint other than that of a, connection orders",
      "`vpce-0123456789abcdef0` twice (dev/consumers/a.yaml:6 and dev/consumers/b.yaml:6)",
    ),
  ]);
});

test("fails on a service by key where the environment has none", () => {
  expect(consumerProblems(CONSUMER, "backend: {type: local}\nregion: us-east-1\n")).toEqual([
    problem(
      "dev/consumers/web.yaml:7:14 connections.orders.service",
      "a service of this environment, but dev/environment.yaml has none",
      '"orders"',
      "for somebody else's service, give `card`, `serviceName`, `serviceArn` or `awsService` instead; if the service no longer exists, remove the connection",
    ),
  ]);
});

test("fails on a service that no longer exists, also where the next name is connected to already", () => {
  const both = `${edit(CONSUMER, "service: orders", "service: orders-2")}  second: { service: orders }\n`;
  const write = "write `orders`";
  expect(consumerProblems(both)).toMatchObject([
    {
      path: "connections.orders.service",
      fix: `if the service no longer exists, remove the connection; else ${write}, which second leads to already`,
    },
  ]);
  // What another consumer connects to says nothing of this one.
  const files = {
    "dev/environment.yaml": ENVIRONMENT,
    "dev/consumers/app.yaml": edit(CONSUMER, "10.20.", "10.21."),
    "dev/consumers/web.yaml": edit(CONSUMER, "service: orders", "service: orders-2"),
  };
  expect(problemsIn(files)).toMatchObject([{ file: "dev/consumers/web.yaml", fix: write }]);
});

test("a service that is refused is known by its key: no second problem for its consumers", () => {
  const environment = edit(ENVIRONMENT, "port: 80\n", "port: 0\n");
  expect(consumerProblems(CONSUMER, environment).map(({ path }) => path)).toEqual([
    "services.orders.listeners.http.port",
  ]);
});

test.each([
  ["broken syntax", edit(ENVIRONMENT, "[use1-az1, use1-az2]", "[use1-az1"), [""]],
  ["a tab", edit(ENVIRONMENT, "  type: local", "\ttype: local"), [""]],
  ["a second document", `${ENVIRONMENT}---\n`, [""]],
  ["a service twice", `${ENVIRONMENT}  orders: {}\n`, ["services.orders"]],
  ["nothing", "", [""]],
  ["misspelt services", edit(ENVIRONMENT, "services:", "servces:"), ["servces"]],
  ["services that are a list", edit(ENVIRONMENT, "  orders:\n", "  - orders:\n"), ["services"]],
  ["a service indented too little", edit(ENVIRONMENT, "  orders:\n", "orders:\n"), ["services", "orders"]],
  ["services under the tags", ENVIRONMENT.replace("services:\n", ""), ["tags.orders"]],
])(
  "of an environment.yaml with %s, its services are not known: no problem of its consumers",
  (_, environment, paths) => {
    const expected = paths.map((path) => ({ file: "dev/environment.yaml", path }));
    for (const consumer of [CONSUMER, EXTERNAL])
      expect(consumerProblems(consumer, environment).map(({ file, path }) => ({ file, path }))).toEqual(expected);
  },
);

test("an external consumer need not have told its endpoint", () => {
  expect(consumerProblems(edit(EXTERNAL, "    endpointId: vpce-0123456789abcdef0\n", ""))).toEqual([]);
});

test("fails on a principal of another partition than the region's", () => {
  const text = `${CONSUMER}principal: arn:aws-cn:iam::222222222222:root\n`;
  expect(consumerProblems(text).map(({ path }) => path)).toEqual(["principal"]);
});

test("fails on a principal that does not let in the role that creates the endpoint", () => {
  const text = `${CONSUMER}role: deploy\nprincipal: arn:aws:iam::222222222222:role/other\n`;
  expect(consumerProblems(text)).toEqual([
    problem(
      "dev/consumers/web.yaml:9:12 principal",
      "the account (root) or the role that creates the endpoint, deploy",
      '"arn:aws:iam::222222222222:role/other"',
    ),
  ]);
  expect(consumerProblems(text.replace("role/other", "role/deploy"))).toEqual([]);
});

test("fails on an HTTP path for a port that the connection or the service has not", () => {
  const paths = (more: string) =>
    consumerProblems(edit(CONSUMER, "service: orders", `service: orders\n    httpPaths: {81: /x}${more}`));
  expect(paths("").map(({ path, expected }) => [path, expected])).toEqual([
    ["connections.orders.httpPaths.81", "a port that orders listens on over TCP without TLS: 80"],
  ]);
  expect(paths("\n    ports: [80]").map(({ path, expected }) => [path, expected])).toEqual([
    ["connections.orders.httpPaths.81", "a TCP port of the connection: 80"],
  ]);
});

describe("of a service with listeners of each protocol,", () => {
  const listener =
    "      http:\n        port: 80\n        targetPort: 8080\n        healthCheck:\n          protocol: HTTP\n          path: /health\n";
  const environment = edit(
    edit(
      ENVIRONMENT,
      listener,
      "      tls: {port: 443, protocol: TLS}\n      dns: {port: 53, protocol: TCP_UDP}\n      log: {port: 514, protocol: UDP}\n",
    ),
    "type: sample",
    "type: instance\n      ids: [i-0123456789abcdef0]",
  );
  const problemsOf = (more: string) =>
    consumerProblems(edit(CONSUMER, "service: orders", `service: orders\n    ${more}`), environment).filter(
      ({ file }) => file === "dev/consumers/web.yaml",
    );

  test("ports are those of its protocols", () => {
    expect(problemsOf("ports: [443, 443/tcp, 53, 53/tcp, 53/udp, 514/udp]")).toEqual([]);
  });

  test("fails on a port of another protocol", () => {
    expect(problemsOf("ports: [514, 443/udp]")).toEqual(
      [
        ["13", "[0]", "514 (number)"],
        ["18", "[1]", '"443/udp"'],
      ].map(([column, index, found]) =>
        problem(
          `dev/consumers/web.yaml:8:${column} connections.orders.ports${index}`,
          "a port that orders listens on: 53, 53/udp, 443, 514/udp",
          found ?? "",
        ),
      ),
    );
  });

  test.each(["", "ports: [443, 514/udp]\n    "])(
    "fails on asking over plain HTTP where it speaks TLS or UDP",
    (ports) => {
      expect(problemsOf(`${ports}httpPaths: {443: /}`).map(({ path, expected }) => [path, expected])).toEqual([
        ["connections.orders.httpPaths.443", "a port that orders listens on over TCP without TLS: 53"],
      ]);
    },
  );
});

test("fails on asking a service over HTTP that listens over TLS alone", () => {
  const environment = edit(ENVIRONMENT, "port: 80\n", "port: 80\n        protocol: TLS\n");
  const text = edit(CONSUMER, "service: orders", "service: orders\n    httpPaths: {80: /}");
  expect(consumerProblems(text, environment).filter(({ file }) => file.includes("consumers"))).toMatchObject([
    { path: "connections.orders.httpPaths.80", expected: "no path: orders has no listener over TCP without TLS" },
  ]);
});

import { createServer as createHttpServer } from "node:http";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { METRICS, metricVariables } from "../../../modules/consumer/client-application/connection-metrics";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { closedPort, listen } from "../../support/ports";
import { runModule } from "../../support/run-node";

const PROBE = pathToFileURL(join(PACKAGE_ROOT, "modules/consumer/client-application/probe.mjs")).href;

/** Calls the handler as Lambda does, and tells what it returned or threw on the last line. */
const RUNNER = `
import dns from "node:dns";
import { promises } from "node:dns";
const names = JSON.parse(process.env.NAMES ?? "{}");
const real = dns.lookup;
dns.lookup = (name, options, done) =>
  names[name] ? done(null, names[name].map((address) => ({ address, family: 4 }))) : real(name, options, done);
const { lookup } = promises;
promises.lookup = async (name) => (names[name] ? { address: names[name][0], family: 4 } : lookup(name));
const { syncBuiltinESMExports } = await import("node:module");
syncBuiltinESMExports();
const { handler } = await import(${JSON.stringify(PROBE)});
const outcome = await handler().then((returned) => ({ returned }), (error) => ({ thrown: error.message }));
console.log(JSON.stringify(outcome));
`;

interface Check {
  connection: string;
  host: string;
  port: number | string;
  httpPath?: string;
}

interface Result {
  ok: boolean;
  notChecked?: { connection: string; host: string; port: string; why: string }[];
  results: (Check & { ok: boolean; status?: unknown; error?: string; address?: string; milliseconds: number })[];
}

/** A check as the function is given it. */
function asGiven({ connection, host, port, httpPath = "" }: Check) {
  return { connection, host, ports: { [port]: httpPath } };
}

/** Runs the checks. @returns what was logged, and what the handler returned or threw. */
async function probe(
  checks: readonly Check[] | string,
  names: Record<string, string[]> = {},
  variables: Record<string, string> = {},
) {
  const { code, stdout, stderr } = await runModule(RUNNER, {
    CHECKS: typeof checks === "string" ? checks : JSON.stringify(checks.map(asGiven)),
    NAMES: JSON.stringify(names),
    ...variables,
  });
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`);
  const lines = stdout.trim().split("\n");
  const outcome = JSON.parse(lines.at(-1) ?? "") as { returned?: Result; thrown?: string };
  return { logged: lines.slice(0, -1).map((line) => JSON.parse(line) as Result), ...outcome };
}

const servers: Server[] = [];
let http = 0;
let tcp = 0;
let closed = 0;

beforeAll(async () => {
  const web = createHttpServer((request, response) => {
    if (request.url === "/cut") {
      response.writeHead(200, { "Content-Length": "1000" });
      response.write("x", () => response.destroy());
      return;
    }
    response.statusCode = Number(request.url?.slice(1));
    response.end("hello");
  });
  const plain = createServer((socket) => socket.on("error", () => undefined).end());
  servers.push(web, plain);
  [http, tcp, closed] = await Promise.all([listen(web), listen(plain), closedPort()]);
});

afterAll(() => {
  for (const server of servers) server.close();
});

const at = (port: number | string, httpPath?: string): Check => ({
  connection: "orders",
  host: "127.0.0.1",
  port,
  ...(httpPath === undefined ? {} : { httpPath }),
});

test("services that answer: HTTP below 400 and an open TCP port", async () => {
  const { logged, returned, thrown } = await probe([at(http, "/200"), at(http, "/302"), at(tcp), at(http, "/cut")]);
  expect(thrown).toBeUndefined();
  expect(returned?.ok).toBe(true);
  expect(returned?.results.map(({ status }) => status)).toEqual([200, 302, "connected", 200]);
  expect(returned?.results[0]).toEqual({
    ok: true,
    connection: "orders",
    host: "127.0.0.1",
    port: http,
    httpPath: "/200",
    address: "127.0.0.1",
    status: 200,
    milliseconds: expect.any(Number),
  });
  expect(logged).toEqual([returned]);
});

test("fails with the reason of each service that does not answer, and logs all", async () => {
  const { logged, thrown, returned } = await probe([
    at(http, "/500"),
    at(http, "/404"),
    at(closed),
    at(closed, "/200"),
    { connection: "ledger", host: "nowhere.invalid", port: 80 },
    at(tcp),
  ]);
  expect(returned).toBeUndefined();
  expect(logged).toHaveLength(1);
  expect(logged[0]?.ok).toBe(false);
  const errors = logged[0]?.results.map(({ ok, error }) => (ok ? "ok" : error));
  expect(errors).toEqual([
    "HTTP status 500",
    "HTTP status 404",
    expect.stringContaining("ECONNREFUSED"),
    expect.stringContaining("ECONNREFUSED"),
    expect.stringMatching(/nowhere\.invalid/),
    "ok",
  ]);
  expect(thrown).toMatch(/^unreachable: \[/);
  expect(JSON.parse(thrown?.slice("unreachable: ".length) ?? "")).toHaveLength(5);
});

test("fails over HTTP with a reason where the name has an address in each zone", async () => {
  const check = { connection: "orders", host: "endpoint.test", port: closed, httpPath: "/200" };
  const { logged } = await probe([check], { "endpoint.test": ["127.0.0.1", "127.0.0.2"] });
  expect(logged[0]?.results[0]?.error).toMatch(/ECONNREFUSED/);
});

test("fails on a server that says nothing where HTTP is expected", async () => {
  const { logged } = await probe([at(tcp, "/200")]);
  expect(logged[0]?.results[0]).toMatchObject({ ok: false, error: expect.stringMatching(/hang up|ECONNRESET/) });
});

test("UDP ports are listed as not checked, whatever becomes of the others", async () => {
  const notChecked = [
    { connection: "orders", host: "127.0.0.1", port: "53/udp", why: "over UDP a service that is well may not answer" },
  ];
  const { returned, logged } = await probe([at("53/udp"), at(tcp)]);
  expect(returned).toMatchObject({ ok: true, notChecked, results: [{ port: tcp, status: "connected" }] });
  expect(logged).toEqual([returned]);
  const failed = await probe([at("53/udp"), at(closed)]);
  expect(failed.logged).toMatchObject([{ ok: false, notChecked, results: [{ port: closed, ok: false }] }]);
});

test("writes metrics of each connection, in a line that is nothing else, where it is told a namespace", async () => {
  const ledger = { connection: "ledger", host: "127.0.0.1", port: closed };
  const { logged } = await probe([at(tcp), at(http, "/200"), ledger], {}, metricVariables("prod-web-client"));
  const metrics = (...names: [string, string][]) => ({
    Timestamp: expect.any(Number),
    CloudWatchMetrics: [
      {
        Namespace: METRICS.namespace,
        Dimensions: [Object.keys(METRICS.dimensions("", ""))],
        Metrics: names.map(([Name, Unit]) => ({ Name, Unit })),
      },
    ],
  });
  expect(logged.slice(1)).toEqual([
    {
      _aws: metrics([METRICS.reachable, "Count"], ["Latency", "Milliseconds"]),
      ...METRICS.dimensions("prod-web-client", "orders"),
      Reachable: 1,
      Latency: Math.max(...(logged[0]?.results.slice(0, 2).map(({ milliseconds }) => milliseconds) ?? [])),
    },
    {
      _aws: metrics([METRICS.reachable, "Count"]),
      ...METRICS.dimensions("prod-web-client", "ledger"),
      Reachable: 0,
    },
  ]);
});

test("without checks, all is well", async () => {
  const { returned } = await probe([]);
  expect(returned).toEqual({ ok: true, results: [] });
});

test("fails on checks that are no JSON", async () => {
  const { thrown } = await probe("[");
  expect(thrown).toMatch(/JSON/);
});

// Checks from within the VPC that services answer, through their endpoints.
//
// CHECKS, a JSON text in the environment, names them: [{"connection", "host", "ports": {"80": "/health", "443": "",
// "53/udp": ""}}]. A port with a path is asked for it over HTTP and must answer below 400; to another a TCP connection is
// opened. Nothing need answer at a UDP port: it is listed as one that was not checked. The result of all is logged and
// returned; where one fails the invocation fails, so that the function's metric `Errors` tells.
//
// With METRICS_NAMESPACE and CLIENT, there is a line for each connection in CloudWatch's embedded metric format as well: on
// standard output itself, since Lambda puts a time before what the console writes.
import { lookup } from "node:dns/promises";
import { get } from "node:http";
import { connect } from "node:net";

const TIMEOUT_MILLISECONDS = 5000;
const NOT_CHECKED = "over UDP a service that is well may not answer";

export async function handler() {
  const checks = JSON.parse(process.env.CHECKS ?? "[]");
  const each = checks.flatMap(({ connection, host, ports }) =>
    Object.entries(ports).map(([port, httpPath]) => ({ connection, host, port, httpPath })),
  );
  const overUdp = each.filter(({ port }) => port.endsWith("/udp"));
  const results = await Promise.all(each.filter((one) => !overUdp.includes(one)).map(run));
  const notChecked = overUdp.map(({ connection, host, port }) => ({ connection, host, port, why: NOT_CHECKED }));
  const result = { ok: results.every((one) => one.ok), results, ...(notChecked.length === 0 ? {} : { notChecked }) };
  console.log(JSON.stringify(result));
  writeMetrics(results);
  if (!result.ok) throw new Error(`unreachable: ${JSON.stringify(results.filter((one) => !one.ok))}`);
  return result;
}

function writeMetrics(results) {
  const { METRICS_NAMESPACE: namespace, CLIENT: client } = process.env;
  if (namespace === undefined) return;
  for (const connection of new Set(results.map((one) => one.connection))) {
    const own = results.filter((one) => one.connection === connection);
    const answered = own.filter((one) => one.ok);
    const metrics = [
      { Name: "Reachable", Unit: "Count" },
      ...(answered.length === 0 ? [] : [{ Name: "Latency", Unit: "Milliseconds" }]),
    ];
    const line = {
      _aws: {
        Timestamp: Date.now(),
        CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [["Client", "Connection"]], Metrics: metrics }],
      },
      Client: client,
      Connection: connection,
      Reachable: answered.length === own.length ? 1 : 0,
      ...(answered.length === 0 ? {} : { Latency: Math.max(...answered.map((one) => one.milliseconds)) }),
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}

async function run({ connection, host, port: text, httpPath }) {
  const start = performance.now();
  const port = Number(text);
  const what = { connection, host, port, ...(httpPath ? { httpPath } : {}) };
  try {
    const { address } = await withinTime(lookup(host), "no address");
    const status = await (httpPath === "" ? open(address, port) : request(host, port, httpPath));
    return { ok: true, ...what, address, status, milliseconds: Math.round(performance.now() - start) };
  } catch (error) {
    return { ok: false, ...what, error: reasonOf(error), milliseconds: Math.round(performance.now() - start) };
  }
}

function withinTime(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} within ${TIMEOUT_MILLISECONDS} ms`)), TIMEOUT_MILLISECONDS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Where a name has several addresses, none of which answers, the error itself says nothing but has one for each. */
function reasonOf(error) {
  return error.message || (error.errors ?? []).map((each) => each.message).join("; ") || String(error);
}

function open(host, port) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: TIMEOUT_MILLISECONDS });
    socket.once("connect", () => {
      socket.destroy();
      resolve("connected");
    });
    socket.once("timeout", () => socket.destroy(new Error(`no connection within ${TIMEOUT_MILLISECONDS} ms`)));
    socket.once("error", reject);
  });
}

function request(host, port, path) {
  return new Promise((resolve, reject) => {
    const asked = get({ host, port, path, timeout: TIMEOUT_MILLISECONDS, agent: false }, (response) => {
      response.resume();
      if (response.statusCode < 400) resolve(response.statusCode);
      else reject(new Error(`HTTP status ${response.statusCode}`));
    });
    asked.once("timeout", () => asked.destroy(new Error(`no answer within ${TIMEOUT_MILLISECONDS} ms`)));
    asked.once("error", reject);
  });
}

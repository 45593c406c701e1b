import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { closedPort } from "../../support/ports";

const SERVER = join(PACKAGE_ROOT, "modules/provider/sample-application/server.py");
const hasPython = spawnSync("python3", ["--version"]).status === 0;

/** Asks until the server is up. */
async function ask(url: string, init?: RequestInit): Promise<Response> {
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      return await fetch(url, init);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`no answer from ${url}`);
}

/** What an HTTP server answers to bytes that go before a request. */
async function answerAfter(port: number, before: Buffer): Promise<unknown> {
  const socket = connect(port, "127.0.0.1");
  socket.end(Buffer.concat([before, Buffer.from("GET /hello HTTP/1.0\r\n\r\n")]));
  const [, body = ""] = (await text(socket)).split("\r\n\r\n");
  return JSON.parse(body);
}

/** A header of proxy protocol v2, as a Network Load Balancer writes it. */
function proxyHeader(command: number, family: number, addresses: readonly number[], endpoint?: string): Buffer {
  const id = Buffer.from(endpoint ?? "");
  const tlv = endpoint === undefined ? [] : [0x04, 0, 1, 0, 0xea, 0, id.length + 1, 1, ...id];
  const body = Buffer.from([...addresses, ...tlv]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length);
  const signature = Buffer.from("\r\n\r\n\0\r\nQUIT\n");
  return Buffer.concat([signature, Buffer.from([0x20 | command, family]), length, body]);
}

/** Sends datagrams until one is answered. */
function askByDatagram(port: number, message: string | Buffer): Promise<unknown> {
  const socket = createSocket("udp4");
  return new Promise((resolve, reject) => {
    const send = () => socket.send(message, port, "127.0.0.1");
    const sending = setInterval(send, 50);
    socket.once("error", reject).once("message", (answer) => {
      clearInterval(sending);
      socket.close();
      resolve(JSON.parse(answer.toString()));
    });
    send();
  });
}

if (!hasPython) test.skip("the sample application answers (SKIPPED: there is no python3 on the PATH)", () => undefined);
else
  describe("the sample application", () => {
    let ports: number[] = [];
    let port = 0;
    let server: ChildProcess;

    beforeAll(async () => {
      ports = await Promise.all([closedPort(), closedPort()]);
      port = ports[0] as number;
      server = spawn("python3", [SERVER, "prod-orders", ...ports.map(String), `${port}/udp`], { stdio: "ignore" });
    });

    afterAll(() => {
      server.kill("SIGKILL");
    });

    test("answers on each of its ports with who was asked for what, and by whom", async () => {
      for (const port of ports) {
        const response = await ask(`http://127.0.0.1:${port}/health?x=1`);
        expect(response.status).toBe(200);
        expect(response.headers.get("content-type")).toBe("application/json");
        expect(await response.json()).toEqual({
          service: "prod-orders",
          host: expect.any(String),
          port,
          path: "/health?x=1",
          client: "127.0.0.1",
        });
      }
    });

    test("answers HEAD without a body", async () => {
      const response = await ask(`http://127.0.0.1:${ports[0]}/`, { method: "HEAD" });
      expect(response.status).toBe(200);
      expect(Number(response.headers.get("content-length"))).toBeGreaterThan(0);
      expect(await response.text()).toBe("");
    });

    test("answers a datagram with one, at the number that it also answers HTTP at", async () => {
      expect(await askByDatagram(port, "hello")).toEqual({
        service: "prod-orders",
        host: expect.any(String),
        port,
        data: "hello",
        client: "127.0.0.1",
      });
    });

    test.each([
      ["IPv4", 0x11, [10, 20, 0, 9, 10, 10, 0, 5, 0xc0, 0, 0, 80], "10.20.0.9"],
      ["IPv6", 0x21, [0xfd, ...Array(14).fill(0), 9, ...Array(16).fill(0), 0xc0, 0, 0, 80], "fd00::9"],
    ])(
      "behind proxy protocol v2, tells the client (%s), its endpoint, and the node",
      async (_, family, bytes, client) => {
        await ask(`http://127.0.0.1:${port}/`);
        const header = proxyHeader(1, family, bytes, "vpce-0123456789abcdef0");
        expect(await answerAfter(port, header)).toMatchObject({
          path: "/hello",
          client,
          endpoint: "vpce-0123456789abcdef0",
          node: "127.0.0.1",
        });
      },
    );

    test("behind proxy protocol v2, tells the client of a datagram", async () => {
      const header = proxyHeader(1, 0x12, [10, 20, 0, 9, 10, 10, 0, 5, 0xc0, 0, 0, 53], "vpce-0123456789abcdef0");
      expect(await askByDatagram(port, Buffer.concat([header, Buffer.from("hello")]))).toMatchObject({
        data: "hello",
        client: "10.20.0.9",
        endpoint: "vpce-0123456789abcdef0",
        node: "127.0.0.1",
      });
    });

    test("behind proxy protocol v2, answers health checks, which speak for nobody", async () => {
      await ask(`http://127.0.0.1:${port}/`);
      const answer = await answerAfter(port, proxyHeader(0, 0, []));
      expect(answer).toMatchObject({ path: "/hello", client: "127.0.0.1" });
      expect(answer).not.toHaveProperty("endpoint");
    });

    test("goes on when a connection says nothing, as health checks over TCP do", async () => {
      await ask(`http://127.0.0.1:${port}/`);
      const silent = connect(port, "127.0.0.1");
      silent.end();
      expect(await text(silent)).toBe("");
      expect((await ask(`http://127.0.0.1:${port}/`)).status).toBe(200);
    });
  });

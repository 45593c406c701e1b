import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../../support/project-root";
import { closedPort } from "../../support/ports";

const SERVER = join(PROJECT_ROOT, "modules/provider/sample-application/server.py");
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

if (!hasPython) test.skip("the sample application answers (SKIPPED: there is no python3 on the PATH)", () => undefined);
else
  describe("the sample application", () => {
    let ports: number[] = [];
    let server: ChildProcess;

    beforeAll(async () => {
      ports = await Promise.all([closedPort(), closedPort()]);
      server = spawn("python3", [SERVER, "prod-orders", ...ports.map(String)], { stdio: "ignore" });
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
  });

import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CheckFailed } from "../../../test-terraform/report";
import type { Context } from "../../context";
import { CLEAN_PLAN, expectSame, REFUSED_PLAN } from "./documents";

/** How long a server may take to be ready, on a busy machine. */
const ATTEMPTS = 600;

/**
 * OPA as a server that fetches the signed bundle from a web server. Both listen on loopback only.
 *
 * @param opa the program.
 */
export async function server({ report, processes, folder, env }: Context, opa: string): Promise<void> {
  const web = createServer((request, response) => {
    response.end(readFileSync(join(folder, request.url === "/signed" ? "signed-first.tar.gz" : "changed.tar.gz")));
  }).listen(0, "127.0.0.1");
  await once(web, "listening");
  const url = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  const start = async (bundle: string) => {
    const keys = { own: { algorithm: "RS256", key: readFileSync(join(folder, "own.pub"), "utf8") } };
    const bundles = { privatelink: { service: "web", resource: bundle, signing: { keyid: "own" } } };
    const config = join(folder, `${bundle}.json`);
    writeFileSync(config, JSON.stringify({ services: { web: { url } }, keys, bundles }));
    const port = await freePort();
    const args = ["run", "--server", "--addr", `127.0.0.1:${port}`, "--config-file", config, "--skip-version-check"];
    const child = processes.start(opa, args, folder, env);
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        said += text;
      });
    const end = async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "close");
    };
    return { at: `http://127.0.0.1:${port}`, said: () => said, end };
  };
  try {
    await report.check(
      "bundle: a server takes the signed bundle, judges, and lets nobody change what it owns",
      async () => {
        const { at, said, end } = await start("signed");
        try {
          await until(async () => (await fetch(`${at}/health?bundles`)).ok, said);
          const judge = async (file: string) => {
            const body = `{"input":${readFileSync(file, "utf8")}}`;
            const answer = await fetch(`${at}/v1/data/privatelink/verdict/verdict`, { method: "POST", body });
            return JSON.stringify(await answer.json());
          };
          expectSame("a clean plan", await judge(CLEAN_PLAN), '{"result":"clean"}');
          expectSame("a plan with ways out", await judge(REFUSED_PLAN), '{"result":"violations"}');
          const put = async (path: string) =>
            String((await fetch(`${at}/v1/data/privatelink_policy/${path}`, { method: "PUT", body: "{}" })).status);
          expectSame("policy data", await put("config"), "204");
          expectSame("the classification", await put("classification"), "400");
        } finally {
          await end();
        }
      },
    );
    await report.check("bundle: a server does not take a bundle that was changed", async () => {
      const { at, said, end } = await start("changed");
      try {
        await until(async () => said().includes("digest mismatch"), said);
        const answer = await fetch(`${at}/v1/data/privatelink/verdict`, { method: "POST", body: '{"input":{}}' });
        expectSame("its answer", JSON.stringify(await answer.json()), "{}");
      } finally {
        await end();
      }
    });
  } finally {
    web.close();
  }
}

/** Waits until something holds. */
async function until(holds: () => Promise<boolean>, said: () => string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (await holds().catch(() => false)) return;
    await sleep(100);
  }
  throw new CheckFailed(`the server did not get there:\n${said()}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

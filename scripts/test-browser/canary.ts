import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server on loopback that nobody should ask: it keeps what is asked. */
export interface Canary {
  /** Address of something on it. */
  readonly url: string;
  /** What was asked since the last call. */
  readonly asked: () => string[];
  readonly stop: () => void;
}

export async function startCanary(): Promise<Canary> {
  let asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/canary`,
    asked: () => {
      const before = asked;
      asked = [];
      return before;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

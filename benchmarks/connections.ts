import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { handlerWith } from "../acceptor/handler";
import { statusCommand } from "../cli/status";
import type { Case } from "./cases";
import { generateLedger } from "./generate-ledger";
import { accountOf, memoryEc2, SERVICE_ID } from "./memory-ec2";

/** Connections of `status`, and customers of the acceptor. */
const STATUS = 5_000;
const ACCEPTOR = 10_000;

/**
 * What asking for connections and accepting them takes, with AWS in memory: `npm run bench -- connections`.
 *
 * @param scratch folder for what is generated.
 */
export function connectionCases(scratch: string): Case[] {
  const command = (what: string) => ["node", "dist/benchmarks/connections.js", what, scratch];
  const prepare = () => {
    if (!existsSync(ledgerFolder(scratch))) generateLedger(ledgerFolder(scratch), STATUS, accountOf);
  };
  return [
    { name: `status, ${STATUS} customers, each connected`, command: command("status"), times: 5, prepare },
    { name: `acceptor, ${ACCEPTOR} requests`, command: command("requests"), times: 5 },
    { name: `acceptor, ${ACCEPTOR} connections, nothing to do`, command: command("quiet"), times: 5 },
  ];
}

async function status(folder: string): Promise<void> {
  const calls = memoryEc2(STATUS, "available");
  const code = await statusCommand(
    { environments: ledgerFolder(folder), format: "text", timeout: 0 },
    { out: () => undefined, error: () => undefined },
    { signal: new AbortController().signal, onProgress: () => undefined },
    { access: async () => ({ calls, caller: "bench" }), now: () => new Date(), wait: async () => undefined },
  );
  if (code !== 0) throw new Error(`status ended with ${code}`);
}

async function acceptor(folder: string, state: string): Promise<void> {
  const entries = Array.from({ length: ACCEPTOR }, (_, index) => ({
    ...{ customer: `customer-${index}`, connection: "orders", state: "allowed", managed: false },
    accounts: [accountOf(index)],
  }));
  const ledger = { environment: "prod", kind: "service", service: "orders", entries };
  writeFileSync(
    join(folder, "ledger.json"),
    JSON.stringify({ ledger, settings: { unknown: "leave", mostRejections: 10 } }),
  );
  const handler = handlerWith({
    env: { AWS_REGION: "us-east-1", SERVICE_ID, LAMBDA_TASK_ROOT: folder },
    callsOf: () => memoryEc2(ACCEPTOR, state),
    now: () => new Date(),
  });
  await handler({}, { getRemainingTimeInMillis: () => 900_000 });
}

function ledgerFolder(scratch: string): string {
  return join(scratch, "ledger");
}

if (require.main === module) {
  const [what = "", folder = ""] = process.argv.slice(2);
  const runs: Readonly<Record<string, () => Promise<void>>> = {
    status: () => status(folder),
    requests: () => acceptor(folder, "pendingAcceptance"),
    quiet: () => acceptor(folder, "available"),
  };
  void runs[what]?.();
}

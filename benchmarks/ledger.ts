import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Case } from "./cases";

/** Kinds of tables that customers are generated in. */
const KINDS = ["csv", "jsonl"] as const;

/**
 * Writes an environment of one service whose external customers are rows of one table.
 *
 * @param folder folder of environments to write it into.
 */
export function generateTable(folder: string, kind: (typeof KINDS)[number], customers: number): void {
  mkdirSync(join(folder, "load/consumers"), { recursive: true });
  writeFileSync(
    join(folder, "load/environment.yaml"),
    `backend: { type: local }
region: us-east-1
services:
  orders:
    account: "111111111111"
    vpc: { cidr: 192.168.0.0/20, zones: [use1-az1, use1-az2] }
    listeners: { http: { port: 80, targetPort: 8080 } }
    acceptor: {}
`,
  );
  const rows = Array.from({ length: customers }, (_, number) => rowOf(kind, number));
  const header = kind === "csv" ? ["name,account,contact,state,services,connections.orders.endpointId"] : [];
  writeFileSync(join(folder, `load/consumers/crm.${kind}`), `${[...header, ...rows].join("\n")}\n`);
}

function rowOf(kind: (typeof KINDS)[number], number: number): string {
  const name = `customer-${String(number).padStart(5, "0")}`;
  const account = String(200_000_000_000 + number);
  const contact = `Customer ${number}, IT <it@customer-${number}.example.com>`;
  const endpointId = `vpce-${(0x10_0000_0000_0000 + number).toString(16).padStart(17, "0")}`;
  return kind === "csv"
    ? `${name},${account},"${contact}",allowed,orders,${endpointId}`
    : JSON.stringify({ name, account, contact, connections: { orders: { service: "orders", endpointId } } });
}

/** Reading, checking and planning customers in a table: for the first time, and again with the records of that. */
export function ledgerCases(scratch: string, customers: number = 10_000): Case[] {
  return KINDS.flatMap((kind): Case[] => {
    const [environments, out] = ["environments", "cdktf.out"].map((name) => join(scratch, `ledger-${kind}`, name)) as [
      string,
      string,
    ];
    generateTable(environments, kind, customers);
    const command = ["node", "dist/cli/main.js", "synth", "--environments", environments, "--out", out];
    const of = `${customers.toLocaleString("en")} customers in ${kind.toUpperCase()}`;
    const prepare = () => rmSync(out, { recursive: true, force: true });
    return [
      { name: `${of}, first time`, command, times: 3, prepare },
      { name: `${of}, again`, command, times: 3 },
    ];
  });
}

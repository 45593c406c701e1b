import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ENVIRONMENT = `backend: {type: local}
region: us-east-1
tags: {Owner: platform}
services:
  orders:
    account: "999999999999"
    vpc: {cidr: 10.10.0.0/20, zones: [use1-az1, use1-az2]}
    listeners: {tcp: {port: 443, protocol: TCP}}
    targets: {type: ip, addresses: [10.10.0.10]}
`;

/** Writes the environment `prod` with one service, and external customers that are each in an account of its own. */
export function generateLedger(folder: string, count: number, accountOf: (index: number) => string): void {
  const consumers = join(folder, "prod", "consumers");
  mkdirSync(consumers, { recursive: true });
  writeFileSync(join(folder, "prod", "environment.yaml"), ENVIRONMENT);
  for (let index = 0; index < count; index++)
    writeFileSync(
      join(consumers, `customer-${index}.yaml`),
      `external: true\naccount: "${accountOf(index)}"\nconnections:\n  orders:\n    service: orders\n`,
    );
}

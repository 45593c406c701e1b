import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes an environment `load` of one service and many consumers, each in an account and a VPC of its own.
 *
 * @param folder folder of environments to write it into.
 * @param consumers number of consumers, at most 4096: each takes a /20 of 10.0.0.0/8.
 */
export function generateEnvironment(folder: string, consumers: number): void {
  const environment = join(folder, "load");
  mkdirSync(join(environment, "consumers"), { recursive: true });
  writeFileSync(
    join(environment, "environment.yaml"),
    `backend: { type: local }
region: us-east-1
services:
  orders:
    account: "111111111111"
    vpc: { cidr: 192.168.0.0/20, zones: [use1-az1, use1-az2] }
    listeners:
      http: { port: 80, targetPort: 8080, healthCheck: { protocol: HTTP, path: /health } }
`,
  );
  for (let number = 0; number < consumers; number++)
    writeFileSync(
      join(environment, "consumers", `customer-${String(number).padStart(4, "0")}.yaml`),
      `account: "${222222220000 + number}"
vpc: { cidr: 10.${Math.floor(number / 16)}.${(number % 16) * 16}.0/20, zones: [use1-az1, use1-az2] }
connections:
  orders: { service: orders }
`,
    );
}

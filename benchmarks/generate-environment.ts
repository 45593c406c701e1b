import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Number of consumers that an environment can have at most: each takes a /22 of 10.0.0.0/8. */
export const MOST_CONSUMERS = 2 ** 14;

/** Name of a consumer. @param number from 0. */
export function consumerName(number: number): string {
  return `customer-${String(number).padStart(5, "0")}`;
}

/**
 * Writes an environment `load` of one service and many consumers, each in an account and a VPC of its own.
 *
 * @param folder folder of environments to write it into.
 * @param consumers number of consumers, at most {@link MOST_CONSUMERS}.
 * @throws RangeError for more consumers than there are ranges.
 */
export function generateEnvironment(folder: string, consumers: number): void {
  if (consumers > MOST_CONSUMERS) throw new RangeError(`at most ${MOST_CONSUMERS} consumers, not ${consumers}`);
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
${shardsOf(consumers)}`,
  );
  for (let number = 0; number < consumers; number++)
    writeFileSync(
      join(environment, "consumers", `${consumerName(number)}.yaml`),
      `account: "${222222220000 + number}"
vpc: { cidr: 10.${Math.floor(number / 64)}.${(number % 64) * 4}.0/22, zones: [use1-az1, use1-az2] }
connections:
  orders: { service: orders }
`,
    );
}

/** Consumers that an acceptance stack is to have, about. */
const CONSUMERS_A_SHARD = 250;

/** The key for as many acceptance stacks as the consumers need. */
function shardsOf(consumers: number): string {
  const shards = 2 ** Math.ceil(Math.log2(Math.max(consumers / CONSUMERS_A_SHARD, 1)));
  return shards === 1 ? "" : `    acceptanceShards: ${shards}\n`;
}

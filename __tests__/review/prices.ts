import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../support/environments";

const PRICES = [
  ["interfaceEndpointZone", 0.01, "us-east-1"],
  ["networkLoadBalancer", 0.0225, "us-east-1"],
  ["applicationLoadBalancer", 0.0225, "us-east-1"],
  ["gatewayLoadBalancer", 0.0125, "ap-northeast-2"],
] as const;

/** Writes a price table whose prices stay as they are, whatever AWS does. @returns its path. */
export function pricesFile(): string {
  const about = { source: "https://example.com/prices", date: "2026-01-01" };
  const prices = PRICES.map(([item, hourly, region]) => ({ item, hourly, regions: [region], ...about }));
  const file = join(temporaryFolder(), "prices.yaml");
  writeFileSync(file, JSON.stringify({ currency: "USD", prices }));
  return file;
}

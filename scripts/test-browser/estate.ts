import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

type Json = Record<string, unknown>;

/** Where the page of each network is, from the folder of certificates; and what it is about. */
export const PAGES = {
  clean: "prod/prod-consumer-clean--aws_vpc.main.html",
  violated: "prod/prod-consumer-violated--aws_vpc.main.html",
  unproven: "prod/prod-consumer-unproven--aws_vpc.main.html",
  waived: "prod/prod-consumer-waived--aws_vpc.main.html",
  allowed: "prod/prod-consumer-allowed--aws_vpc.main.html",
  hostile: "prod/prod-consumer-hostile--aws_vpc.main.html",
} as const;

const GATEWAY = { aws_internet_gateway: { out: { vpc_id: "${aws_vpc.main.id}" } } };

/**
 * Writes stacks and policy data that give a page of each kind.
 *
 * @param url what hostile names ask the browser to fetch.
 */
export function writeEstate(folder: string, url: string): void {
  const hostile = `</style></title><img src="${url}"><script>console.error("run")</script><svg onload=alert(1)>`;
  const stacks: Readonly<Record<keyof typeof PAGES, Json>> = {
    clean: stack("clean"),
    violated: stack("violated", GATEWAY),
    unproven: stack("unproven", { aws_new_thing: { x: { vpc_id: "${aws_vpc.main.id}" } } }),
    waived: stack("waived", GATEWAY),
    allowed: stack("allowed", { datadog_monitor: { web: { name: "web" } } }),
    hostile: stack(hostile, { aws_internet_gateway: { [hostile]: { vpc_id: "${aws_vpc.main.id}" } } }),
  };
  for (const [name, content] of Object.entries(stacks)) {
    const own = join(folder, "cdktf.out/stacks", `prod-consumer-${name}`);
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, "cdk.tf.json"), JSON.stringify(content));
    writeFileSync(join(own, "origins.json"), JSON.stringify({ file: `prod/consumers/${name}.yaml` }));
  }
  const harmless_types = [{ type: "datadog_*", reason: "it watches, and opens nothing" }];
  const waiver = {
    rule: "no-internet-gateway",
    address: "aws_internet_gateway.out",
    stack: "prod-consumer-waived",
    reason: "the old site leaves by it",
    owner: "team-net",
    expires: "2026-12-31",
  };
  writeFileSync(join(folder, "policy.yaml"), JSON.stringify({ config: { harmless_types }, waivers: [waiver] }));
}

function stack(name: string, more: Json = {}): Json {
  return {
    "//": { metadata: { stackName: `prod-consumer-${name}`, version: "0.21.0" } },
    output: { privatelink_stack_role: { value: "consumer" } },
    provider: { aws: [{ region: "us-east-1", allowed_account_ids: ["222222222222"] }] },
    resource: { aws_vpc: { main: { cidr_block: "10.1.0.0/16", tags: { Name: name } } }, ...more },
  };
}

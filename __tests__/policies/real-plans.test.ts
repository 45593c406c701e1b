import { readFileSync } from "node:fs";
import { join } from "node:path";

import { loadPolicy } from "../../policies/checker/policy";
import type { JudgedVerdict } from "../../policies/checker/verdict";

async function judged(name: string): Promise<string[]> {
  const plan: unknown = JSON.parse(readFileSync(join(__dirname, "fixtures", name, "plan.json"), "utf8"));
  const verdict = (await loadPolicy()).judge(plan) as JudgedVerdict;
  return verdict.findings.map(({ rule, address, basis }) => `${rule} ${address} (${basis})`);
}

test("fails each way out of a consumer's stack", async () => {
  expect(await judged("consumer-with-ways-out")).toEqual([
    "no-internet-gateway aws_internet_gateway.by_local (role)",
    'no-nat-gateway aws_nat_gateway.each["a"] (role)',
    'no-nat-gateway aws_nat_gateway.each["b"] (role)',
    "not-visible aws_route_table.dynamic (role)",
    "no-internet-gateway aws_route_table.inline (role)",
    "no-peering aws_vpc_peering_connection.peer (role)",
    "no-internet-gateway module.network[0].aws_egress_only_internet_gateway.nested (role)",
  ]);
});

test("passes the ways out of a service's VPC beside a consumer's", async () => {
  expect(await judged("service-beside-consumer")).toEqual([]);
});

test("fails what is there already and stays, and passes what goes", async () => {
  expect(await judged("applied-then-changed")).toEqual([
    "no-internet-gateway aws_internet_gateway.consumer (resolved)",
    // The stand-in for AWS gives each route an interface; AWS gives one to routes of instances only.
    "no-forwarding aws_route.consumer (resolved)",
    "no-internet-gateway aws_route.consumer (resolved)",
  ]);
});

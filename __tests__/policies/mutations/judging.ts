import { readFileSync } from "node:fs";
import { join } from "node:path";

import { CLASSIFICATION_FILE } from "../../../policies/checker/manifest";
import type { Policy } from "../../../policies/checker/policy";
import { fails } from "../../../policies/checker/verdict";
import { HIDINGS, type Hiding } from "../../../scripts/mutations/hiding";
import { valueAt } from "../../../scripts/mutations/model";
import { type WayOut, waysOut } from "../../../scripts/mutations/ways-out";
import type { Classification } from "../../../scripts/policy/classification/schema";
import { PACKAGE_ROOT } from "../../../support/package-root";

/** The classification that the policies read. */
export const CLASSIFICATION: Classification = JSON.parse(readFileSync(join(PACKAGE_ROOT, CLASSIFICATION_FILE), "utf8"))
  .privatelink_policy.classification;

/** All that it says is refused. */
export const WAYS = waysOut(CLASSIFICATION);

/** Ways out that stand for all: each with another argument that places it, and judged in another manner. */
export const SOME_WAYS: readonly WayOut[] = [
  "aws_internet_gateway by vpc_id",
  "aws_nat_gateway by subnet_id",
  "aws_networkmanager_vpc_attachment by vpc_arn",
  "aws_eip by network_interface",
  "aws_vpn_gateway_route_propagation by route_table_id",
  "aws_instance with associate_public_ip_address true by vpc_security_group_ids",
  "aws_lb with internal left out by subnets",
  "aws_eks_cluster with vpc_config.endpoint_public_access left out by vpc_config.subnet_ids",
  "aws_route to gateway_id igw-0123456789abcdef0 by route_table_id",
  "aws_route_table to route.transit_gateway_id tgw-0123456789abcdef0 by vpc_id",
  "aws_vpc_endpoint to all buckets by route_table_ids",
  "awscc_ec2_vpc_peering_connection by peer_vpc_id",
].map(wayNamed);

/** The way out of a name. */
export function wayNamed(name: string): WayOut {
  const way = WAYS.find((one) => one.name === name);
  if (way === undefined) throw new Error(`the classification must give the way out ${name}`);
  return way;
}

/**
 * The kind of a way out, of which a sample has one each: how its type is judged, by the rules that refuse it, where a
 * route leads to, and whether it concerns every VPC. So each rule has ways out in a sample.
 */
export function kindOf({ name, type, body, isEverywhere }: WayOut): string {
  const { kind, rule, conditions = [] } = CLASSIFICATION.types[type] ?? {};
  const met = conditions.filter(({ argument }) => valueAt(body, argument) !== undefined);
  const rules = new Set((met.length > 0 ? met : [{ rule }, ...conditions]).map((each) => each.rule));
  // The argument, and the first letters of the id: `gateway_id igw`.
  const target = kind === "route" ? /(\w+ [a-z$]+)\S* by/.exec(name)?.[1] : "";
  return [kind, ...rules, target, isEverywhere].join(" ");
}

/** The way of hiding that hides nothing. */
export const PLAINLY = HIDINGS[0] as Hiding;

/** Whether a document is refused for the resource `mutation` in it. */
export function isRefused(policy: Policy, document: unknown): boolean {
  return rulesThatRefuse(policy, document).length > 0;
}

/** The rules that refuse a document for the resource `mutation` in it. */
export function rulesThatRefuse(policy: Policy, document: unknown): string[] {
  const verdict = policy.judge(document);
  if (verdict.verdict === "unjudgeable") throw new Error(verdict.why.join("\n"));
  return verdict.findings
    .filter((finding) => fails(finding) && /\.mutation(\[|$)/.test(finding.address))
    .map(({ rule }) => rule);
}

/** What is said of a consumer VPC of a document: PROVEN, VIOLATED or UNPROVEN; undefined where it is none. */
export function resultOf(policy: Policy, document: unknown, vpc: string): string | undefined {
  const verdict = policy.judge(document);
  if (verdict.verdict === "unjudgeable") throw new Error(verdict.why.join("\n"));
  return verdict.consumer_vpcs.find(({ address }) => address === vpc)?.result;
}

import { basename, join } from "node:path";
import { z } from "zod";
import { REMOVED } from "../../engine/removed";
import { STACKS, terraformDigest } from "../../engine/stack-files";
import type { PlannedStack } from "../../pipeline/plans-file";
import { readJson } from "../../support/read-json";
import { isTouched } from "../touched";
import type { Priced } from "./cost-table";
import { ENDPOINTS, LOAD_BALANCERS, type PricedChange, SINGLE } from "./priced-changes";

const bodies = z.record(z.string(), z.record(z.string(), z.unknown())).default({});

/** What is read of a configuration as cdktf writes it. What it has besides, such as modules, may hide what costs. */
const configurationSchema = z.object({
  module: z.never().optional(),
  resource: z
    .looseObject({
      aws_vpc_endpoint: bodies,
      aws_lb: bodies,
      aws_alb: bodies,
      // Its zones would be added to those of the endpoints.
      aws_vpc_endpoint_subnet_association: z.never().optional(),
    })
    .optional(),
});

/** The resources that are priced once each. */
const singlesSchema = z.object(Object.fromEntries(Object.keys(SINGLE).map((type) => [type, bodies])));

/**
 * What a stack without a plan adds or takes away of what is priced, as its configuration declares it: of one that is
 * gone all, as less; of one that is new all, as more.
 *
 * @param outdir output folder of the synthesis.
 * @returns undefined where it is not known: of a stack that was there and stays, of one whose plan failed, and where
 *   the configuration is not the one that the index names, or does not say it literally.
 */
export function declaredCosts(outdir: string, stack: PlannedStack): PricedChange[] | undefined {
  const { name, mode, change, result, region, stack_digest } = stack;
  if (!isTouched(stack)) return [];
  const isGone = mode === "destroy";
  if (result !== "deferred" || !(isGone || change === "new")) return undefined;
  if (basename(name) !== name || name === "." || name === "..") return undefined;
  const folder = join(outdir, isGone ? REMOVED : STACKS, name);
  if (digestOf(folder) !== stack_digest) return undefined;
  const { success, data } = configurationSchema.safeParse(readJson(join(folder, "cdk.tf.json")));
  if (!success) return undefined;
  const { aws_vpc_endpoint: endpoints = {}, aws_lb = {}, aws_alb = {} } = data.resource ?? {};
  const { success: areKnown, data: singles = {} } = singlesSchema.safeParse(data.resource ?? {});
  if (!areKnown) return undefined;
  const counts = [
    ...Object.values(endpoints).map((body) => pricedEndpoint(body)),
    ...[...Object.values(aws_lb), ...Object.values(aws_alb)].map((body) => pricedLoadBalancer(body)),
    ...Object.entries(SINGLE).flatMap(([type, item]) =>
      Object.values(singles[type] ?? {}).map((body) => pricedOnce(body, item)),
    ),
  ];
  const changes: PricedChange[] = [];
  for (const counted of counts) {
    if (counted === undefined) return undefined;
    if (counted.item === undefined) continue;
    const { item, count } = counted;
    changes.push({ item, region: counted.region ?? region, before: isGone ? count : 0, after: isGone ? 0 : count });
  }
  return changes;
}

/** How many of what; without an item it costs nothing by the hour. */
interface Counted {
  readonly item: Priced | undefined;
  readonly count: number;
  readonly region: string | undefined;
}

type Body = Readonly<Record<string, unknown>>;

function pricedEndpoint(body: Body): Counted | undefined {
  const { vpc_endpoint_type: type = "Gateway", subnet_ids: subnets } = body;
  if (!isLiteral(type) || !isPlain(body)) return undefined;
  const item = ENDPOINTS[type];
  if (item === undefined) return { item, count: 0, region: undefined };
  return Array.isArray(subnets) ? { item, count: subnets.length, region: regionOf(body) } : undefined;
}

function pricedOnce(body: Body, item: Priced): Counted | undefined {
  return isPlain(body) ? { item, count: 1, region: regionOf(body) } : undefined;
}

function pricedLoadBalancer(body: Body): Counted | undefined {
  const { load_balancer_type: type = "application" } = body;
  if (!isLiteral(type) || !isPlain(body) || LOAD_BALANCERS[type] === undefined) return undefined;
  return { item: LOAD_BALANCERS[type], count: 1, region: regionOf(body) };
}

/** Whether it is one resource, in the region of its stack or one that it names. */
function isPlain({ count, for_each, dynamic, provider, region }: Body): boolean {
  const others = [count, for_each, dynamic, provider];
  return others.every((each) => each === undefined) && (region === undefined || isLiteral(region));
}

function regionOf({ region }: Body): string | undefined {
  return typeof region === "string" ? region : undefined;
}

function isLiteral(value: unknown): value is string {
  return typeof value === "string" && !/[$%]\{/.test(value);
}

function digestOf(folder: string): string | undefined {
  try {
    return terraformDigest(folder);
  } catch {
    return undefined;
  }
}

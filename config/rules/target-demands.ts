import { addressNumber, cidr, contains } from "../../modules/aws/cidr";
import type { ListenerSpec } from "../service/listener-schema";
import type { ServiceSpec } from "../service/service-schema";
import { targetSpecsOf } from "../service/targets";
import type { ListenerTargetsSpec, TargetsSpec } from "../service/targets-schema";
import { subnetRangesOf, zonesOf } from "../vpc-schema";

/** Stands for each zone. */
export const EVERY_ZONE = "";

/**
 * Targets that an Application Load Balancer counts as, which with cross-zone load balancing is twice as much. Source: User
 * Guide for Network Load Balancers, "Quotas".
 */
const TARGETS_OF_AN_ALB = { withinZones: 50, acrossZones: 100 } as const;

/** Targets of a listener. */
export interface CountedTargets {
  /** All of them. */
  readonly all: number;
  /** Those that count in a zone, by zone id or {@link EVERY_ZONE}, as far as it can be known where they are. */
  readonly byZone: Readonly<Record<string, number>>;
}

const NONE: CountedTargets = { all: 0, byZone: {} };

/** What a listener's targets count as, of all its target groups. Those that register themselves are not known. */
export function targetsOfListener(spec: ServiceSpec, listener: ListenerSpec): CountedTargets {
  return targetSpecsOf(listener, spec.targets)
    .map((targets) => targetsOfGroup(spec, listener, targets))
    .reduce(sum, NONE);
}

function sum(a: CountedTargets, b: CountedTargets): CountedTargets {
  const byZone: Record<string, number> = { ...a.byZone };
  for (const [zone, amount] of Object.entries(b.byZone)) byZone[zone] = (byZone[zone] ?? 0) + amount;
  return { all: a.all + b.all, byZone };
}

function targetsOfGroup(
  spec: ServiceSpec,
  listener: ListenerSpec,
  targets: TargetsSpec | ListenerTargetsSpec,
): CountedTargets {
  const { vpc, loadBalancer } = spec;
  const across = listener.crossZone ?? loadBalancer.crossZone;
  const inEach = (amount: number): CountedTargets => ({
    all: amount,
    byZone: Object.fromEntries((loadBalancer.crossZone ? [EVERY_ZONE] : zonesOf(vpc)).map((zone) => [zone, amount])),
  });
  if (targets.type === "alb") return inEach(across ? TARGETS_OF_AN_ALB.acrossZones : TARGETS_OF_AN_ALB.withinZones);
  if (targets.type === "instance") {
    // Instances that are found by their tags are known to Terraform only.
    const amount = targets.ids?.length ?? 0;
    return across ? inEach(amount) : { all: amount, byZone: {} };
  }
  if (targets.type !== "ip") return NONE;
  const { addresses = [], outsideAddresses = [] } = targets;
  const all = addresses.length + outsideAddresses.length;
  // With cross-zone load balancing, the node in each zone has all targets; and those outside the VPC in any case.
  if (across) return inEach(all);
  const byZone = { ...inEach(outsideAddresses.length).byZone };
  for (const [zone, amount] of Object.entries(addressesByZone(vpc, addresses))) {
    const key = loadBalancer.crossZone ? EVERY_ZONE : zone;
    byZone[key] = Math.max(byZone[key] ?? 0, outsideAddresses.length + amount);
  }
  return { all, byZone };
}

/** How many addresses lie in the subnet of each zone, where the subnets' ranges are known. */
function addressesByZone(vpc: ServiceSpec["vpc"], addresses: readonly string[]): Record<string, number> {
  const ranges = subnetRangesOf(vpc);
  const numbers = addresses.map((address) => addressNumber(address) ?? -1);
  const byZone = Object.keys(ranges)
    .sort()
    .map((zone) => {
      const range = cidr(ranges[zone] as string);
      return [zone, numbers.filter((number) => contains(range, { first: number, last: number })).length];
    });
  return Object.fromEntries(byZone);
}
